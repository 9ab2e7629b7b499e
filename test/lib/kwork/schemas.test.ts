import fc from 'fast-check';
import type { z } from 'zod';
import { actorSchema, reviewSchema, userSchema } from '../../../lib/kwork/schemas/account';
import { categorySchema, gigSchema, portfolioSchema } from '../../../lib/kwork/schemas/catalogue';
import { offerSchema, projectSchema } from '../../../lib/kwork/schemas/exchange';
import { dialogSchema, messageSchema } from '../../../lib/kwork/schemas/inbox';
import { orderHeaderSchema, orderListSchema, orderSchema } from '../../../lib/kwork/schemas/order';
import { flag, list, number, one } from '../../../lib/kwork/schemas/values';

const IDS = ['id', 'user_id', 'message_id'];
const noValue = fc.constantFrom<unknown>(null, '', false, undefined, []);

/** The same object as PHP might send it on another day. */
function wobbled(value: unknown, key = ''): fc.Arbitrary<unknown> {
	if (typeof value === 'number') {
		const spellings = [fc.constant<unknown>(value), fc.constant<unknown>(String(value))];
		return fc.oneof(...spellings, ...(IDS.includes(key) ? [] : [noValue]));
	}
	if (typeof value === 'boolean') {
		return fc.constantFrom<unknown>(value, Number(value), String(Number(value)), null, undefined);
	}
	if (typeof value === 'string') return fc.oneof(fc.constant<unknown>(value), noValue);
	if (Array.isArray(value)) {
		const same = fc.tuple(...value.map((entry) => wobbled(entry)));
		const holes = same.map((entries) => Object.fromEntries(entries.map((e, i) => [i + 1, e])));
		return fc.oneof(same, ...(value.length > 0 ? [holes] : [noValue]));
	}
	if (typeof value !== 'object' || value === null) return fc.constant(value);
	const fields = Object.entries(value).map(
		([name, entry]) => [name, wobbled(entry, name)] as const,
	);
	const object = fc.record(Object.fromEntries(fields));
	return key === '' ? object : fc.oneof(object, noValue);
}

/** Samples with the shapes of kwork.md section 4. */
const SAMPLES: Array<[string, z.ZodType, Record<string, unknown>]> = [
	[
		'actor',
		actorSchema,
		{
			id: 4242424,
			username: 'p',
			rating: '4.9',
			verified: true,
			free_amount: 12400,
			achievments_list: [{ id: 15, name: 'Гуру' }],
		},
	],
	[
		'user',
		userSchema,
		{
			id: 777001,
			online: true,
			rating: '0.0',
			note: { posted_timestamp: 1, text: 'x' },
			skills: [{ id: 1, name: 'Python' }],
		},
	],
	[
		'project',
		projectSchema,
		{
			id: 3210987,
			status: 'active',
			price: 6000,
			possible_price_limit: 18000,
			has_offer: false,
			time_left: 172800,
			user_hired_percent: 66,
		},
	],
	[
		'offer',
		offerSchema,
		{
			id: 55500123,
			want_id: 3210987,
			price: 6000,
			is_read: false,
			project: { id: 3210987, title: 'Бот' },
		},
	],
	[
		'dialog',
		dialogSchema,
		{
			user_id: 777001,
			unread: true,
			unread_count: 1,
			lastMessage: { fromUserId: 777001, message: 'Да' },
			active_orders: [{ id: 1, title: 'x' }],
		},
	],
	[
		'message',
		messageSchema,
		{
			message_id: 98765432,
			from_id: 777001,
			message: 'Да',
			time: 1790839000,
			unread: true,
			files: [{ id: 1, name: 'a' }],
			to_live_date: 1790839100,
		},
	],
	[
		'order',
		orderSchema,
		{
			id: 44110022,
			price: 6000,
			status: 1,
			in_work: true,
			payer: { id: 777001, is_online: true },
			progress: 30,
		},
	],
	[
		'header',
		orderHeaderSchema,
		{ order: { id: 1, status: 1, isSendForApprovalAvailable: true }, payer: { id: 777001 } },
	],
	[
		'gig',
		gigSchema,
		{ id: 2468013, price: 1500, worker: { id: 4242424 }, activity: { views: 240 } },
	],
	[
		'review',
		reviewSchema,
		{ id: 8800123, good: true, bad: false, writer: { id: 1, username: 'x' } },
	],
	[
		'category',
		categorySchema,
		{ id: 11, name: 'IT', subcategories: [{ id: 41, name: 'Боты', subcategories: [] }] },
	],
];

describe('schemas', () => {
	it.each(SAMPLES)('reads a %s whatever its types are today', (_name, schema, sample) => {
		fc.assert(
			fc.property(wobbled(sample), (value) => {
				const result = schema.safeParse(value);
				expect(result.error?.issues ?? []).toEqual([]);
			}),
			{ numRuns: 200 },
		);
	});

	it.each(SAMPLES)(
		'keeps the values of a %s, and keys it does not know',
		(_name, schema, sample) => {
			const read = schema.parse({ ...sample, new_field: { of: 2027 } });
			const numbers = JSON.parse(JSON.stringify(sample), (_key, value: unknown) =>
				typeof value === 'string' && /^\d+\.\d+$/.test(value) ? Number(value) : value,
			) as object;
			expect(read).toMatchObject({ ...numbers, new_field: { of: 2027 } });
		},
	);

	it('does not read a thing without its id', () => {
		for (const value of [{}, { id: null }, { id: '' }, { id: 'abc' }, { id: 1.5 }, { id: [] }]) {
			expect(projectSchema.safeParse(value).success).toBe(false);
		}
	});

	it.each<[unknown, number | undefined]>([
		[5, 5],
		['5', 5],
		['4.9', 4.9],
		['1 000', 1000],
		['1\u00a0000,50', 1000.5],
		['', undefined],
		[null, undefined],
		[false, undefined],
		['2 д. 4 ч.', undefined],
		[{}, undefined],
	])('reads the number in %j', (value, expected) => {
		expect(number.parse(value)).toBe(expected);
	});

	it.each<[unknown, boolean | undefined]>([
		[true, true],
		[1, true],
		['1', true],
		[0, false],
		['0', false],
		['', undefined],
		[null, undefined],
	])('reads the flag in %j', (value, expected) => {
		expect(flag.parse(value)).toBe(expected);
	});

	it('reads an object that came as a list of one, and a list that came as a map', () => {
		expect(one(projectSchema).parse([{ id: 1 }])).toMatchObject({ id: 1 });
		expect(list(projectSchema).parse({ 3: { id: 1 }, 7: { id: 2 } })).toHaveLength(2);
		expect(list(projectSchema).parse(undefined)).toEqual([]);
		expect(portfolioSchema.parse([{ id: 1 }]).portfolio).toHaveLength(1);
		expect(orderListSchema.parse({ orders: [], filter_counts: { all: '6' } })).toMatchObject({
			filter_counts: { all: 6 },
		});
	});

	it('takes the project of an offer from where it is', () => {
		expect(offerSchema.parse({ id: 1, project: { id: '9' } }).want_id).toBe(9);
	});
});
