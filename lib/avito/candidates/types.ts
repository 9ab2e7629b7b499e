import type { Application, Chat, Message, Resume, ResumeCard } from '../schemas';
import type { ChatFacts } from './status';

/** How asking for a candidate's contacts ended. */
export type ContactsOutcome =
	| 'ok'
	| 'closed'
	| 'not_purchased'
	| 'payment_required'
	| 'verification_required'
	| 'not_found'
	| 'error'
	| 'from_application'
	| 'not_asked';

/** What came of reading a resume: `missing` is hidden or deleted, of `unknown` nothing is known. */
export type ResumeState = 'read' | 'missing' | 'unknown';

/** Contacts of one resume, as they enter the join. */
export interface ContactsOfResume {
	resumeId: number;
	outcome: ContactsOutcome;
	name?: string;
	phones?: readonly string[];
	emails?: readonly string[];
	chatId?: string;
	/** ISO time of the first call, from a register of the caller's. */
	purchasedAt?: string;
	raw?: unknown;
}

/** Everything that was read, before it is put together. */
export interface CandidateSources {
	/** Resume ids that were asked for, whether or not they could be read. */
	resumeIds?: readonly number[];
	resumes?: readonly Resume[];
	/** Search hits, for what the whole resume does not tell. */
	cards?: readonly ResumeCard[];
	contacts?: readonly ContactsOfResume[];
	applications?: readonly Application[];
	chats?: readonly Chat[];
	/** What came of reading each resume. */
	resumeStates?: ReadonlyMap<number, ResumeState>;
	/** The account's own id: tells own vacancies from candidates' resumes in a chat's context. */
	accountId?: number;
}

/** One person: facts of resume, applications and chats together. Times are ISO in UTC. */
export interface CandidateProfile {
	/** `resume:…`, `chat:…` or `application:…`, whichever is known first in this order. */
	key: string;
	resumeId: string | null;
	/** `null` where no resume was asked for. */
	resumeState: ResumeState | null;
	applicationIds: string[];
	vacancyIds: string[];
	/** The chat with the newest activity; others of the same person are in `otherChatIds`. */
	chatId: string | null;
	otherChatIds: string[];
	userId: string | null;
	name: string | null;
	title: string | null;
	phone: string | null;
	email: string | null;
	city: string | null;
	latitude: number | null;
	longitude: number | null;
	salary: number | null;
	isActive: boolean | null;
	isPurchased: boolean | null;
	/** `null` for an item from elsewhere that does not say. */
	contactsOutcome: ContactsOutcome | null;
	/** Where the caller keeps a register; Avito does not tell. */
	purchasedAt: string | null;
	applicationState: string | null;
	resumeUrl: string | null;
	chatUrl: string | null;
	createdAt: string | null;
	updatedAt: string | null;
	raw: {
		resume?: unknown;
		contacts?: unknown;
		applications?: readonly unknown[];
		chat?: unknown;
	};
}

/** Why a candidate was left out, and by which entry. */
export interface Exclusion {
	by: 'stop_list' | 'region';
	comment: string;
	name?: string;
	file?: string;
	sheet?: string;
}

export interface ClassifiedCandidate extends CandidateProfile, ChatFacts {
	/** 1 is called first; inactive resumes are 10 further down. */
	priority: number;
	excluded: Exclusion | null;
	/** What changed since an earlier run, in words. */
	difference?: string | null;
	messages?: readonly Message[];
}
