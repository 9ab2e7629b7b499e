import * as fc from 'fast-check';
import { SpendingCeiling } from '../../../lib/avito';
import { startLocalAvito, type Answer, type LocalAvito } from './localAvito';

/** What happens to a call: before or after Avito took the contact. */
const FAULTS = [
	'none',
	'break',
	'breakAfter',
	'500',
	'500After',
	'html',
	'401',
	'402',
	'403',
	'404',
	'429',
	'503',
] as const;
type Fault = (typeof FAULTS)[number];

/** A package of contacts, spent as Avito spends it: at the first successful call for a resume. */
class Package {
	readonly bought = new Set<string>();

	paidCalls = 0;

	spent = 0;

	faults: Fault[] = [];

	answer(url: string): Answer | undefined | 'break' {
		const paid = /resumes\/(\d+)\/contacts\//.exec(url)?.[1];
		if (!paid) {
			const id = /resumes\/(\d+)/.exec(url)?.[1];
			return id ? { json: { id: Number(id), is_purchased: this.bought.has(id) } } : undefined;
		}
		this.paidCalls += 1;
		const fault = this.faults.shift() ?? 'none';
		if (fault === 'break') return 'break';
		if (fault === 'html') return { status: 502, text: '<html></html>' };
		if (/^\d+$/.test(fault))
			return { status: Number(fault), json: { error: { code: Number(fault) } } };
		const alreadyBought = this.bought.has(paid);
		if (!alreadyBought) this.spent += 1;
		this.bought.add(paid);
		if (fault === 'breakAfter') return 'break';
		if (fault === '500After') return { status: 500, json: { error: { code: 500 } } };
		const contacts = [
			{ type: 'phone', value: '79990000001' },
			{ type: 'e-mail', value: 'a@example.test' },
			{ type: 'chat_id', value: 'u2i-1' },
		];
		return { json: { already_bought: alreadyBought, name: 'Анна', contacts } };
	}
}

/** Answers about one resume, whose contacts are `json`. */
function bought(url: string, json: object, is_purchased: boolean): Answer | undefined {
	if (!url.includes('/resumes/')) return undefined;
	return { json: url.includes('/contacts/') ? json : { id: 5, is_purchased } };
}

let avito: LocalAvito;
let shop: Package;

beforeEach(async () => {
	shop = new Package();
	avito = await startLocalAvito(({ url }) => shop.answer(url));
});
afterEach(async () => await avito.close());

describe('contacts', () => {
	test('without a ceiling a resume that is not bought costs nothing and is said to be so', async () => {
		expect(await avito.client.contacts.get(5)).toMatchObject({
			status: 'not_purchased',
			spent: 0,
			cost: 1,
			phones: [],
			emails: [],
		});
		expect([shop.spent, shop.paidCalls]).toEqual([0, 0]);
	});

	test('a bought resume is read without spending', async () => {
		shop.bought.add('5');
		expect(await avito.client.contacts.get(5)).toMatchObject({
			status: 'ok',
			alreadyBought: true,
			spent: 0,
			phones: ['79990000001'],
			emails: ['a@example.test'],
			chatId: 'u2i-1',
		});
		expect(shop.spent).toBe(0);
	});

	test.each([
		[{ already_bought: true, contacts: [] }, 'closed'],
		[{ already_bought: true }, 'closed'],
		[{ contacts: [{ type: 'phone' }] }, 'ok'],
	])('of a bought resume that answers %j nothing is made up: %s', async (json, status) => {
		await avito.close();
		avito = await startLocalAvito(({ url }) => bought(url, json, true));
		const result = await avito.client.contacts.get(5, { employeeId: 77 });
		expect(result).toMatchObject({ status, spent: 0, cost: 0, alreadyBought: true });
		expect([result.phones, result.emails, result.chatId]).toEqual([[], [], undefined]);
		const [asked, paid] = avito.seen(/resumes/);
		expect(asked?.url).toContain('fields=is_purchased');
		expect(paid?.url).toContain('employee_id=77');
	});

	test('what Avito says of the price goes before what the card said', async () => {
		await avito.close();
		avito = await startLocalAvito(({ url }) =>
			bought(url, { already_bought: true, contacts: [] }, false),
		);
		const ceiling = new SpendingCeiling(1);
		const result = await avito.client.contacts.get(5, { ceiling });
		expect(result).toMatchObject({ alreadyBought: true, spent: 0, cost: 1 });
		expect(ceiling.spent).toBe(0);
	});

	test('the ceiling of a run is kept, also by calls side by side', async () => {
		const ceiling = new SpendingCeiling(2);
		const results = await Promise.allSettled(
			[1, 2, 3, 4].map(async (id) => await avito.client.contacts.get(id, { ceiling })),
		);
		expect(results.map(({ status }) => status).sort()).toEqual([
			'fulfilled',
			'fulfilled',
			'rejected',
			'rejected',
		]);
		expect([shop.spent, ceiling.spent]).toEqual([2, 2]);
	});

	test('two calls for one resume spend once', async () => {
		const ceiling = new SpendingCeiling(5);
		const results = await Promise.all(
			[7, 7, 7].map(async (id) => await avito.client.contacts.get(id, { ceiling })),
		);
		expect(results.map(({ spent }) => spent)).toEqual([1, 0, 0]);
		expect([shop.spent, ceiling.spent]).toEqual([1, 1]);
	});

	test.each(FAULTS.filter((fault) => fault !== 'none'))(
		'%s: the paid call is sent once',
		async (fault) => {
			shop.faults = [fault];
			await expect(
				avito.client.contacts.get(5, { ceiling: new SpendingCeiling(1) }),
			).rejects.toMatchObject({ remedy: expect.any(String) as string });
			expect(shop.paidCalls).toBe(1);
		},
	);

	test.each([
		['401', 0],
		['402', 0],
		['403', 0],
		['404', 0],
		['429', 0],
		['break', 1],
		['500', 1],
		['503', 1],
	] as const)('after %s the ceiling counts %i', async (fault, counted) => {
		shop.faults = [fault];
		const ceiling = new SpendingCeiling(1);
		await avito.client.contacts.get(5, { ceiling }).catch(() => {});
		expect(ceiling.spent).toBe(counted);
	});

	test('no sequence of operations, failures and repetitions spends what was not allowed', async () => {
		const step = fc.oneof(
			fc.record({ kind: fc.constant('cost' as const), id: fc.integer({ min: 1, max: 5 }) }),
			fc.record({ kind: fc.constant('look' as const), id: fc.integer({ min: 1, max: 5 }) }),
			fc.record({
				kind: fc.constant('run' as const),
				ids: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 }),
				ceiling: fc.integer({ min: 0, max: 3 }),
			}),
		);
		await fc.assert(
			fc.asyncProperty(
				fc.array(step, { maxLength: 8 }),
				fc.array(fc.constantFrom(...FAULTS), { maxLength: 12 }),
				async (steps, faults) => {
					shop = new Package();
					shop.faults = [...faults];
					for (const action of steps) {
						const before = shop.spent;
						let allowed = 0;
						if (action.kind === 'cost') {
							await avito.client.contacts.cost(action.id).catch(() => {});
						} else if (action.kind === 'look') {
							await avito.client.contacts.get(action.id).catch(() => {});
						} else {
							allowed = action.ceiling;
							const ceiling = new SpendingCeiling(allowed);
							await Promise.allSettled(
								action.ids.map(async (id) => await avito.client.contacts.get(id, { ceiling })),
							);
							expect(shop.spent - before).toBeLessThanOrEqual(ceiling.spent);
						}
						expect(shop.spent - before).toBeLessThanOrEqual(allowed);
					}
				},
			),
			{ numRuns: 60 },
		);
	});
});
