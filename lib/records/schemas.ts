import { z } from 'zod';
import { failures } from './failures';
import type { Candidate, Contact, Lead, Message } from './types';
import { STAGES } from './types';

const textOrNull = z.string().nullable().default(null);
const numberOrNull = z.number().nullable().default(null);
const time = textOrNull.describe('ISO 8601, UTC');
const rating = numberOrNull.describe('0 to 5');
const plainText = z.string().default('').describe('Without HTML');

const money = z.object({
	amount: z.number(),
	currency: z.string().length(3).describe('ISO 4217'),
	kind: z
		.enum(['fixed', 'budget', 'hourly', 'monthly'])
		.describe('fixed and budget are totals, hourly is a rate, monthly a salary'),
});

const person = z.object({
	id: textOrNull,
	username: textOrNull.describe('Login or profile key'),
	name: textOrNull,
	url: textOrNull,
	country: textOrNull,
});

const base = {
	version: z.literal(1).default(1),
	source: z.enum(['kwork', 'avito', 'upwork']),
	sourceId: z.string().describe("The service's own ID"),
	url: textOrNull.describe('Page for a person to open'),
	dedupeKey: z
		.string()
		.min(1)
		.describe('source:kind:sourceId, equal for the same thing, whoever read it and when'),
	createdAt: time,
	updatedAt: time,
};

export const leadSchema = z.object({
	record: z.literal('lead'),
	...base,
	kind: z.enum([
		'project',
		'job',
		'order',
		'offer',
		'proposal',
		'contract',
		'application',
		'vacancy',
	]),
	title: z.string(),
	text: plainText,
	money: money.nullable().default(null),
	person: person.nullable().default(null),
	stage: z
		.enum(STAGES)
		.nullable()
		.default('new')
		.describe('Where it stands, in words shared by all services; null where that is not known'),
	sourceStatus: textOrNull.describe("The service's own status"),
	deadlineAt: time,
	skills: z.array(z.string()).default([]),
	category: textOrNull,
	level: z
		.enum(['entry', 'intermediate', 'expert'])
		.nullable()
		.default(null)
		.describe('What the client asks for'),
	competition: numberOrNull.describe('How many others have applied so far'),
	client: z
		.object({
			rating,
			spent: money.nullable().default(null),
			hires: numberOrNull,
			hireRatePercent: numberOrNull.describe('0 to 100, postings for which somebody was hired'),
			paymentVerified: z.boolean().nullable().default(null),
		})
		.nullable()
		.default(null)
		.describe('The one who pays'),
});

export const contactSchema = z.object({
	record: z.literal('contact'),
	...base,
	person,
	phone: textOrNull,
	email: textOrNull,
	rating,
	text: plainText,
});

export const messageSchema = z.object({
	record: z.literal('message'),
	...base,
	threadId: z
		.string()
		.describe(
			'Interlocutor on Kwork, or `order:` and the ID of the order; chat on Avito, room on Upwork',
		),
	direction: z.enum(['in', 'out']).nullable().describe('null where it is not known who wrote it'),
	text: z.string(),
	person: person.nullable().default(null),
	isRead: z.boolean().nullable().default(null),
});

/** A person who looks for work. */
export const candidateSchema = z.object({
	record: z.literal('candidate'),
	...base,
	title: z.string().default('').describe('Position wanted'),
	person,
	phone: textOrNull,
	email: textOrNull,
	money: money.nullable().default(null).describe('Salary wanted'),
	region: textOrNull,
	age: numberOrNull.describe('Years'),
	experienceYears: numberOrNull,
	stage: textOrNull.describe('Where the candidate stands in the selection'),
	text: plainText,
});

/** What other nodes have added to the item stays on it. */
function reader<T>(kind: string, schema: z.ZodType<T>): (value: unknown) => T {
	return (value) => {
		const result = schema.safeParse(value);
		if (result.success) return result.data;
		throw failures.notARecord(
			kind,
			result.error.issues.map(({ path, message }) => `${path.join('.') || kind}: ${message}`),
		);
	};
}

export const readLead: (value: unknown) => Lead = reader('lead', leadSchema.loose());
export const readContact: (value: unknown) => Contact = reader('contact', contactSchema.loose());
export const readMessage: (value: unknown) => Message = reader('message', messageSchema.loose());
export const readCandidate: (value: unknown) => Candidate = reader(
	'candidate',
	candidateSchema.loose(),
);
