import type { IDataObject } from 'n8n-workflow';
import type { AvitoBench } from './support';

/** Ids of the simulator's seed, two of each, and one that is wrong. */
export interface Ids {
	chats: [string, string];
	messages: [string, string];
	applications: [string, string];
	/** Published ones. */
	vacancies: [number, number];
	uuids: [string, string];
	/** Those whose publication has ended. */
	ended: [number, number];
	/** Not bought. */
	resumes: [number, number];
	businessArea: string;
}

export interface WriteCase {
	/** `resource.operation` */
	at: string;
	/** The call that has the effect. */
	call: string;
	parameters?: (ids: Ids) => IDataObject;
	/** The parameter that differs per item: a good value, a bad one, another good one. */
	varied: {
		name: string;
		isLocator?: boolean;
		values: (ids: Ids) => [unknown, unknown, unknown];
	};
	file?: boolean;
}

const CHATS = '/messenger/v1/accounts/:user_id/chats/:chat_id';
const locator = (name: string, values: WriteCase['varied']['values']) => ({
	name,
	isLocator: true,
	values,
});
const spending = { allowSpending: true, maxPurchases: 5 };

export const WRITES: WriteCase[] = [
	{
		at: 'message.send',
		call: `POST ${CHATS}/messages`,
		parameters: ({ chats }) => ({ chatId: at(chats[0]) }),
		varied: { name: 'text', values: () => ['Здравствуйте!', ' ', 'Удобно поговорить?'] },
	},
	{
		at: 'message.sendImage',
		call: `POST ${CHATS}/messages/image`,
		parameters: () => ({ binaryField: 'data' }),
		varied: locator('chatId', ({ chats }) => [chats[0], 'u2i-nowhere', chats[1]]),
		file: true,
	},
	{
		at: 'message.delete',
		call: `POST ${CHATS}/messages/:message_id`,
		parameters: ({ chats }) => ({ chatId: at(chats[0]) }),
		varied: locator('messageId', ({ messages }) => [messages[0], 'nowhere', messages[1]]),
	},
	{
		at: 'chat.markRead',
		call: `POST ${CHATS}/read`,
		varied: locator('chatId', ({ chats }) => [chats[0], 'u2i-nowhere', chats[1]]),
	},
	{
		at: 'chat.blacklist',
		call: 'POST /messenger/v2/accounts/:user_id/blacklist',
		parameters: () => ({ reason: 'spam' }),
		varied: locator('userId', () => ['301990001', 'nobody', '301990002']),
	},
	{
		at: 'application.applyAction',
		call: 'POST /job/v1/applications/apply_actions',
		parameters: () => ({ state: 'interview' }),
		varied: {
			name: 'applicationIds',
			values: ({ applications }) => [applications[0], '', applications[1]],
		},
	},
	{
		at: 'application.markViewed',
		call: 'POST /job/v1/applications/set_is_viewed',
		parameters: () => ({ viewed: true }),
		varied: {
			name: 'applicationIds',
			values: ({ applications }) => [applications[0], '', applications[1]],
		},
	},
	{
		at: 'resume.getContacts',
		call: 'GET /job/v1/resumes/:resume_id/contacts/',
		parameters: () => ({ purchase: 'buy', maxPurchases: 5 }),
		varied: locator('resumeId', ({ resumes }) => [resumes[0], 1, resumes[1]]),
	},
	{
		at: 'vacancy.archive',
		call: 'PUT /job/v1/vacancies/archived/:vacancy_id',
		varied: locator('vacancyId', ({ vacancies }) => [vacancies[0], 1, vacancies[1]]),
	},
	{
		at: 'vacancy.create',
		call: 'POST /job/v2/vacancies',
		parameters: ({ businessArea }) => ({
			description: 'Входящая линия, обучение в первый день.',
			businessArea,
			schedule: 'shift',
			experience: 'noMatter',
			locality: 'Москва',
			...spending,
		}),
		varied: { name: 'title', values: () => ['Оператор', 'О'.repeat(51), 'Кассир'] },
	},
	{
		at: 'vacancy.prolong',
		call: 'POST /job/v1/vacancies/:vacancy_id/prolongate',
		parameters: () => spending,
		varied: locator('vacancyId', ({ ended }) => [ended[0], 1, ended[1]]),
	},
	{
		at: 'vacancy.setAutoRenewal',
		call: 'PUT /job/v2/vacancies/:vacancy_uuid/auto_renewal',
		parameters: () => ({ autoRenewal: true, allowSpending: true }),
		varied: locator('vacancyUuid', ({ uuids }) => [uuids[0], 'no-uuid', uuids[1]]),
	},
	{
		at: 'vacancy.update',
		call: 'POST /job/v2/vacancies/update/:vacancy_uuid',
		parameters: () => ({ updateFields: { title: 'Старший оператор' } }),
		varied: locator('vacancyUuid', ({ uuids }) => [uuids[0], 'no-uuid', uuids[1]]),
	},
	{
		at: 'webhook.subscribe',
		call: 'POST /messenger/v3/webhook',
		parameters: () => ({ kind: 'messages' }),
		varied: { name: 'url', values: () => ['https://a.example/1', '', 'https://a.example/2'] },
	},
	{
		at: 'webhook.unsubscribe',
		call: 'POST /messenger/v1/webhook/unsubscribe',
		parameters: () => ({ kind: 'messages' }),
		varied: { name: 'url', values: () => ['https://a.example/1', '', 'https://a.example/2'] },
	},
	{
		at: 'apiCall.write',
		call: 'PUT /job/v1/vacancies/archived/:vacancy_id',
		parameters: () => ({
			endpoint: at('PUT /job/v1/vacancies/archived/{vacancy_id}'),
			body: '{}',
		}),
		varied: {
			name: 'parameters',
			values: ({ vacancies: [one, two] }) => [{ vacancy_id: one }, {}, { vacancy_id: two }],
		},
	},
];

const at = (value: unknown) => ({ __rl: true, mode: 'id', value: String(value) });

/** The parameters of a case with what differs per item from the item's field `value`. */
export function parametersOf({ parameters, varied }: WriteCase, ids: Ids): IDataObject {
	const value = '={{ $json.value }}';
	const expression = varied.isLocator ? { __rl: true, mode: 'id', value } : value;
	return { ...parameters?.(ids), [varied.name]: expression };
}

/**
 * Looks up what the cases need in the simulator's seed, by the node itself. The same seed has the
 * same ids, so `known` ones are only made again.
 */
export async function seedIds(bench: AvitoBench, known?: Ids): Promise<Ids> {
	const { avito } = bench.simulator.control;
	const many = async (resource: string, operation: string, parameters: IDataObject = {}) =>
		await bench.items({ resource, operation, parameters: { limit: 50, ...parameters } });
	const chats = [
		(await avito.candidateWrites({ text: 'Добрый день' })).chatId,
		(await avito.candidateWrites({ text: 'Ещё актуально?' })).chatId,
	] as [string, string];
	const written = async (text: string) =>
		(await avito.accountWrites({ chatId: chats[0], text })).messageId;
	const messages: [string, string] = [await written('Первое'), await written('Второе')];
	await avito.candidateWrites({ chatId: chats[0], text: 'Слушаю' });
	for (const id of known?.ended ?? []) await avito.changeVacancy({ id, status: 'expired' });
	if (known) return { ...known, chats, messages };
	const created = { since: 'created', createdSince: '2020-01-01', updatedSince: '2020-01-01' };
	const [one, two] = await many('application', 'getAll', created);
	const cards = await many('resume', 'search', { returnAll: true });
	const [first, second] = cards.filter((card) => card.isPurchased === false);
	const { vacancies } = bench.simulator.control.state('avito') as {
		vacancies: Array<{ id: number; status: string }>;
	};
	const [a, b, c, d] = vacancies.filter(({ status }) => status === 'activated');
	if (!a || !b || !c || !d) throw new Error('The seed has too few vacancies');
	for (const { id } of [c, d]) await avito.changeVacancy({ id, status: 'expired' });
	const uuidOf = async (id: number) =>
		String(
			(
				await bench.first({
					resource: 'vacancy',
					operation: 'get',
					parameters: { vacancyId: at(id) },
				})
			).uuid,
		);
	const [area] = await many('apiCall', 'read', {
		endpoint: at('GET /job/v2/vacancy/dict/{dictionary_id}'),
		parameters: { dictionary_id: 'business_area' },
	});
	return {
		chats,
		messages,
		applications: [String(one?.id), String(two?.id)],
		vacancies: [a.id, b.id],
		uuids: [await uuidOf(a.id), await uuidOf(b.id)],
		ended: [c.id, d.id],
		resumes: [Number(first?.id), Number(second?.id)],
		businessArea: String(area?.id),
	};
}
