import { z } from 'zod';
import { ServiceError } from '../errors';
import type { Contact, Lead, Message } from './types';
import { STAGES } from './types';

const textOrNull = z.string().nullable().default(null);
const numberOrNull = z.number().nullable().default(null);

const money = z.object({
	amount: z.number(),
	currency: z.string().length(3),
	kind: z.enum(['fixed', 'budget', 'hourly', 'monthly']),
});

const person = z.object({
	id: textOrNull,
	username: textOrNull,
	name: textOrNull,
	url: textOrNull,
	country: textOrNull,
});

const base = {
	version: z.literal(1).default(1),
	source: z.enum(['kwork', 'avito', 'upwork']),
	sourceId: z.string(),
	url: textOrNull,
	dedupeKey: z.string().min(1),
	createdAt: textOrNull,
	updatedAt: textOrNull,
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
	text: z.string().default(''),
	money: money.nullable().default(null),
	person: person.nullable().default(null),
	stage: z.enum(STAGES).default('new'),
	sourceStatus: textOrNull,
	deadlineAt: textOrNull,
	skills: z.array(z.string()).default([]),
	category: textOrNull,
	level: z.enum(['entry', 'intermediate', 'expert']).nullable().default(null),
	competition: numberOrNull,
	client: z
		.object({
			rating: numberOrNull,
			spent: money.nullable().default(null),
			hires: numberOrNull,
			hireRatePercent: numberOrNull,
			paymentVerified: z.boolean().nullable().default(null),
		})
		.nullable()
		.default(null),
});

export const contactSchema = z.object({
	record: z.literal('contact'),
	...base,
	person,
	phone: textOrNull,
	email: textOrNull,
	rating: numberOrNull,
	text: z.string().default(''),
});

export const messageSchema = z.object({
	record: z.literal('message'),
	...base,
	threadId: z.string(),
	direction: z.enum(['in', 'out']),
	text: z.string(),
	person: person.nullable().default(null),
	isRead: z.boolean().nullable().default(null),
});

/** The item handed in is not the record that the operation works on. */
export class NotARecordError extends ServiceError {
	constructor(kind: string, problems: string[]) {
		super(`The item is not a ${kind}: ${problems.slice(0, 3).join('; ')}`, {
			kind: 'validation',
			remedy: `Set Output to Record in the node that reads it, or make a ${kind} with Freelance Toolkit first.`,
		});
	}
}

function reader<T>(kind: string, schema: z.ZodType<T>): (value: unknown) => T {
	return (value) => {
		const result = schema.safeParse(value);
		if (result.success) return result.data;
		throw new NotARecordError(
			kind,
			result.error.issues.map(({ path, message }) => `${path.join('.') || kind}: ${message}`),
		);
	};
}

export const readLead: (value: unknown) => Lead = reader('lead', leadSchema);
export const readContact: (value: unknown) => Contact = reader('contact', contactSchema);
export const readMessage: (value: unknown) => Message = reader('message', messageSchema);
