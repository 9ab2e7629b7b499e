import type { FaultInput } from '../../../simulator';
import { byId } from '../../support/workflow';
import { OPEN, WRITE_FAULTS } from './faultTable';
import { KworkBench } from './support';

const bench = new KworkBench(true);
beforeAll(async () => await bench.start());
afterAll(async () => await bench.stop());
afterEach(async () => await bench.reset());

const VIEW = 'web:POST /api/offer/addview';
const TEXT =
	'Здравствуйте! Вам нужен бот поддержки, который отвечает покупателям сам. Сделаю его на Python: сначала сценарий ответов, затем подключение к магазину, в конце проверка на ваших вопросах. Когда удобно начать?';

let projectId = 0;
beforeEach(() => {
	({ projectId } = bench.simulator.control.kwork.projectAppears({
		title: 'Бот поддержки',
		price: 7000,
		maxPrice: 20_000,
	}));
});

const fails = (operation: string, fault: Partial<FaultInput>) =>
	bench.simulator.control.fault({ service: 'kwork', operation, ...fault } as FaultInput);
const json = (body: unknown): Partial<FaultInput> => ({
	kind: 'status',
	status: 200,
	body: JSON.stringify(body),
	headers: { 'content-type': 'application/json' },
});
interface Seen {
	projects: Array<{ id: number; viewedBy: number[] }>;
	offers: Array<{ projectId: number; price: number; userId: number }>;
}
const state = () => bench.simulator.control.state('kwork') as Seen;
const isViewed = () =>
	state().projects.some(({ id, viewedBy }) => id === projectId && viewedBy.includes(4_242_424));

const markViewed = async () =>
	await bench.run({
		resource: 'project',
		operation: 'markViewed',
		parameters: { projectId: byId(projectId) },
	});

describe('Project → Mark as Viewed', () => {
	it.each<[string, Partial<FaultInput>, string]>([
		['a page', { kind: 'html' }, 'did not confirm'],
		['an empty answer', { ...json(''), body: '' }, 'did not confirm'],
		['an empty object', json({}), 'did not confirm'],
		['the form that API methods answer', json({ success: true }), 'did not confirm'],
		['a captcha', json({ success: false, error: 'Подтвердите, что вы не робот' }), '(captcha)'],
		['success: false', json({ success: false, error: 'Проект закрыт' }), '«Проект закрыт»'],
		['result: false', json({ result: false }), 'refused'],
		['HTTP 500', { kind: 'status', status: 500 }, 'did not confirm'],
	])('does not take %s for a yes', async (_, fault, words) => {
		fails(VIEW, { ...fault, times: null });
		const { error, outputs } = await markViewed();
		expect(outputs.flat()).toEqual([]);
		expect(error?.message).toContain(words);
		expect(error?.description).toBeTruthy();
		expect(isViewed()).toBe(false);
	});

	it.each(['reset', 'html', 'status', 'timeout'] as const)(
		'is settled by the project where the answer is lost (%s)',
		async (how) => {
			fails(VIEW, { kind: 'answerLost', how });
			const { outputs, error } = await markViewed();
			expect(error).toBeUndefined();
			expect(outputs[0]?.[0]?.json).toEqual({ projectId, viewed: true });
			expect(bench.calls(VIEW)).toBe(1);
		},
	);

	it('opens a new session when the one of the site has ended', async () => {
		fails(VIEW, { kind: 'expiredToken' });
		expect((await markViewed()).error).toBeUndefined();
		expect(isViewed()).toBe(true);
	});

	it('says when there is no such project', async () => {
		projectId = 999;
		const { error } = await markViewed();
		expect(error?.message).toContain('found nothing');
	});
});

const offer = async (operation: 'submit' | 'edit', price = 7000) =>
	await bench.run({
		resource: 'offer',
		operation,
		parameters: {
			projectId: byId(projectId),
			offerType: 'custom',
			title: 'Бот поддержки для магазина',
			description: TEXT,
			price,
			duration: '7',
		},
	});
const prices = () =>
	state()
		.offers.filter((one) => one.projectId === projectId)
		.map(({ price }) => price);

describe.each([
	['submit', 'web:POST /api/offer/createoffer'],
	['edit', 'web:POST /api/offer/editoffer'],
] as const)('Offer → %s', (operation, request) => {
	const price = operation === 'submit' ? 7000 : 8000;
	const old = operation === 'submit' ? [] : [7000];
	beforeEach(async () => {
		if (operation === 'edit') await offer('submit');
	});

	// Of the site it is not known that a 400 or a 429 with a page certainly did nothing.
	it.each(WRITE_FAULTS.map(({ name, fault, left }) => [name, fault, left] as const))(
		'%s: told truly, sent once; the next run makes it once',
		async (_, fault, left) => {
			fails(request, fault);
			const first = await offer(operation, price);
			expect(bench.calls(request)).toBe(1);
			if (left === 'everything' || fault.kind === 'latency') {
				expect(first.error).toBeUndefined();
				expect(prices()).toEqual([price]);
			} else {
				expect(first.error?.description).toBeTruthy();
				if (left === 'nothing' && fault.kind !== 'timeout') {
					expect(first.error?.message).toMatch(OPEN);
				}
				expect(prices()).toEqual(old);
			}
			await bench.restart();
			const second = await offer(operation, price);
			expect(second.error).toBeUndefined();
			expect(prices()).toEqual([price]);
		},
	);

	it.each(['reset', 'html', 'status'] as const)(
		'begins with a new session of the site after an answer that says nothing (%s)',
		async (kind) => {
			const links = bench.calls('getWebAuthToken');
			fails(request, kind === 'status' ? { kind, status: 500 } : { kind });
			expect((await offer(operation, price)).error?.message).toMatch(OPEN);
			bench.simulator.control.clearFaults();
			expect((await offer(operation, price)).error).toBeUndefined();
			expect(bench.calls('getWebAuthToken')).toBe(links + (operation === 'submit' ? 2 : 1));
		},
	);
});

describe('Message → Send', () => {
	const send = async () =>
		await bench.run({
			resource: 'message',
			operation: 'send',
			parameters: {
				userId: byId(777_001),
				text: 'План во вложении',
				messageOptions: { files: 'data' },
			},
			file: { fileName: 'plan.txt', mimeType: 'text/plain', data: Buffer.from('plan') },
		});
	const sent = () => {
		const { messages } = bench.simulator.control.state('kwork') as {
			messages: Array<{ text: string }>;
		};
		return messages.filter(({ text }) => text === 'План во вложении').length;
	};

	it.each(
		['inboxCreate', 'fileUpload'].flatMap((step) =>
			WRITE_FAULTS.map(({ name, fault, left }) => [step, name, fault, left] as const),
		),
	)('%s, %s: run twice, there is one message, told truly', async (step, _, fault, left) => {
		fails(step, fault);
		const first = await send();
		expect(sent()).toBe(first.error ? 0 : 1);
		if (step === 'fileUpload' && first.error) expect(first.error.message).not.toMatch(/message/);
		if (left === 'fine') expect(first.error).toBeUndefined();
		await bench.restart();
		const second = await send();
		expect(second.error).toBeUndefined();
		expect(second.outputs[0]?.[0]?.json).toMatchObject({ alreadySent: !first.error });
		expect(sent()).toBe(1);
	});
});
