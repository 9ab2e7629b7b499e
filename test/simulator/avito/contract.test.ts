import type { Simulator } from '../../../simulator';
import { avitoRoutes } from '../../../simulator/avito/routes';
import { OfficialDocuments } from './officialDocuments';
import { ACCOUNT, personalToken, send, startAvito } from './session';

const MESSENGER = `/messenger/v1/accounts/${ACCOUNT}`;

const vacancyBody = {
	billing_type: 'package',
	title: 'Оператор колл-центра',
	description: '<p>Входящая линия.</p>',
	business_area: 10168,
	profession: 3600001,
	employment: 'full',
	schedule: 'shift',
	experience: 'noMatter',
	work_format: ['office'],
	bonuses: ['obuchenie'],
	payout_frequency: 'biweeklyPay',
	salary_detail: {
		paid_period: 'month',
		taxes: 'net',
		base: { bonus: '5%', range: { from: 60000, to: 90000 } },
	},
	location: { address: { locality: 'Москва', street: 'Тестовая улица', house: '7' } },
};
const { title, schedule, experience, payout_frequency: payout, ...restOfBody } = vacancyBody;
const vacancyBodyV1 = {
	...restOfBody,
	name: title,
	schedule: { id: schedule },
	experience: { id: experience },
	payout_frequency: { id: payout },
};

describe('every answer of the local Avito beside the official documents', () => {
	let simulator: Simulator;
	let token: string;
	let documents: OfficialDocuments;
	let problems: string[];
	let asked: Set<string>;

	beforeEach(async () => {
		({ simulator, token } = await startAvito());
		documents = new OfficialDocuments([
			...['auth', 'job', 'messenger', 'user', 'item', 'accounts-hierarchy'],
		]);
		problems = [];
		asked = new Set();
	});
	afterEach(async () => {
		await simulator.close();
	});

	/** Sends, holds the answer against the documents, returns it. */
	async function check(method: string, path: string, body?: unknown, status = 200) {
		const reply = await send(simulator, token, method, path, body);
		const [plain = ''] = path.split('?');
		if (reply.status !== status) problems.push(`${method} ${plain}: ${reply.status} ${reply.text}`);
		const found = documents.problems(method, plain, reply.status, reply.json);
		if (found !== 'undocumented') problems.push(...found);
		const record = simulator.control.requests({ service: 'avito' }).at(-1);
		asked.add(record?.operation ?? '');
		return reply.json;
	}

	it('fits them', async () => {
		const resumes = (await check('GET', '/job/v1/resumes/?per_page=100')) as {
			resumes: { id: number }[];
		};
		await check('GET', '/job/v1/resumes/?per_page=500', undefined, 400);
		for (const { id } of resumes.resumes.slice(0, 60)) {
			await check('GET', `/job/v2/resumes/${id}?photos=true`);
		}
		for (const { id } of resumes.resumes.slice(0, 8)) {
			await check('GET', `/job/v1/resumes/${id}/contacts/`);
		}
		await check('GET', '/job/v1/resumes/1/contacts/', undefined, 404);
		await check('GET', '/job/v2/resumes/1', undefined, 404);

		const list = (await check('GET', '/job/v1/applications/get_ids?updatedAtFrom=2026-11-01')) as {
			applies: { id: string }[];
		};
		const ids = list.applies.map(({ id }) => id);
		await check('POST', '/job/v1/applications/get_by_ids', { ids });
		await check('GET', '/job/v1/applications/get_states');
		await check('POST', '/job/v1/applications/apply_actions', { action: 'interview', ids });
		const applies = ids.map((id) => ({ id, is_viewed: true }));
		await check('POST', '/job/v1/applications/set_is_viewed', { applies });
		simulator.control.avito.configure({ webhooks: { handshake: false } });
		const hook = { url: 'http://127.0.0.1:9/hook', secret: 'abc' };
		await check('PUT', '/job/v1/applications/webhook', hook);
		await check('GET', '/job/v1/applications/webhook');
		await check('GET', '/job/v1/applications/webhooks');
		await check('DELETE', `/job/v1/applications/webhook?url=${encodeURIComponent(hook.url)}`);

		await check('GET', '/job/v2/vacancies?per_page=50');
		await check('GET', '/job/v2/vacancies?per_page=50&location=1', undefined, 204);
		await check('GET', '/job/v2/vacancy/dict');
		await check('GET', '/job/v2/vacancy/dict/profession');
		const items = (await check('GET', '/core/v1/items?per_page=50')) as {
			resources: { id: number }[];
		};
		await check('GET', '/core/v1/items?per_page=500', undefined, 400);
		const itemIds = items.resources.map(({ id }) => id);
		await check('POST', '/job/v2/vacancies/batch', { ids: itemIds });
		for (const id of itemIds) await check('GET', `/job/v2/vacancies/${id}`);
		await check('GET', `/core/v1/accounts/${ACCOUNT}/items/${itemIds[0]}/`);
		await check('GET', `/core/v1/accounts/${ACCOUNT}/items/1/`);

		const made = (await check('POST', '/job/v1/vacancies', vacancyBodyV1, 201)) as {
			id: string;
			uuid: string;
		};
		await check('POST', '/job/v1/vacancies', { ...vacancyBodyV1, name: '' }, 400);
		const edit = { billing_type: 'package', name: 'Оператор' };
		await check('PUT', `/job/v1/vacancies/${made.id}`, edit, 204);
		await check('POST', `/job/v1/vacancies/${made.id}/prolongate`, edit, 403);
		await check('PUT', `/job/v1/vacancies/archived/${made.id}`, {}, 204);
		await check('PUT', `/job/v1/vacancies/archived/${made.id}`, {}, 403);
		await check('PUT', '/job/v1/vacancies/archived/1', {}, 404);
		await check('PUT', `/job/v2/vacancies/${made.uuid}/auto_renewal`, { auto_renewal: true }, 204);
		const task = (await check('POST', '/job/v2/vacancies', vacancyBody, 202)) as {
			id: string;
		};
		await check('POST', '/job/v2/vacancies', { billing_type: 'single' }, 400);
		await check('POST', '/job/v2/vacancies/statuses', { ids: [task.id] });
		simulator.control.advance(6_000);
		const [done] = (await check('POST', '/job/v2/vacancies/statuses', {
			ids: [task.id],
		})) as {
			vacancy: { id: number };
		}[];
		await check('GET', `/job/v2/vacancies/${done?.vacancy.id}`);
		const change = { billing_type: 'package', title: 'Старший оператор' };
		await check('POST', `/job/v2/vacancies/update/${task.id}`, change, 202);

		const v2 = `/messenger/v2/accounts/${ACCOUNT}`;
		const found = (await check('GET', `${v2}/chats?chat_types=u2i,u2u,a2u`)) as {
			chats: { id: string; last_message?: { content: { voice?: { voice_id: string } } } }[];
		};
		for (const { id } of found.chats.slice(0, 60)) {
			await check('GET', `/messenger/v3/accounts/${ACCOUNT}/chats/${id}/messages/`);
		}
		simulator.control.avito.configure({ messagesAsArray: true });
		const chat = found.chats[0]?.id ?? '';
		await check('GET', `/messenger/v3/accounts/${ACCOUNT}/chats/${chat}/messages/`);
		await check('GET', `${v2}/chats/${chat}`);
		await check('GET', `${v2}/chats/none`, undefined, 404);
		const text = { type: 'text', message: { text: 'Здравствуйте!' } };
		const sent = (await check('POST', `${MESSENGER}/chats/${chat}/messages`, text)) as {
			id: string;
		};
		const form = new FormData();
		form.append('uploadfile[]', new Blob([new Uint8Array([1])], { type: 'image/png' }), 'a.png');
		const [imageId] = Object.keys(
			(await check('POST', `${MESSENGER}/uploadImages`, form)) as object,
		);
		const image = { image_id: imageId };
		await check('POST', `${MESSENGER}/chats/${chat}/messages/image`, image);
		await check('POST', `${MESSENGER}/chats/${chat}/messages/${sent.id}`);
		await check('POST', `${MESSENGER}/chats/${chat}/read`);
		const voice = found.chats.map((entry) => entry.last_message?.content.voice?.voice_id);
		const voiceId = voice.find((id) => id !== undefined) ?? 'none';
		await check('GET', `${MESSENGER}/getVoiceFiles?voice_ids=${voiceId}`);
		await check('POST', `${v2}/blacklist`, { users: [{ user_id: 1, context: { reason_id: 4 } }] });
		await check('POST', '/messenger/v3/webhook', { url: 'http://127.0.0.1:9/m' });
		await check('POST', '/messenger/v1/subscriptions');
		await check('POST', '/messenger/v1/webhook/unsubscribe', { url: 'http://127.0.0.1:9/m' });

		await check('GET', '/core/v1/accounts/self');
		await check('GET', `/core/v1/accounts/${ACCOUNT}/balance/`);
		await check('GET', '/core/v1/accounts/5/balance/', undefined, 403);
		const period = { dateTimeFrom: '2026-11-15T00:00:00', dateTimeTo: '2026-11-20T23:00:00' };
		await check('POST', '/core/v1/accounts/operations_history/', period);
		await check('GET', '/checkAhUserV1');
		await check('GET', '/getEmployeesV1');
		await check('GET', '/listCompanyPhonesV1');
		const link = { employeeId: 45520011, itemIds: itemIds.slice(0, 2) };
		await check('POST', '/linkItemsV1', link, 204);
		const ofEmployee = { employeeId: 45520011, categoryId: 111 };
		await check('POST', '/listItemsByEmployeeIdV1', ofEmployee);

		token = await personalToken(simulator, 'avito-unverified-client');
		const closed = resumes.resumes.at(-1)?.id ?? 0;
		await check('GET', `/job/v1/resumes/${closed}/contacts/`, undefined, 403);
		token = await personalToken(simulator, 'avito-basic-client');
		await check('GET', '/job/v1/applications/get_states', undefined, 402);
		token = 'garbled';
		await check('GET', '/job/v1/resumes/', undefined, 401);
		await check('GET', '/checkAhUserV1', undefined, 401);

		expect(problems).toEqual([]);
		expect(documents.mistakesNotMet).toEqual([]);
		expect(Object.keys(avitoRoutes).filter((name) => !asked.has(name))).toEqual([]);
	});

	it('has every route of the messenger and job documents', () => {
		const routes = Object.keys(avitoRoutes).map((name) => name.replaceAll(/:(\w+)/g, '{$1}'));
		const official = new OfficialDocuments(['messenger', 'job', 'user', 'accounts-hierarchy']);
		expect(official.keys.filter((key) => !routes.includes(key))).toEqual([]);
	});
});
