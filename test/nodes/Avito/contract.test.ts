import type { IDataObject } from 'n8n-workflow';
import { resources } from '../../../nodes/Avito/actions';
import { Specifications } from '../../lib/avito/specifications';
import { OfficialDocuments } from '../../simulator/avito/officialDocuments';
import { picture } from '../../support/picture';
import { byId } from '../../support/workflow';
import { Recorder } from './recorder';
import { AvitoBench } from './support';

/**
 * Every operation of the node in n8n's engine. What goes over the socket, both ways, is held against
 * Avito's own specifications, but for the mistakes that are listed beside them.
 */

/** Operations that ask Avito nothing. */
const OFFLINE = ['candidate.classify', 'candidate.buildWorkbook'];

describe('the Avito node and the specifications', () => {
	const bench = new AvitoBench();
	let recorder: Recorder;
	let specifications: Specifications;
	let documents: OfficialDocuments;
	const ran = new Set<string>();
	const silent: string[] = [];

	beforeAll(async () => {
		await bench.start();
		await bench.simulator.control.avito.configure({ webhooks: { handshake: false } });
		recorder = await Recorder.before(bench.simulator.url);
		specifications = new Specifications();
		const names = ['auth', 'job', 'messenger', 'user', 'item', 'accounts-hierarchy'];
		documents = new OfficialDocuments(names);
	});

	afterAll(async () => {
		await recorder?.close();
		await bench.stop();
	});

	/** Runs one operation; its items. */
	async function run(
		name: string,
		parameters: IDataObject = {},
		more: {
			items?: IDataObject[];
			file?: { fileName: string; mimeType: string; data: Buffer };
		} = {},
	): Promise<IDataObject[]> {
		const [resource = '', operation = ''] = name.split('.');
		const before = recorder.exchanges.length;
		const credential = { simulatorUrl: recorder.url };
		const items = await bench.items({ resource, operation, parameters, credential, ...more });
		ran.add(name);
		if (recorder.exchanges.length === before && !OFFLINE.includes(name)) silent.push(name);
		return items;
	}

	const first = async (...call: Parameters<typeof run>): Promise<IDataObject> => {
		const [item] = await run(...call);
		if (!item) throw new Error(`${call[0]} gave nothing`);
		return item;
	};

	const daysAgo = (days: number) =>
		new Date(bench.simulator.control.now() - days * 86_400_000).toISOString();

	test('account, items, webhooks', async () => {
		await run('account.get');
		await run('account.getBalance');
		await run('account.getStatus');
		await run('account.getOperations', { from: daysAgo(6) });
		const filters = { category: 111, statuses: ['active', 'old'], updatedFrom: daysAgo(300) };
		const item = await first('item.getAll', { limit: 1, filters });
		await run('item.get', { itemId: byId(item.id) });
		for (const kind of ['messages', 'applications']) {
			const url = `https://n8n.example/${kind}`;
			await run('webhook.subscribe', { kind, url, secret: 'secret' });
			await run('webhook.get');
			await run('webhook.unsubscribe', { kind, url });
		}
		await run('apiCall.read', {
			endpoint: byId('GET /job/v2/vacancy/dict/{dictionary_id}'),
			parameters: { dictionary_id: 'profession' },
		});
		await run('apiCall.write', {
			endpoint: byId('POST /messenger/v3/webhook'),
			body: { url: 'https://n8n.example/other' },
		});
	});

	test('resumes', async () => {
		const filters = {
			query: 'о',
			location: 637640,
			salaryMin: 1,
			experienceMin: 0,
			driverLicence: 'yes',
			medicalBook: 'no',
			schedule: 'remote',
		};
		await run('resume.search', { limit: 5, filters });
		const cards = await run('resume.search', { returnAll: true });
		const of = (isPurchased: boolean) => cards.find((card) => card.isPurchased === isPurchased)?.id;
		await run('resume.get', { resumeId: byId(of(true)), photos: true });
		await run('resume.getAll', { resumeIds: `${of(true)},${of(false)}` });
		await run('resume.getContacts', { resumeId: byId(of(true)) });
		const buy = { purchase: 'buy', maxPurchases: 1 };
		await run('resume.getContacts', { resumeId: byId(of(false)), ...buy });
	});

	test('applications and candidates', async () => {
		const all = await run('application.getAll', { updatedSince: daysAgo(60), limit: 3 });
		const createdSince = daysAgo(60);
		const filters = { createdSince, viewed: 'no', state: 'new', vacancyIds: '4521900000' };
		await run('application.getAll', { limit: 3, filters });
		const applicationIds = all.map(({ id }) => id).join(',');
		await run('application.get', { applicationId: byId(all[0]?.id) });
		await run('application.getStates');
		await run('application.applyAction', { applicationIds, state: 'interview' });
		await run('application.markViewed', { applicationIds, viewed: true });
		const items = await run('candidate.collect', {
			applicationsSince: daysAgo(60),
			purchasedFromSearch: true,
			output: 'raw',
		});
		await run('candidate.classify', {}, { items });
		await run('candidate.buildWorkbook', {}, { items });
	});

	test('vacancies', async () => {
		await run('vacancy.getAll', { returnAll: true, statuses: ['active', 'old'] });
		await run('vacancy.search', {
			limit: 3,
			filters: { businessArea: '10168', employerIds: '1', location: 637640 },
		});
		const created = await first('vacancy.create', {
			title: 'Оператор',
			description: 'Входящая линия, обучение в первый день.',
			businessArea: '10168',
			schedule: 'shift',
			experience: 'noMatter',
			locality: 'Москва',
			additionalFields: { salaryFrom: 1000, workFormat: ['office'] },
			allowSpending: true,
		});
		const vacancyUuid = byId(created.uuid);
		bench.simulator.control.advance(60_000);
		const status = await first('vacancy.getStatuses', { uuids: String(created.uuid) });
		const vacancyId = byId(status.vacancyId);
		await run('vacancy.update', { vacancyUuid, updateFields: { title: 'Старший оператор' } });
		bench.simulator.control.advance(60_000);
		await run('vacancy.get', { vacancyId });
		await run('vacancy.setAutoRenewal', { vacancyUuid, autoRenewal: true, allowSpending: true });
		await run('vacancy.archive', { vacancyId });
		await run('vacancy.prolong', { vacancyId, allowSpending: true });
	});

	test('chats and messages', async () => {
		const filters = { unreadOnly: true };
		await run('chat.getAll', { limit: 5, filters });
		const chats = await run('chat.getAll', { returnAll: true, output: 'raw' });
		const chatId = byId(chats[0]?.id);
		await run('chat.get', { chatId });
		await run('message.getAll', { chatId, returnAll: true });
		const sent = await first('message.send', { chatId, text: 'Здравствуйте!' });
		const { data, fileName, contentType: mimeType } = picture;
		const file = { fileName, mimeType, data };
		await run('message.sendImage', { chatId }, { file });
		await run('message.delete', { chatId, messageId: byId(sent.id) });
		await run('chat.markRead', { chatId });
		const voices = /"voice_id":"([^"]+)"/.exec(JSON.stringify(chats))?.[1];
		await run('chat.getVoiceFiles', { voiceIds: String(voices) });
		await run('chat.blacklist', { userId: byId(301990001), reason: 'spam' });
	});

	test('every operation ran, every request and every answer fits', () => {
		const all = resources.flatMap(({ value, operations }) =>
			[...operations.keys()].map((operation) => `${value}.${operation}`),
		);
		expect(all.filter((name) => !ran.has(name))).toEqual([]);
		expect(silent).toEqual([]);
		const faults = recorder.exchanges.flatMap((exchange) => specifications.faultsOf(exchange));
		expect([...new Set(faults)]).toEqual([]);
		const answers = recorder.exchanges.flatMap(({ method, pathname, status, answer }) => {
			const found = documents.problems(method, pathname, status, answer);
			return found === 'undocumented' ? [] : found;
		});
		expect([...new Set(answers)]).toEqual([]);
		const { length } = recorder.exchanges;
		process.stdout.write(
			`${ran.size} operations made ${length} requests to ${specifications.used.size} endpoints\n`,
		);
	});
});
