import { z } from 'zod';

/** Ids come as numbers and as digits in a string (avito.md 0, pitfalls 13 and 14). */
export const numericId = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]);

/** An id that is only handed on. */
export const textId = z.union([z.string(), z.number().transform(String)]);

const optionalText = z.string().nullish();
const optionalNumber = z.number().nullish();

export const titled = z.looseObject({ id: numericId.nullish(), title: optionalText });

export const coordinates = z.looseObject({ latitude: optionalNumber, longitude: optionalNumber });

export const addressDetails = z.looseObject({
	address: optionalText,
	location: optionalText,
	district: optionalText,
	metro: optionalText,
	coordinates: coordinates.nullish(),
});

export const fullName = z.looseObject({
	first_name: optionalText,
	last_name: optionalText,
	patronymic: optionalText,
});

/** Short card of the search. Dates are called both ways, without a zone: Moscow (avito.md 3.3). */
export const resumeCard = z.looseObject({
	id: numericId,
	title: optionalText,
	age: optionalNumber,
	gender: optionalText,
	education_level: optionalText,
	total_experience: optionalNumber,
	salary: optionalNumber,
	is_purchased: z.boolean().nullish(),
	specialization: titled.nullish(),
	nationality: titled.nullish(),
	location: titled.nullish(),
	address_details: addressDetails.nullish(),
	created_at: optionalText,
	updated_at: optionalText,
	created: optionalText,
	updated: optionalText,
});
export type ResumeCard = z.infer<typeof resumeCard>;

/** The whole resume. No name and no contacts in it; unknown `params` appear over time (3.4). */
export const resume = z.looseObject({
	id: numericId,
	title: optionalText,
	description: optionalText,
	url: optionalText,
	is_active: z.boolean().nullish(),
	is_purchased: z.boolean().nullish(),
	salary: optionalNumber,
	start_time: optionalText,
	update_time: optionalText,
	address_details: addressDetails.nullish(),
	photos: z.array(z.looseObject({ url: optionalText })).nullish(),
	params: z.record(z.string(), z.unknown()).nullish(),
});
export type Resume = z.infer<typeof resume>;

/** `already_bought` is the state before the call: `false` means that this call paid (3.4). */
export const resumeContacts = z.looseObject({
	already_bought: z.boolean().nullish(),
	name: optionalText,
	full_name: fullName.nullish(),
	contacts: z.array(z.looseObject({ type: z.string(), value: textId.nullish() })).nullish(),
});
export type ResumeContacts = z.infer<typeof resumeContacts>;

export const applicationHead = z.looseObject({
	id: z.string(),
	state: optionalText,
	created_at: optionalText,
	updated_at: optionalText,
});
export type ApplicationHead = z.infer<typeof applicationHead>;

export const application = applicationHead.extend({
	vacancy_id: numericId.nullish(),
	type: optionalText,
	is_viewed: z.boolean().nullish(),
	negotiation_id: numericId.nullish(),
	employee_id: numericId.nullish(),
	source: optionalText,
	price: z.looseObject({}).nullish(),
	applicant: z
		.looseObject({
			id: textId.nullish(),
			resume_id: textId.nullish(),
			data: z
				.looseObject({
					name: optionalText,
					full_name: fullName.nullish(),
					birthday: optionalText,
					citizenship: optionalText,
				})
				.nullish(),
		})
		.nullish(),
	contacts: z
		.looseObject({
			chat: z.looseObject({ value: optionalText }).nullish(),
			phones: z.array(z.looseObject({ value: textId.nullish(), status: optionalText })).nullish(),
		})
		.nullish(),
	prevalidation: z.looseObject({ status: optionalText }).nullish(),
	enriched_properties: z.looseObject({ status: optionalText }).nullish(),
});
export type Application = z.infer<typeof application>;

/** Content has one key per type; a type that is not known stays as it came (4.4). */
export const messageContent = z.looseObject({
	text: optionalText,
	flow_id: optionalText,
	voice: z.looseObject({ voice_id: optionalText }).nullish(),
});

export const message = z.looseObject({
	id: z.string(),
	author_id: numericId.nullish(),
	/** Unix seconds. */
	created: z.number(),
	direction: z.string().nullish(),
	type: z.string().nullish(),
	content: messageContent.nullish(),
	/** Read by us. */
	is_read: z.boolean().nullish(),
	isRead: z.boolean().nullish(),
	/** Unix seconds at which the other side read an outgoing message. */
	read: z.number().nullish(),
});
export type Message = z.infer<typeof message>;

export const chat = z.looseObject({
	id: z.string(),
	/** Unix seconds. */
	created: z.number().nullish(),
	updated: z.number().nullish(),
	context: z
		.looseObject({
			type: optionalText,
			value: z
				.looseObject({
					id: numericId.nullish(),
					title: optionalText,
					url: optionalText,
					user_id: numericId.nullish(),
					price_string: optionalText,
					status_id: optionalNumber,
				})
				.nullish(),
		})
		.nullish(),
	users: z.array(z.looseObject({ id: numericId, name: optionalText })).nullish(),
	last_message: message.partial({ id: true, created: true }).nullish(),
});
export type Chat = z.infer<typeof chat>;

/** A chat and whose it is: which of its people is the account itself is not in Avito's body. */
export type AccountChat = Chat & { account_id: number };

export const item = z.looseObject({
	id: numericId,
	title: optionalText,
	status: optionalText,
	price: optionalNumber,
	url: optionalText,
	address: optionalText,
	category: z.looseObject({ id: numericId.nullish(), name: optionalText }).nullish(),
});
export type Item = z.infer<typeof item>;

/** What `GET …/items/{id}/` tells: the state of one item, without its text (5.2). */
export const itemState = z.looseObject({
	status: optionalText,
	url: optionalText,
	start_time: optionalText,
	finish_time: optionalText,
	autoload_item_id: textId.nullish(),
	vas: z.array(z.looseObject({})).nullish(),
});
export type ItemState = z.infer<typeof itemState>;

export const vacancy = z.looseObject({
	id: numericId,
	uuid: optionalText,
	title: optionalText,
	description: optionalText,
	url: optionalText,
	is_active: z.boolean().nullish(),
	start_time: optionalText,
	update_time: optionalText,
	auto_renewal: z.boolean().nullish(),
	params: z.record(z.string(), z.unknown()).nullish(),
});
export type Vacancy = z.infer<typeof vacancy>;

/** One hit of the search over all vacancies of Avito; it has no id of its own. */
export const foundVacancy = z.looseObject({
	title: optionalText,
	companyName: optionalText,
	businessArea: optionalText,
	profession: optionalText,
	link: optionalText,
	employer_id: numericId.nullish(),
	seller_id: numericId.nullish(),
});
export type FoundVacancy = z.infer<typeof foundVacancy>;

/** State of an asynchronous create or update; `error` and `vacancy` come later (3.7). */
export const vacancyStatus = z.looseObject({
	id: z.string(),
	last_action: z
		.looseObject({
			status: optionalText,
			datetime: optionalText,
			error: z.looseObject({}).nullish(),
		})
		.nullish(),
	vacancy: z
		.looseObject({
			id: numericId.nullish(),
			url: optionalText,
			status: optionalText,
			moderation_status: optionalText,
		})
		.nullish(),
});
export type VacancyStatus = z.infer<typeof vacancyStatus>;
