import fc from 'fast-check';
import { mergeBursts, unanswered } from '../../../lib/records/conversation/thread';
import { messageOf } from '../../support/records';

const message = fc
	.record({
		id: fc.nat(50),
		thread: fc.constantFrom('1', '2'),
		direction: fc.constantFrom('in' as const, 'out' as const),
		second: fc.nat(600),
	})
	.map(({ id, thread, direction, second }) =>
		messageOf({
			sourceId: String(id),
			threadId: thread,
			direction,
			text: `m${id}`,
			createdAt: new Date(1_790_000_000_000 + second * 1000).toISOString(),
		}),
	);

describe('messages without an answer', () => {
	it('are the incoming ones after the last own one of each thread', () => {
		const at = (n: number) => new Date(1_790_000_000_000 + n * 1000).toISOString();
		const thread = [
			messageOf({ sourceId: '1', createdAt: at(1) }),
			messageOf({ sourceId: '2', createdAt: at(2), direction: 'out' }),
			messageOf({ sourceId: '3', createdAt: at(3) }),
			messageOf({ sourceId: '4', createdAt: at(4) }),
			messageOf({ sourceId: '5', createdAt: at(9), threadId: 'x', direction: 'out' }),
		];
		expect(unanswered([...thread].reverse()).map(({ sourceId }) => sourceId)).toEqual(['3', '4']);
	});

	it('are none of which nobody knows who wrote them', () => {
		const thread = [
			messageOf({ sourceId: '1', direction: null, createdAt: null }),
			messageOf({ sourceId: '2' }),
		];
		expect(unanswered(thread).map(({ sourceId }) => sourceId)).toEqual(['2']);
	});

	it('do not depend on the order or on repetition of the input', () => {
		fc.assert(
			fc.property(fc.uniqueArray(message, { selector: ({ sourceId }) => sourceId }), (messages) => {
				const ids = (list: typeof messages) =>
					unanswered(list)
						.map(({ sourceId }) => sourceId)
						.sort();
				expect(ids([...messages, ...messages].reverse())).toEqual(ids(messages));
				expect(unanswered(messages).every(({ direction }) => direction === 'in')).toBe(true);
			}),
		);
	});
});

describe('merging bursts', () => {
	it('loses no message and repeats none', () => {
		fc.assert(
			fc.property(
				fc.uniqueArray(message, { selector: ({ sourceId }) => sourceId }),
				fc.nat(300),
				(messages, pause) => {
					const merged = mergeBursts(messages, pause).flatMap(({ mergedIds }) => mergedIds);
					expect([...merged].sort()).toEqual(messages.map(({ sourceId }) => sourceId).sort());
				},
			),
		);
	});
});
