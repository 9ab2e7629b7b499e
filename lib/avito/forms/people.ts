import type { Candidate, Contact } from '../../records';
import { dedupeKey, isoFromText, person, stageOf } from '../../records';
import { normalisePhone } from '../candidates/phones';
import type { AvitoSelf } from '../account';
import type { ContactsResult } from '../contacts';
import type { Application, Resume, ResumeCard } from '../schemas';

const SITE = 'https://www.avito.ru';

/** Avito gives paths of resumes and vacancies, and addresses of items. */
export const siteUrl = (path: string | null | undefined): string | null =>
	path ? new URL(path, SITE).href : null;

/** Dates of the resume search carry no zone and mean Moscow (avito.md 3.3). */
export const moscowIso = (text: string | null | undefined): string | null =>
	isoFromText(text && !/(z|[+-]\d\d:?\d\d)$/i.test(text) ? `${text}+03:00` : text);

const textOf = (value: unknown): string | null =>
	typeof value === 'string' && value !== '' ? value : null;
const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

export const accountForms = {
	simplify: (self: AvitoSelf) => ({
		id: self.id,
		name: self.name ?? null,
		email: self.email ?? null,
		phone: self.phone ?? null,
		url: self.profile_url ?? null,
	}),
};

const roubles = (salary: number | null | undefined): Candidate['money'] =>
	salary ? { amount: salary, currency: 'RUB', kind: 'monthly' } : null;

export const resumeCardForms = {
	simplify: (card: ResumeCard) => ({
		id: card.id,
		title: card.title ?? null,
		city: card.address_details?.location ?? card.location?.title ?? null,
		salary: card.salary ?? null,
		age: card.age ?? null,
		experienceYears: card.total_experience ?? null,
		specialization: card.specialization?.title ?? null,
		isPurchased: card.is_purchased ?? null,
		updatedAt: moscowIso(card.updated_at ?? card.updated),
	}),
	record: (card: ResumeCard): Candidate => ({
		record: 'candidate',
		version: 1,
		source: 'avito',
		sourceId: String(card.id),
		url: null,
		dedupeKey: dedupeKey('avito', 'resume', card.id),
		createdAt: moscowIso(card.created_at ?? card.created),
		updatedAt: moscowIso(card.updated_at ?? card.updated),
		title: card.title ?? '',
		person: person({}),
		phone: null,
		email: null,
		money: roubles(card.salary),
		region: card.address_details?.location ?? card.location?.title ?? null,
		age: card.age ?? null,
		experienceYears: card.total_experience ?? null,
		stage: null,
		text: '',
	}),
};

export const resumeForms = {
	simplify: (resume: Resume) => ({
		id: resume.id,
		title: resume.title ?? null,
		description: resume.description ?? null,
		city: resume.address_details?.location ?? null,
		salary: resume.salary ?? null,
		age: numberOf(resume.params?.age),
		experienceYears: numberOf(resume.params?.experience),
		isActive: resume.is_active ?? null,
		isPurchased: resume.is_purchased ?? null,
		updatedAt: isoFromText(resume.update_time),
		url: siteUrl(resume.url),
	}),
	record: (resume: Resume): Candidate => ({
		record: 'candidate',
		version: 1,
		source: 'avito',
		sourceId: String(resume.id),
		url: siteUrl(resume.url),
		dedupeKey: dedupeKey('avito', 'resume', resume.id),
		createdAt: isoFromText(resume.start_time),
		updatedAt: isoFromText(resume.update_time),
		title: resume.title ?? '',
		person: person({ country: textOf(resume.params?.nationality) }),
		phone: null,
		email: null,
		money: roubles(resume.salary),
		region: resume.address_details?.location ?? null,
		age: numberOf(resume.params?.age),
		experienceYears: numberOf(resume.params?.experience),
		stage: null,
		text: resume.description ?? '',
	}),
};

export const contactsForms = {
	simplify: (result: ContactsResult) => ({
		resumeId: result.resumeId,
		status: result.status,
		alreadyBought: result.alreadyBought,
		cost: result.cost,
		spent: result.spent,
		name: result.name ?? null,
		phones: result.phones,
		emails: result.emails,
		chatId: result.chatId ?? null,
	}),
	record: (result: ContactsResult): Contact => ({
		record: 'contact',
		version: 1,
		source: 'avito',
		sourceId: String(result.resumeId),
		url: null,
		dedupeKey: dedupeKey('avito', 'contacts', result.resumeId),
		createdAt: null,
		updatedAt: null,
		person: person({ name: result.name ?? null }),
		phone: result.phones[0] === undefined ? null : normalisePhone(result.phones[0]).value,
		email: result.emails[0] ?? null,
		rating: null,
		text: '',
	}),
};

export const applicationForms = {
	simplify: (application: Application) => ({
		id: application.id,
		state: application.state ?? null,
		vacancyId: application.vacancy_id ?? null,
		resumeId: application.applicant?.resume_id ?? null,
		chatId: application.contacts?.chat?.value ?? null,
		name: application.applicant?.data?.name ?? null,
		phone: application.contacts?.phones?.[0]?.value ?? null,
		isViewed: application.is_viewed ?? null,
		createdAt: isoFromText(application.created_at),
		updatedAt: isoFromText(application.updated_at),
	}),
	record: (application: Application): Candidate => {
		const data = application.applicant?.data;
		const phone = application.contacts?.phones?.[0]?.value;
		return {
			record: 'candidate',
			version: 1,
			source: 'avito',
			sourceId: application.id,
			url: null,
			dedupeKey: dedupeKey('avito', 'application', application.id),
			createdAt: isoFromText(application.created_at),
			updatedAt: isoFromText(application.updated_at),
			title: '',
			person: person({
				id: application.applicant?.id ?? null,
				name: data?.name ?? null,
				country: data?.citizenship ?? null,
			}),
			phone: phone ? normalisePhone(phone).value : null,
			email: null,
			money: null,
			region: null,
			age: null,
			experienceYears: null,
			stage: stageOf('avito', 'application', application.state) ?? application.state ?? null,
			text: '',
		};
	},
};
