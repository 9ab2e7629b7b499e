/**
 * The same shapes for all three services, so that a CRM or a sheet is wired once.
 * Times are ISO 8601 in UTC, absent values are `null`, texts are plain (no HTML, no entities).
 * docs/records.md describes every field; `version` changes when a field changes its meaning.
 */
export type Source = 'kwork' | 'avito' | 'upwork';

export interface Money {
	amount: number;
	/** ISO 4217: RUB, USD. */
	currency: string;
	/** `fixed` and `budget` are totals, `hourly` is a rate, `monthly` a salary. */
	kind: 'fixed' | 'budget' | 'hourly' | 'monthly';
}

export interface Person {
	id: string | null;
	/** Login or profile key, as the service shows it. */
	username: string | null;
	name: string | null;
	url: string | null;
	country: string | null;
}

interface RecordBase {
	version: 1;
	source: Source;
	/** The service's own id. */
	sourceId: string;
	/** Page for a person to open. */
	url: string | null;
	/** `source:kind:sourceId`; equal for the same thing, whoever read it and when. */
	dedupeKey: string;
	createdAt: string | null;
	updatedAt: string | null;
}

/** Something that may become paid work: a project, a job, an order, an application. */
export interface Lead extends RecordBase {
	record: 'lead';
	kind: 'project' | 'job' | 'order' | 'offer' | 'proposal' | 'contract' | 'application' | 'vacancy';
	title: string;
	text: string;
	money: Money | null;
	person: Person | null;
	/** Where it stands, in words shared by all services; `null` where its status is not known. */
	stage: Stage | null;
	/** The service's own status. */
	sourceStatus: string | null;
	deadlineAt: string | null;
	skills: string[];
	category: string | null;
	/** What the client asks for: entry, intermediate or expert. */
	level: 'entry' | 'intermediate' | 'expert' | null;
	/** How many others have applied so far. */
	competition: number | null;
	client: ClientQuality | null;
}

/** What is known of the one who pays; `null` where the service does not say. */
export interface ClientQuality {
	/** 0 to 5. */
	rating: number | null;
	spent: Money | null;
	hires: number | null;
	/** 0 to 100: for how many of the postings somebody was hired. */
	hireRatePercent: number | null;
	paymentVerified: boolean | null;
}

export const STAGES = ['new', 'offered', 'talking', 'inWork', 'inReview', 'done', 'lost'] as const;
export type Stage = (typeof STAGES)[number];

export interface Contact extends RecordBase {
	record: 'contact';
	person: Person;
	phone: string | null;
	email: string | null;
	/** 0 to 5. */
	rating: number | null;
	text: string;
}

export interface Message extends RecordBase {
	record: 'message';
	/** The thread: interlocutor or `order:` and its ID on Kwork, chat on Avito, room on Upwork. */
	threadId: string;
	/** `null` where it is not known who wrote it. */
	direction: 'in' | 'out' | null;
	text: string;
	person: Person | null;
	isRead: boolean | null;
}

/** A person who looks for work (Avito). */
export interface Candidate extends RecordBase {
	record: 'candidate';
	title: string;
	person: Person;
	phone: string | null;
	email: string | null;
	money: Money | null;
	region: string | null;
	age: number | null;
	experienceYears: number | null;
	stage: string | null;
	text: string;
}

export type AnyRecord = Lead | Contact | Message | Candidate;
