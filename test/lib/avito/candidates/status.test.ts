import * as fc from 'fast-check';
import type { ChatKnowledge } from '../../../../lib/avito/candidates';
import { classifyChat, PhraseMatcher } from '../../../../lib/avito/candidates';
import type { AvitoMessage } from '../../../../lib/avito';

const phrases = new PhraseMatcher();

/** Letters of the truth table in avito.md 6.2. */
const LETTERS: Record<string, Partial<AvitoMessage>> = {
	O: { direction: 'out', type: 'text', content: { text: 'Здравствуйте!' } },
	R: { direction: 'out', type: 'text', content: { text: 'Здравствуйте!' }, read: 5 },
	C: { direction: 'in', type: 'text', content: { text: 'Добрый день' } },
	N: { direction: 'in', type: 'text', content: { text: 'Не интересно.' } },
	Y: { direction: 'in', type: 'text', content: { text: 'Передумала, всё-таки интересно' } },
	S: { direction: 'in', type: 'system', author_id: 0, content: { text: 'Отклик' } },
	D: { direction: 'out', type: 'deleted', content: {} },
};

const messagesOf = (sequence: string): AvitoMessage[] =>
	[...sequence].map((letter, index) => ({
		id: `m${index}`,
		created: 1000 + index,
		...LETTERS[letter],
	}));

const loaded = (sequence: string): ChatKnowledge => ({
	state: 'loaded',
	messages: messagesOf(sequence),
	complete: true,
});

describe('the truth table, row by row', () => {
	test.each([
		['', 'NO_MESSAGES_SENT', 'empty'],
		['S', 'NO_MESSAGES_SENT', 'empty'],
		['C', 'NO_MESSAGES_SENT', 'candidate_waiting'],
		['D', 'NO_MESSAGES_SENT', 'empty'],
		['O', 'UNKNOWN', 'sent_unread'],
		['SO', 'UNKNOWN', 'sent_unread'],
		['R', 'READ_NO_REPLY', 'seen'],
		['RO', 'READ_NO_REPLY', 'seen'],
		['CR', 'READ_NO_REPLY', 'seen'],
		['CO', 'UNKNOWN', 'sent_unread'],
		['OC', 'READ_REPLIED', 'replied'],
		['RCR', 'READ_REPLIED', 'replied'],
		['RN', 'NOT_INTERESTED', 'stop_phrase:не интересно'],
		['N', 'NOT_INTERESTED', 'stop_phrase:не интересно'],
		['RNC', 'NOT_INTERESTED', 'stop_phrase:не интересно'],
		['RNY', 'READ_REPLIED', 'replied'],
	])('%s → %s (%s)', (sequence, status, statusReason) => {
		const facts = classifyChat(loaded(sequence), phrases, 1);
		expect(facts).toMatchObject({ status, statusReason, statusConfidence: 'full' });
	});

	test.each([
		[{ state: 'absent', reason: 'no_chat_id' }, 'NO_CHAT', 'no_chat_id'],
		[{ state: 'absent', reason: 'chat_404' }, 'NO_CHAT', 'chat_404'],
		[{ state: 'unknown', reason: 'fetch_failed' }, 'UNKNOWN', 'fetch_failed'],
		[{ state: 'unknown', reason: 'not_covered' }, 'UNKNOWN', 'not_covered'],
	] as const)('%j → %s (%s)', (knowledge, status, statusReason) => {
		expect(classifyChat(knowledge, phrases)).toMatchObject({ status, statusReason });
	});
});

describe('what else follows from the messages', () => {
	test('the order in which Avito gives them does not matter', () => {
		const letters = fc.constantFrom(...Object.keys(LETTERS));
		fc.assert(
			fc.property(
				fc.array(letters, { maxLength: 8 }),
				fc.infiniteStream(fc.nat()),
				(list, keys) => {
					const messages = messagesOf(list.join(''));
					const shuffled = messages
						.map((message) => ({ message, key: keys.next().value ?? 0 }))
						.sort((a, b) => a.key - b.key)
						.map(({ message }) => message);
					const knowledge = { state: 'loaded', complete: true } as const;
					expect(classifyChat({ ...knowledge, messages: shuffled }, phrases, 1)).toEqual(
						classifyChat({ ...knowledge, messages }, phrases, 1),
					);
				},
			),
		);
	});

	test('a chat in which we wrote is never "not written"', () => {
		const letters = fc.constantFrom(...Object.keys(LETTERS));
		fc.assert(
			fc.property(fc.array(letters, { maxLength: 8 }), fc.constantFrom('O', 'R'), (list, ours) => {
				const facts = classifyChat(loaded([...list, ours].join('')), phrases, 1);
				expect(facts.status).not.toBe('NO_MESSAGES_SENT');
			}),
		);
	});

	test('who has to answer, last text, unread ones, first message of ours', () => {
		const messages: AvitoMessage[] = [
			{
				id: 'a',
				created: 1_777_885_200,
				direction: 'out',
				type: 'text',
				content: { text: 'Привет' },
				read: 1,
			},
			{
				id: 'b',
				created: 1_777_885_300,
				direction: 'in',
				type: 'text',
				content: { text: 'Да' },
				is_read: false,
			},
			{
				id: 'c',
				created: 1_777_885_400,
				direction: 'in',
				type: 'voice',
				content: {},
				isRead: false,
			},
			{
				id: 'd',
				created: 1_777_885_500,
				direction: 'in',
				type: 'system',
				content: { text: 'бот' },
			},
		];
		expect(classifyChat({ state: 'loaded', messages, complete: true }, phrases)).toMatchObject({
			status: 'READ_REPLIED',
			needsOurReply: true,
			lastMessageDirection: 'in',
			lastMessageText: '',
			lastMessageAt: '2026-05-04T09:03:20.000Z',
			firstOutgoingAt: '2026-05-04T09:00:00.000Z',
			unreadIncoming: 2,
		});
	});

	test.each([
		['a prefix', { type: 'text', content: { text: '[Системное сообщение] Отклик' }, author_id: 5 }],
		['a bot flow', { type: 'text', content: { text: 'x', flow_id: 'flower' }, author_id: 5 }],
		['author 0', { type: 'text', content: { text: 'x' }, author_id: 0 }],
	])('%s makes a system message, which counts for nothing', (_, message) => {
		const messages = [{ id: 'a', created: 1, direction: 'in', ...message }];
		expect(classifyChat({ state: 'loaded', messages, complete: true }, phrases)).toMatchObject({
			statusReason: 'empty',
			needsOurReply: false,
		});
	});

	test.each<[string, ChatKnowledge, object]>([
		['no chat', { state: 'absent', reason: 'chat_404' }, [false, 0]],
		['an empty chat', { state: 'loaded', messages: [], complete: true }, [false, 0]],
		['a chat that was not read', { state: 'unknown', reason: 'not_covered' }, [null, null]],
		['the end of a chat', { state: 'lastMessage', message: LETTERS.C }, [true, null]],
		[
			'a chat that ends with the system',
			{ state: 'lastMessage', message: LETTERS.S },
			[null, null],
		],
		['a chat without messages', { state: 'lastMessage', message: undefined }, [false, 0]],
		['messages without a mark', loaded('OC'), [true, null]],
		['messages of ours', loaded('O'), [false, 0]],
		['a part of a chat', { ...loaded('O'), complete: false } as ChatKnowledge, [false, null]],
	])('of %s no more is told than is known', (_, knowledge, told) => {
		const { needsOurReply, unreadIncoming } = classifyChat(knowledge, phrases, 1);
		expect([needsOurReply, unreadIncoming]).toEqual(told);
	});

	test('without a direction the author tells whose message it is', () => {
		const messages = [{ id: 'a', created: 1, type: 'text', author_id: 7, content: { text: 'x' } }];
		const knowledge: ChatKnowledge = { state: 'loaded', messages, complete: true };
		expect(classifyChat(knowledge, phrases, 7).statusReason).toBe('sent_unread');
		expect(classifyChat(knowledge, phrases, 8).statusReason).toBe('candidate_waiting');
	});

	test("behind the cap of messages there may be one of ours: not 'not written'", () => {
		const knowledge: ChatKnowledge = {
			state: 'loaded',
			messages: messagesOf('C'),
			complete: false,
		};
		expect(classifyChat(knowledge, phrases)).toMatchObject({
			status: 'UNKNOWN',
			statusReason: 'not_covered',
		});
	});

	test.each([
		['', 'NO_MESSAGES_SENT', 'empty'],
		['N', 'NOT_INTERESTED', 'stop_phrase:не интересно'],
		['R', 'UNKNOWN', 'at_least_seen'],
		['O', 'UNKNOWN', 'messages_needed'],
		['C', 'UNKNOWN', 'messages_needed'],
	])(
		'from the last message alone only little is certain: %s → %s',
		(letter, status, statusReason) => {
			const knowledge: ChatKnowledge = { state: 'lastMessage', message: messagesOf(letter)[0] };
			expect(classifyChat(knowledge, phrases)).toMatchObject({
				status,
				statusReason,
				statusConfidence: 'last_message_only',
			});
		},
	);
});

describe('stop phrases', () => {
	test.each([
		['Не интересно.', 'refusal'],
		['мне это неинтересно, спасибо', 'refusal'],
		['Интересно', undefined],
		['Почему не подходит?', undefined],
		['Почему не подходит?!', undefined],
		['Уже нашла работу)', 'refusal'],
		['Нет, спасибо!', 'refusal'],
		['Нет, могу завтра', undefined],
		['Если не актуально, дайте знать', undefined],
		['НЕ ПИШИТЕ МНЕ', 'refusal'],
		['Ещё не ищущий', undefined],
		['Передумала, всё-таки интересно', 'reengage'],
		['Не ищу. Хотя передумал', 'refusal'],
		['Вакансия ещё актуальна? Если не подходит, скажите', undefined],
		['Не\u00a0интересует', 'refusal'],
		['Нет, спасибо?', undefined],
		['', undefined],
	])('%j → %s', (text, kind) => {
		expect(phrases.verdict(text)?.kind).toBe(kind);
	});

	test('a list of the user replaces its default, the others stay', () => {
		const own = new PhraseMatcher({ refusal: ['Нашёл (другое)'] });
		expect(own.verdict('я нашел другое')).toEqual({ kind: 'refusal', phrase: 'Нашёл (другое)' });
		expect(own.verdict('не интересно')).toBeUndefined();
		expect(own.verdict('нет, спасибо')?.kind).toBe('refusal');
	});

	test('no text makes matching fail, whatever is in the lists', () => {
		fc.assert(
			fc.property(
				fc.array(fc.string({ unit: 'binary' })),
				fc.string({ unit: 'binary' }),
				(list, text) => {
					const own = new PhraseMatcher({
						refusal: list,
						refusalExact: list,
						guard: list,
						reengage: list,
					});
					expect(['refusal', 'reengage', undefined]).toContain(own.verdict(text)?.kind);
				},
			),
		);
	});
});
