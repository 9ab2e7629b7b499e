import { z } from 'zod';
import { failures } from '../failures';
import { message } from '../schemas';
import type { Candidate } from '../../records/types';
import { dedupeKey, person } from '../../records/parts';
import { CHAT_STATUSES } from './status';
import type { ChatFacts, ChatKnowledge, ChatStatus } from './status';
import type { CandidateProfile, ClassifiedCandidate } from './types';

const text = z
	.union([z.string(), z.number().transform(String)])
	.nullish()
	.transform((value) => value ?? null);
const number = z
	.number()
	.nullish()
	.transform((value) => value ?? null);
const flag = z
	.boolean()
	.nullish()
	.transform((value) => value ?? null);
const texts = z
	.array(z.union([z.string(), z.number().transform(String)]))
	.nullish()
	.transform((value) => value ?? []);

const profile = z.looseObject({
	key: text,
	resumeId: text,
	resumeState: z.enum(['read', 'missing', 'unknown']).nullable().catch(null),
	applicationIds: texts,
	vacancyIds: texts,
	chatId: text,
	otherChatIds: texts,
	userId: text,
	name: text,
	title: text,
	phone: text,
	email: text,
	city: text,
	latitude: number,
	longitude: number,
	salary: number,
	isActive: flag,
	isPurchased: flag,
	contactsOutcome: z
		.enum([
			'ok',
			'closed',
			'not_purchased',
			'payment_required',
			'verification_required',
			'not_found',
			'error',
			'from_application',
			'not_asked',
		])
		.nullable()
		.catch(null),
	purchasedAt: text,
	applicationState: text,
	resumeUrl: text,
	chatUrl: text,
	createdAt: text,
	updatedAt: text,
	raw: z.looseObject({}).nullish(),
});

const facts = z.looseObject({
	status: z.enum(Object.keys(CHAT_STATUSES) as [ChatStatus, ...ChatStatus[]]),
	statusReason: z.string().catch('given'),
	statusConfidence: z.enum(['full', 'last_message_only']).nullable().catch(null),
	needsOurReply: flag.catch(null),
	lastMessageDirection: z.enum(['in', 'out']).nullable().catch(null),
	lastMessageText: text,
	lastMessageAt: text,
	firstOutgoingAt: text,
	unreadIncoming: number.catch(null),
});

const classified = z.looseObject({
	priority: z.number().catch(9),
	difference: z.string().nullish(),
	excluded: z
		.looseObject({
			by: z.enum(['stop_list', 'region']),
			comment: z.string().catch(''),
			name: z.string().optional(),
			file: z.string().optional(),
			sheet: z.string().optional(),
		})
		.nullish(),
});

const messages = z.looseObject({ messages: z.array(message) });

/** The facts of a person from an item, whoever made it; what is missing is `null`. */
export function profileFromItem(item: unknown, index: number): CandidateProfile {
	const parsed = profile.safeParse(item);
	if (!parsed.success) {
		const issue = parsed.error.issues[0];
		throw failures.notACandidate(
			index,
			`${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim(),
		);
	}
	const { key, resumeId, chatId, applicationIds, raw } = parsed.data;
	const named =
		key ??
		(resumeId !== null
			? `resume:${resumeId}`
			: chatId !== null
				? `chat:${chatId}`
				: applicationIds[0] && `application:${applicationIds[0]}`);
	if (!named)
		throw failures.notACandidate(index, 'it has neither resumeId nor chatId nor applicationIds');
	const fields = Object.fromEntries(
		Object.keys(profile.shape).map((field) => [field, parsed.data[field]]),
	) as Omit<CandidateProfile, 'key' | 'raw'>;
	return { ...fields, key: named, raw: raw ?? {} };
}

/** What the item knows of the chat: its messages, an earlier result, or nothing. */
export function knowledgeFromItem(item: unknown): ChatKnowledge | ChatFacts {
	const given = messages.safeParse(item);
	if (given.success) return { state: 'loaded', messages: given.data.messages, complete: true };
	const known = facts.safeParse(item);
	if (known.success) {
		return { ...known.data, statusLabel: CHAT_STATUSES[known.data.status] };
	}
	const { chatId } = profile.partial().parse(typeof item === 'object' && item ? item : {});
	return chatId
		? { state: 'unknown', reason: 'not_covered' }
		: { state: 'absent', reason: 'no_chat_id' };
}

/** A candidate that Collect or Classify made. */
export function candidateFromItem(item: unknown, index: number): ClassifiedCandidate {
	const known = facts.safeParse(item);
	if (!known.success) throw failures.notACandidate(index, 'it has no chat status');
	const { priority, excluded, difference } = classified.parse(item);
	const { status, statusReason, statusConfidence, needsOurReply, lastMessageDirection } =
		known.data;
	const { lastMessageText, lastMessageAt, firstOutgoingAt, unreadIncoming } = known.data;
	return {
		...profileFromItem(item, index),
		status,
		statusLabel: CHAT_STATUSES[status],
		statusReason,
		statusConfidence,
		needsOurReply,
		lastMessageDirection,
		lastMessageText,
		lastMessageAt,
		firstOutgoingAt,
		unreadIncoming,
		priority,
		excluded: excluded ?? null,
		difference: difference ?? null,
	};
}

export const candidateForms = {
	/** Flat, without what Avito sent: what sheets and Build Workbook need. */
	simplify(candidate: ClassifiedCandidate) {
		const flat: Partial<ClassifiedCandidate> = { ...candidate };
		delete flat.raw;
		delete flat.messages;
		return flat;
	},
	record: (candidate: ClassifiedCandidate): Candidate => ({
		record: 'candidate',
		version: 1,
		source: 'avito',
		sourceId: candidate.key,
		url: candidate.resumeUrl ?? candidate.chatUrl,
		dedupeKey: dedupeKey('avito', 'candidate', candidate.key),
		createdAt: candidate.createdAt,
		updatedAt: candidate.updatedAt,
		title: candidate.title ?? '',
		person: person({ id: candidate.userId, name: candidate.name }),
		phone: candidate.phone,
		email: candidate.email,
		money:
			candidate.salary === null
				? null
				: { amount: candidate.salary, currency: 'RUB', kind: 'monthly' },
		region: candidate.city,
		age: null,
		experienceYears: null,
		stage: candidate.status,
		text: candidate.lastMessageText ?? '',
	}),
};
