import type { Message } from '../schemas';
import type { PhraseMatcher } from './phrases';

export const CHAT_STATUSES = {
	READ_NO_REPLY: 'Прочитал/не ответил',
	READ_REPLIED: 'Прочитал/Ответил',
	NO_MESSAGES_SENT: 'Не высылали сообщения',
	NOT_INTERESTED: 'Не интересно',
	NO_CHAT: 'Чат отсутствует',
	UNKNOWN: 'Неопределенный',
} as const;
export type ChatStatus = keyof typeof CHAT_STATUSES;

/** What is known of a candidate's chat before its messages are read. */
export type ChatKnowledge =
	| { state: 'loaded'; messages: readonly Message[]; complete: boolean }
	/** Only the chat's last message was looked at: most answers stay open. */
	| { state: 'lastMessage'; message: Partial<Message> | undefined }
	/** Looked for everywhere it could be. */
	| { state: 'absent'; reason: 'no_chat_id' | 'chat_404' }
	| { state: 'unknown'; reason: 'fetch_failed' | 'not_covered' };

export interface ChatFacts {
	status: ChatStatus;
	statusLabel: string;
	/** Code of the rule that decided, e.g. `replied` or `stop_phrase:не интересно`. */
	statusReason: string;
	/** `null` for an item from elsewhere that does not say. */
	statusConfidence: 'full' | 'last_message_only' | null;
	/** The last message that is not the system's is the candidate's; `null` where it was not seen. */
	needsOurReply: boolean | null;
	lastMessageDirection: 'in' | 'out' | null;
	lastMessageText: string | null;
	/** ISO, UTC. */
	lastMessageAt: string | null;
	firstOutgoingAt: string | null;
	/** `null` where not all messages were read, or Avito does not say of one. */
	unreadIncoming: number | null;
}

type Actor = 'us' | 'candidate' | 'system';

interface Act {
	actor: Actor;
	text: string;
	/** Unix seconds. */
	created: number;
	seenByCandidate: boolean;
	/** Undefined where Avito does not say. */
	readByUs: boolean | undefined;
}

const SYSTEM_PREFIX = '[Системное сообщение]';

function actorOf(message: Partial<Message>, accountId: number | undefined): Actor {
	const text = message.content?.text ?? '';
	const isSystem =
		message.type === 'system' ||
		Boolean(message.content?.flow_id) ||
		message.author_id === 0 ||
		text.startsWith(SYSTEM_PREFIX);
	if (isSystem) return 'system';
	const isOurs = message.direction
		? message.direction === 'out'
		: accountId !== undefined && message.author_id === accountId;
	return isOurs ? 'us' : 'candidate';
}

/** Oldest first; our deleted messages were never there, a candidate's are activity without text. */
function actsOf(messages: readonly Partial<Message>[], accountId: number | undefined): Act[] {
	return [...messages]
		.sort((a, b) => (a.created ?? 0) - (b.created ?? 0) || ((a.id ?? '') < (b.id ?? '') ? -1 : 1))
		.map((message) => ({ message, actor: actorOf(message, accountId) }))
		.filter(({ message, actor }) => !(actor === 'us' && message.type === 'deleted'))
		.map(({ message, actor }) => ({
			actor,
			text: message.type === 'deleted' ? '' : (message.content?.text ?? ''),
			created: message.created ?? 0,
			seenByCandidate: Boolean(message.read),
			readByUs: message.is_read ?? message.isRead ?? undefined,
		}));
}

/** The newest candidate text that takes a side decides; a neutral one cancels nothing. */
function stopPhraseIn(acts: readonly Act[], phrases: PhraseMatcher): string | undefined {
	for (const act of acts.toReversed()) {
		if (act.actor !== 'candidate' || act.text === '') continue;
		const verdict = phrases.verdict(act.text);
		if (verdict) return verdict.kind === 'refusal' ? verdict.phrase : undefined;
	}
	return undefined;
}

/** Rules 3 to 7 of the first-match table (avito.md 6.2). */
function decide(acts: readonly Act[], phrases: PhraseMatcher): [ChatStatus, string] {
	const phrase = stopPhraseIn(acts, phrases);
	if (phrase !== undefined) return ['NOT_INTERESTED', `stop_phrase:${phrase}`];
	const firstOurs = acts.findIndex(({ actor }) => actor === 'us');
	if (firstOurs < 0) {
		const wrote = acts.some(({ actor }) => actor === 'candidate');
		return ['NO_MESSAGES_SENT', wrote ? 'candidate_waiting' : 'empty'];
	}
	const answered = acts.slice(firstOurs).some(({ actor }) => actor === 'candidate');
	if (answered) return ['READ_REPLIED', 'replied'];
	const seen = acts.some(({ actor, seenByCandidate }) => actor === 'us' && seenByCandidate);
	// Never "not written": a recruiter would write a second time.
	return seen ? ['READ_NO_REPLY', 'seen'] : ['UNKNOWN', 'sent_unread'];
}

/** What the last message alone makes certain; everything else needs the messages. */
function decideByLast(last: Act | undefined, phrases: PhraseMatcher): [ChatStatus, string] {
	if (!last) return ['NO_MESSAGES_SENT', 'empty'];
	if (last.actor === 'candidate' && phrases.verdict(last.text)?.kind === 'refusal') {
		return ['NOT_INTERESTED', `stop_phrase:${phrases.verdict(last.text)?.phrase ?? ''}`];
	}
	const isSeen = last.actor === 'us' && last.seenByCandidate;
	return ['UNKNOWN', isSeen ? 'at_least_seen' : 'messages_needed'];
}

const isoOf = (act: Act | undefined): string | null =>
	act && act.created > 0 ? new Date(act.created * 1000).toISOString() : null;

function unreadOf(acts: readonly Act[]): number | null {
	const theirs = acts.filter(({ actor }) => actor === 'candidate');
	if (theirs.some(({ readByUs }) => readByUs === undefined)) return null;
	return theirs.filter(({ readByUs }) => readByUs === false).length;
}

/** @param seen whether `acts` are all that is in the chat */
function factsOf(
	[status, statusReason]: [ChatStatus, string],
	acts: readonly Act[],
	seen: { confidence?: ChatFacts['statusConfidence']; isWhole: boolean },
): ChatFacts {
	const { confidence: statusConfidence = 'full', isWhole } = seen;
	const spoken = acts.filter(({ actor }) => actor !== 'system');
	const last = spoken.at(-1);
	return {
		status,
		statusLabel: CHAT_STATUSES[status],
		statusReason,
		statusConfidence,
		needsOurReply: last || isWhole ? last?.actor === 'candidate' : null,
		lastMessageDirection: last ? (last.actor === 'us' ? 'out' : 'in') : null,
		lastMessageText: last?.text ?? null,
		lastMessageAt: isoOf(last),
		firstOutgoingAt: isoOf(acts.find(({ actor }) => actor === 'us')),
		unreadIncoming: isWhole ? unreadOf(spoken) : null,
	};
}

/**
 * The status of a chat from the candidate's side: read, answered, refused. First match of the table
 * in avito.md 6.2; `accountId` tells our messages where Avito leaves the direction out.
 */
export function classifyChat(
	knowledge: ChatKnowledge,
	phrases: PhraseMatcher,
	accountId?: number,
): ChatFacts {
	switch (knowledge.state) {
		case 'unknown':
			return factsOf(['UNKNOWN', knowledge.reason], [], { isWhole: false });
		case 'absent':
			return factsOf(['NO_CHAT', knowledge.reason], [], { isWhole: true });
		case 'lastMessage': {
			const acts = knowledge.message ? actsOf([knowledge.message], accountId) : [];
			return factsOf(decideByLast(acts.at(-1), phrases), acts, {
				confidence: 'last_message_only',
				isWhole: !knowledge.message,
			});
		}
		case 'loaded': {
			const acts = actsOf(knowledge.messages, accountId);
			const decision = decide(acts, phrases);
			// Behind Avito's cap of messages there may be one of ours.
			const isOpen = !knowledge.complete && decision[0] === 'NO_MESSAGES_SENT';
			return factsOf(isOpen ? ['UNKNOWN', 'not_covered'] : decision, acts, {
				isWhole: knowledge.complete,
			});
		}
	}
}
