import { decodeFrame, messageHint, orderHint } from '../../../../lib/kwork/notice';
import { FrameMaker, seeded } from './frames';

const OWN_ID = 4_242_424;
const newInbox = {
	event: 'new_inbox',
	data: {
		from: 777_001,
		to_user_id: OWN_ID,
		inbox_id: 98_765_432,
		inboxMessage: 'Сколько стоит бот? 100% + скидка',
		lastMessage: { fromUsername: 'shop_owner', fromUserId: 777_001 },
	},
};
const json = JSON.stringify(newInbox);
const formEncoded = encodeURIComponent(json).replace(/%20/g, '+');
const frameOf = (text: unknown) => JSON.stringify({ id: 3, channel: 'c', text });

describe('frames of the notice socket', () => {
	it.each([
		['JSON', json],
		['form-encoded JSON', formEncoded],
		['JSON behind a prefix', `data:${json}`],
		['form-encoded JSON behind a prefix', `data: ${formEncoded}`],
		['a prefix inside the encoding', encodeURIComponent(`data:${json}`)],
		['an object', newInbox],
	])('reads %s', (_, text) => {
		expect(decodeFrame(frameOf(text))).toEqual({ name: 'new_inbox', data: newInbox.data });
	});

	it.each([
		['an empty text', frameOf('')],
		['a blank text', frameOf('  ')],
		['a ping', frameOf('ping')],
		['words', frameOf('hello')],
		['a broken encoding', frameOf('%7B%E0%A4%A')],
		['no text', '{"id":1}'],
		['a list', '[1]'],
		['null', 'null'],
		['no JSON at all', 'ping'],
		['an event without a name', frameOf({ data: {} })],
		['an event whose name is a number', frameOf({ event: 5, data: {} })],
		['an event without data', frameOf({ event: 'notify', data: null })],
		['a pit of brackets', frameOf('['.repeat(100_000))],
	])('leaves %s alone', (_, frame) => {
		expect(decodeFrame(frame)).toBeUndefined();
	});

	it('reads every well-formed event in whatever form, and never throws on a broken one', () => {
		const frames = Number(process.env.NOTICE_FRAMES ?? 20_000);
		const random = seeded(Number(process.env.NOTICE_SEED ?? 1));
		const maker = new FrameMaker(random);
		let decoded = 0;
		const before = process.memoryUsage().heapUsed;
		for (let i = 0; i < frames; i += 1) {
			const event = decodeFrame(maker.next());
			if (event) {
				decoded += 1;
				messageHint(event, OWN_ID);
			}
			if (i % 10 !== 0) continue;
			const sample = { event: 'notify', data: { n: i, text: '100% + 1 "q" data:' } };
			expect(decodeFrame(maker.wellFormed(sample))).toEqual({ name: 'notify', data: sample.data });
		}
		// Broken and whole ones were both there; nothing is kept of either.
		expect(decoded).toBeGreaterThan(frames / 20);
		expect(decoded).toBeLessThan(frames * 0.9);
		expect(process.memoryUsage().heapUsed - before).toBeLessThan(200 * 1024 * 1024);
	});
});

describe('what an event says about messages', () => {
	const hint = (name: string, data: Record<string, unknown>) => messageHint({ name, data }, OWN_ID);

	it.each([
		['the dialog of a new message', newInbox.data, { username: 'shop_owner' }],
		[
			'the same with a number as text',
			{ ...newInbox.data, from: '777001' },
			{ username: 'shop_owner' },
		],
		['somewhere without the login', { from: 777_001, inboxMessage: 'x' }, 'somewhere'],
		[
			'somewhere when the last message is of somebody else',
			{ from: 777_002, lastMessage: newInbox.data.lastMessage },
			'somewhere',
		],
		['nothing for an own message', { from: OWN_ID, inboxMessage: 'x' }, undefined],
	])('new_inbox: %s', (_, data, expected) => {
		expect(hint('new_inbox', data)).toEqual(expected);
	});

	it.each([
		[
			'the dialog named first',
			{ new_message: 1, dialog_data: [{ login: 'a' }, { login: 'b' }] },
			{ username: 'a' },
		],
		['somewhere without a list', { new_message: 1 }, 'somewhere'],
		['somewhere with null', { new_message: 1, dialog_data: null }, 'somewhere'],
		['nothing with an empty list', { new_message: 1, dialog_data: [] }, undefined],
		['nothing without a login', { new_message: 1, dialog_data: [{}] }, undefined],
		['nothing when it is about something else', { dialog_data: [{ login: 'a' }] }, undefined],
		['nothing for null', { new_message: null, dialog_data: [{ login: 'a' }] }, undefined],
		['nothing for 0', { new_message: 0, dialog_data: [{ login: 'a' }] }, undefined],
	])('notify: %s', (_, data, expected) => {
		expect(hint('notify', data)).toEqual(expected);
	});

	it('pop_up_notify: the dialog, or nothing without a login', () => {
		expect(hint('pop_up_notify', { pop_up_notify: { data: { username: 'a' } } })).toEqual({
			username: 'a',
		});
		expect(hint('pop_up_notify', { pop_up_notify: { data: {} } })).toBeUndefined();
		expect(hint('pop_up_notify', { pop_up_notify: null })).toBeUndefined();
	});

	it('nothing for other events', () => {
		expect(hint('is_typing', { user_id: 777_001 })).toBeUndefined();
		expect(hint('brand_new_event', { username: 'a' })).toBeUndefined();
	});
});

describe('where a message in an order may have arrived', () => {
	const event = (name: string, data: Record<string, unknown> = {}) => ({ name, data });
	it.each([
		['a frame that is not known', event('order_something', { order_id: '5' }), 'somewhere'],
		['an updated dialog', event('dialog_updated'), 'somewhere'],
		['counters', event('notify', { notify_unread_count: 3 }), 'somewhere'],
		[
			'a frame that names somebody',
			event('pop_up_notify', { pop_up_notify: { data: { username: 'shop_owner' } } }),
			{ username: 'shop_owner' },
		],
		['typing', event('is_typing', { user_id: 7 }), undefined],
		['an own message', event('new_inbox', { from: '42' }), undefined],
	])('%s', (_, frame, hint) => {
		expect(orderHint(frame, 42)).toEqual(hint);
	});
});
