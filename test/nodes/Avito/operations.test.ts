import type { IDataObject } from 'n8n-workflow';
import { AvitoBench } from './support';

const bench = new AvitoBench();
beforeEach(async () => await bench.start());
afterEach(async () => await bench.stop());

const first = async (call: Parameters<typeof bench.items>[0]): Promise<IDataObject> => {
	const [item] = await bench.items(call);
	if (!item) throw new Error(`${call.resource} ${call.operation} gave nothing`);
	return item;
};
const someChat = async () =>
	String((await first({ resource: 'chat', operation: 'getAll', parameters: { limit: 1 } })).id);
const someResume = async (isPurchased: boolean) => {
	const cards = await bench.items({
		resource: 'resume',
		operation: 'search',
		parameters: { returnAll: true },
	});
	return Number(cards.find((card) => card.isPurchased === isPurchased)?.id);
};
const since = () => new Date(bench.simulator.control.now() - 60 * 86_400_000).toISOString();

describe('Account', () => {
	test('self, balance, status, operations', async () => {
		expect(await first({ resource: 'account', operation: 'get' })).toMatchObject({ id: 301455772 });
		expect(await first({ resource: 'account', operation: 'getBalance' })).toMatchObject({
			real: 15000.5,
		});
		expect(await first({ resource: 'account', operation: 'getStatus' })).toMatchObject({
			job: { open: true },
			connection: { breaker: { open: false } },
		});
		const from = new Date(bench.simulator.control.now() - 6 * 86_400_000).toISOString();
		await bench.items({ resource: 'account', operation: 'getOperations', parameters: { from } });
	});

	test('a wrong secret is told with what to do, and never shown', async () => {
		const { error } = await bench.run({
			resource: 'account',
			operation: 'get',
			credential: { clientSecret: 'wrong-secret' },
		});
		expect(error?.message).toMatch(/did not accept the credential/);
		expect(error?.description).toMatch(/client secret/);
		expect(JSON.stringify(error)).not.toContain('wrong-secret');
	});
});

describe('Resume', () => {
	test('search in all three outputs, linked to its input', async () => {
		const { outputs } = await bench.run({
			resource: 'resume',
			operation: 'search',
			parameters: { limit: 2, filters: { query: 'оператор' } },
			items: [{}, {}],
		});
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 1, 1].map((item) => ({ item })),
		);
		expect(outputs[0]?.[0]?.json).toMatchObject({
			title: expect.stringMatching(/оператор/i) as string,
		});
		const record = await first({
			resource: 'resume',
			operation: 'search',
			parameters: { limit: 1, output: 'record' },
		});
		expect(record).toMatchObject({
			record: 'candidate',
			source: 'avito',
			dedupeKey: expect.stringMatching(/^avito:resume:\d+$/) as string,
		});
	});

	test('get, get many with a missing one, and a bad id', async () => {
		const id = await someResume(false);
		expect(
			await first({
				resource: 'resume',
				operation: 'get',
				parameters: { resumeId: { __rl: true, mode: 'id', value: String(id) } },
			}),
		).toMatchObject({ id });
		const found = await bench.items({
			resource: 'resume',
			operation: 'getAll',
			parameters: { resumeIds: `https://www.avito.ru/moskva/rezume/x_${id}, 5`, output: 'raw' },
		});
		expect(found).toMatchObject([{ id }, { id: 5, missing: true }]);
		const { error } = await bench.run({
			resource: 'resume',
			operation: 'getAll',
			parameters: { resumeIds: 'abc' },
		});
		expect(error?.message).toContain('"Resume IDs or Links"');
	});

	const contacts = async (
		resumeId: number,
		parameters: IDataObject = {},
		credential: IDataObject = {},
	) =>
		await bench.run({
			resource: 'resume',
			operation: 'getContacts',
			parameters: { resumeId: { __rl: true, mode: 'id', value: String(resumeId) }, ...parameters },
			credential,
		});

	test('contacts: by default nothing is bought, a bought one is read, also with Write Access Block', async () => {
		const { outputs } = await contacts(await someResume(false));
		expect(outputs[0]?.[0]?.json).toMatchObject({ status: 'not_purchased', cost: 1, spent: 0 });
		const read = await contacts(await someResume(true), {}, { writeAccess: 'block' });
		expect(read.outputs[0]?.[0]?.json).toMatchObject({ alreadyBought: true, cost: 0, spent: 0 });
		expect(bench.spent()).toBe(0);
	});

	test('contacts: a dry run shows the cost, a ceiling of 0 refuses, the switch and a ceiling buy once', async () => {
		const id = await someResume(false);
		const dry = await contacts(id, { purchase: 'buy', maxPurchases: 5, dryRun: true });
		expect(dry.outputs[0]?.[0]?.json).toMatchObject({
			dryRun: true,
			cost: { amount: 1, unit: 'contact' },
		});
		const none = await contacts(id, { purchase: 'buy', maxPurchases: 0 });
		expect(none.error?.message).toContain('ceiling of 0');
		const blocked = await contacts(
			id,
			{ purchase: 'buy', maxPurchases: 5 },
			{ writeAccess: 'block' },
		);
		expect(blocked.error?.message).toContain('Block');
		expect(bench.spent()).toBe(0);
		const bought = await contacts(id, { purchase: 'buy', maxPurchases: 5 });
		expect(bought.outputs[0]?.[0]?.json).toMatchObject({ alreadyBought: false, spent: 1, cost: 1 });
		expect(bench.spent()).toBe(1);
	});

	test('contacts: the ceiling holds for all items of a run', async () => {
		const cards = await bench.items({
			resource: 'resume',
			operation: 'search',
			parameters: { returnAll: true },
		});
		const ids = cards
			.filter(({ isPurchased }) => !isPurchased)
			.slice(0, 4)
			.map(({ id }) => ({ id }));
		const { outputs } = await bench.run({
			resource: 'resume',
			operation: 'getContacts',
			parameters: {
				resumeId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
				purchase: 'buy',
				maxPurchases: 2,
			},
			items: ids,
			onError: 'continueRegularOutput',
		});
		expect(bench.spent()).toBeLessThanOrEqual(2);
		expect(outputs[0]?.filter(({ json }) => json.error)).toHaveLength(4 - bench.spent());
	});
});

describe('Application', () => {
	test('many, one, states, action, viewed', async () => {
		const [application] = await bench.items({
			resource: 'application',
			operation: 'getAll',
			parameters: { updatedSince: since(), limit: 3, filters: { viewed: 'no' } },
		});
		expect(application).toMatchObject({ isViewed: false, id: expect.any(String) as string });
		const applicationIds = String(application?.id);
		expect(
			await first({
				resource: 'application',
				operation: 'get',
				parameters: {
					applicationId: { __rl: true, mode: 'id', value: applicationIds },
					output: 'record',
				},
			}),
		).toMatchObject({ record: 'candidate' });
		const states = await bench.items({ resource: 'application', operation: 'getStates' });
		expect(states.length).toBeGreaterThan(3);
		expect(
			await first({
				resource: 'application',
				operation: 'applyAction',
				parameters: { applicationIds, state: 'interview' },
			}),
		).toMatchObject({ applies: [{ state: 'interview' }] });
		expect(
			await first({
				resource: 'application',
				operation: 'markViewed',
				parameters: { applicationIds, viewed: true },
			}),
		).toMatchObject({ applies: [{ is_viewed: true }] });
	});

	test('a date is needed', async () => {
		const { error } = await bench.run({ resource: 'application', operation: 'getAll' });
		expect(error?.description).toContain('Updated Since');
	});
});

describe('Vacancy', () => {
	const fields = {
		title: 'Оператор',
		description: 'Входящая линия, обучение в первый день.',
		businessArea: '10168',
		schedule: 'shift',
		experience: 'noMatter',
		locality: 'Москва',
	};

	test('nothing is published without Allow Spending; with it once, then followed, changed and archived', async () => {
		const areas = await bench.items({
			resource: 'apiCall',
			operation: 'read',
			parameters: {
				endpoint: { __rl: true, mode: 'id', value: 'GET /job/v2/vacancy/dict/{dictionary_id}' },
				parameters: { dictionary_id: 'business_area' },
			},
		});
		const parameters = {
			...fields,
			businessArea: String(areas[0]?.id),
			additionalFields: { salaryFrom: 1000, workFormat: ['office'] },
		};
		const refused = await bench.run({ resource: 'vacancy', operation: 'create', parameters });
		expect(refused.error?.message).toContain('nothing was sent');
		const dry = await first({
			resource: 'vacancy',
			operation: 'create',
			parameters: { ...parameters, dryRun: true },
		});
		expect(dry).toMatchObject({
			cost: { unit: 'placement' },
			request: { body: { billing_type: 'package', location: { address: { locality: 'Москва' } } } },
		});
		expect(bench.spent()).toBe(0);
		const created = await first({
			resource: 'vacancy',
			operation: 'create',
			parameters: { ...parameters, allowSpending: true },
		});
		expect(created).toMatchObject({ spent: 1 });
		bench.simulator.control.advance(60_000);
		const status = await first({
			resource: 'vacancy',
			operation: 'getStatuses',
			parameters: { uuids: String(created.uuid) },
		});
		expect(status).toMatchObject({ action: 'success', status: 'activated' });
		const vacancyUuid = { __rl: true, mode: 'id', value: String(created.uuid) };
		const vacancyId = { __rl: true, mode: 'id', value: String(status.vacancyId) };
		await first({
			resource: 'vacancy',
			operation: 'update',
			parameters: { vacancyUuid, updateFields: { title: 'Старший оператор' } },
		});
		bench.simulator.control.advance(60_000);
		expect(
			await first({ resource: 'vacancy', operation: 'get', parameters: { vacancyId } }),
		).toMatchObject({ title: 'Старший оператор' });
		expect(
			await first({ resource: 'vacancy', operation: 'archive', parameters: { vacancyId } }),
		).toMatchObject({ archived: true });
		const again = await bench.run({
			resource: 'vacancy',
			operation: 'prolong',
			parameters: { vacancyId },
		});
		expect(again.error?.message).toContain('nothing was sent');
		expect(
			await first({
				resource: 'vacancy',
				operation: 'setAutoRenewal',
				parameters: { vacancyUuid, autoRenewal: false },
			}),
		).toMatchObject({ autoRenewal: false });
		expect(bench.spent()).toBe(1);
	});

	test('own ones and those of others', async () => {
		const own = await bench.items({
			resource: 'vacancy',
			operation: 'getAll',
			parameters: { returnAll: true },
		});
		expect(own.length).toBeGreaterThan(5);
		expect(own[0]).toMatchObject({ status: 'active', uuid: expect.any(String) as string });
		const others = await bench.items({
			resource: 'vacancy',
			operation: 'search',
			parameters: { limit: 3 },
		});
		expect(others).toHaveLength(3);
	});
});

describe('Chat and message', () => {
	test('chats with coverage, one chat, unknown ones told apart', async () => {
		const chats = await bench.items({
			resource: 'chat',
			operation: 'getAll',
			parameters: { returnAll: true, chatIds: 'u2i-nowhere', addCoverage: true, output: 'raw' },
		});
		expect(chats.at(-1)).toMatchObject({ coverage: { complete: true, absent: ['u2i-nowhere'] } });
		expect(chats.find(({ id }) => id === 'u2i-nowhere')).toMatchObject({ state: 'no_chat' });
		expect(
			await first({
				resource: 'chat',
				operation: 'get',
				parameters: { chatId: { __rl: true, mode: 'id', value: await someChat() } },
			}),
		).toMatchObject({ url: expect.stringContaining('messenger/channel') as string });
	});

	test('a message is sent once: a second run returns the first', async () => {
		const chatId = { __rl: true, mode: 'id', value: await someChat() };
		const send = {
			resource: 'message',
			operation: 'send',
			parameters: { chatId, text: 'Здравствуйте! Удобно поговорить?' },
		};
		const sent = await first(send);
		expect(sent).toMatchObject({ alreadySent: false, parts: 1 });
		expect(await first(send)).toMatchObject({ alreadySent: true, id: sent.id });
		const messages = await bench.items({
			resource: 'message',
			operation: 'getAll',
			parameters: { chatId, returnAll: true },
		});
		expect(messages.filter(({ text }) => text === 'Здравствуйте! Удобно поговорить?')).toHaveLength(
			1,
		);
		expect(
			await first({
				resource: 'message',
				operation: 'delete',
				parameters: { chatId, messageId: { __rl: true, mode: 'id', value: String(sent.id) } },
			}),
		).toMatchObject({ deleted: true });
		expect(
			await first({ resource: 'chat', operation: 'markRead', parameters: { chatId } }),
		).toMatchObject({ read: true });
	});

	test('a long text becomes several messages, in order', async () => {
		const chatId = { __rl: true, mode: 'id', value: await someChat() };
		const text = Array.from({ length: 300 }, (_, index) => `слово${index}`).join(' ');
		expect(
			await first({ resource: 'message', operation: 'send', parameters: { chatId, text } }),
		).toMatchObject({ parts: 3 });
	});

	test('Dry Run and Write Access keep everything unsent', async () => {
		const chatId = { __rl: true, mode: 'id', value: await someChat() };
		const parameters = { chatId, text: 'Не отправлять' };
		expect(
			await first({
				resource: 'message',
				operation: 'send',
				parameters: { ...parameters, dryRun: true },
			}),
		).toMatchObject({ dryRun: true, sent: false });
		const { error } = await bench.run({
			resource: 'message',
			operation: 'send',
			parameters,
			credential: { writeAccess: 'block' },
		});
		expect(error?.message).toContain('Block');
		const person = { __rl: true, mode: 'id', value: '301990001' };
		expect(
			await first({
				resource: 'chat',
				operation: 'blacklist',
				parameters: { userId: person, reason: 'spam', dryRun: true },
			}),
		).toMatchObject({ dryRun: true });
		expect(bench.requests(/^POST .*(messages|blacklist)$/)).toEqual([]);
	});
});

describe('Webhook, item, API call', () => {
	test('subscribe, list without secrets, unsubscribe', async () => {
		const url = 'https://n8n.example/webhook/avito';
		await first({
			resource: 'webhook',
			operation: 'subscribe',
			parameters: { kind: 'messages', url },
		});
		expect(await bench.items({ resource: 'webhook', operation: 'get' })).toEqual([
			{ kind: 'messages', url, version: '3' },
		]);
		await first({
			resource: 'webhook',
			operation: 'unsubscribe',
			parameters: { kind: 'messages', url },
		});
		expect(await bench.items({ resource: 'webhook', operation: 'get' })).toEqual([]);
	});

	test('items', async () => {
		const [item] = await bench.items({
			resource: 'item',
			operation: 'getAll',
			parameters: { limit: 1, filters: { category: 111 } },
		});
		const itemId = { __rl: true, mode: 'id', value: String(item?.id) };
		expect(
			await first({ resource: 'item', operation: 'get', parameters: { itemId } }),
		).toMatchObject({ status: 'active' });
	});

	test('a read through Write, a write through Read, and spending without leave', async () => {
		const endpoint = (value: string) => ({ __rl: true, mode: 'id', value });
		const read = await bench.run({
			resource: 'apiCall',
			operation: 'read',
			parameters: {
				endpoint: endpoint('POST /messenger/v3/webhook'),
				body: { url: 'https://x.example' },
			},
		});
		expect(read.error?.message).toContain('changes or costs');
		const paid = {
			endpoint: endpoint('GET /job/v1/resumes/{resume_id}/contacts/'),
			parameters: { resume_id: await someResume(false) },
		};
		const refused = await bench.run({ resource: 'apiCall', operation: 'write', parameters: paid });
		expect(refused.error?.message).toContain('nothing was sent');
		expect(bench.spent()).toBe(0);
		expect(
			await first({
				resource: 'apiCall',
				operation: 'write',
				parameters: { ...paid, allowSpending: true },
			}),
		).toMatchObject({ already_bought: false });
		expect(bench.spent()).toBe(1);
	});
});

describe('Candidate', () => {
	test("collect, classify, build: the recruiter's job end to end", async () => {
		const { chatId } = (await bench.simulator.control.avito.newApplication({})) as {
			chatId: string;
		};
		await bench.simulator.control.avito.candidateWrites({ chatId, text: 'Не интересно' });
		const raw = await bench.items({
			resource: 'candidate',
			operation: 'collect',
			parameters: { applicationsSince: since(), output: 'raw' },
		});
		expect(raw.length).toBeGreaterThan(50);
		expect(raw.find((candidate) => candidate.chatId === chatId)).toMatchObject({
			status: 'NOT_INTERESTED',
		});
		const phone = raw.find((candidate) => candidate.phone)?.phone;
		const classified = await bench.run({
			resource: 'candidate',
			operation: 'classify',
			parameters: { stopList: [{ телефон: String(phone), 'полный комментарий': 'не звонить' }] },
			items: raw,
		});
		const items = (classified.outputs[0] ?? []).map(({ json }) => json);
		expect(classified.outputs[0]?.[3]?.pairedItem).toEqual([{ item: 3 }]);
		expect(items.filter(({ excluded }) => excluded).length).toBeGreaterThan(0);
		const workbook = await bench.run({
			resource: 'candidate',
			operation: 'buildWorkbook',
			parameters: { options: { expectedCount: 1 } },
			items,
		});
		expect(workbook.outputs[0]?.[0]).toMatchObject({
			json: {
				candidates: items.length,
				sheets: [
					'paid_cvs',
					'Для_звонков',
					'Кому_не_писали',
					'на_сегодня',
					'Исключено_по_стоплисту',
					'summary',
				],
			},
			binary: { data: { fileName: 'candidates.xlsx' } },
		});
		const rows = await bench.items({
			resource: 'candidate',
			operation: 'buildWorkbook',
			parameters: { result: 'rows' },
			items,
		});
		expect(new Set(rows.map(({ sheet }) => sheet)).size).toBeGreaterThan(4);
		expect(bench.spent()).toBe(0);
	});

	test('an item that is no candidate is named', async () => {
		const { error } = await bench.run({
			resource: 'candidate',
			operation: 'buildWorkbook',
			items: [{ hello: 1 }],
		});
		expect(error?.message).toContain('Item 0 is not a candidate');
	});
});
