import { isoFromText } from '../../records/parts';
import type { Application, Chat, Resume, ResumeCard } from '../schemas';
import { normalisePhone } from './phones';
import type { CandidateProfile, CandidateSources, ContactsOfResume } from './types';

const RESUME_SITE = 'https://www.avito.ru';
const chatUrlOf = (id: string) => `${RESUME_SITE}/profile/messenger/channel/${id}`;

/** The facts that turned out to be about one person. */
interface Group {
	resumeId?: string;
	resume?: Resume;
	card?: ResumeCard;
	contacts?: ContactsOfResume;
	applications: Application[];
	chats: Chat[];
	chatIds: Set<string>;
}

/** Puts keys of the same person together as they turn up (`resume:1` with `chat:a`). */
class Groups {
	private readonly byKey = new Map<string, Group>();

	/** The one group behind these keys, made or merged where needed. */
	of(keys: readonly string[]): Group {
		const known = [...new Set(keys.flatMap((key) => this.byKey.get(key) ?? []))];
		const [group = { applications: [], chats: [], chatIds: new Set<string>() }, ...others] = known;
		for (const other of others) this.absorb(group, other);
		for (const key of keys) this.byKey.set(key, group);
		return group;
	}

	all(): Group[] {
		return [...new Set(this.byKey.values())];
	}

	private absorb(group: Group, other: Group): void {
		group.resumeId ??= other.resumeId;
		group.resume ??= other.resume;
		group.card ??= other.card;
		group.contacts ??= other.contacts;
		group.applications.push(...other.applications);
		group.chats.push(...other.chats);
		for (const id of other.chatIds) group.chatIds.add(id);
		for (const [key, value] of this.byKey) if (value === other) this.byKey.set(key, group);
	}
}

/** A chat about an item of somebody else is about that person's resume (avito.md 4.3). */
function resumeIdOfChat(chat: Chat, accountId: number | undefined): string | undefined {
	const item = chat.context?.value;
	if (!item?.id || !item.user_id || item.user_id === accountId) return undefined;
	return String(item.id);
}

function groupsOf(sources: CandidateSources): Group[] {
	const groups = new Groups();
	const ofResume = (id: string, ...more: string[]): Group => {
		const group = groups.of([`resume:${id}`, ...more]);
		group.resumeId ??= id;
		return group;
	};
	for (const id of sources.resumeIds ?? []) ofResume(String(id));
	for (const resume of sources.resumes ?? []) ofResume(String(resume.id)).resume = resume;
	for (const card of sources.cards ?? []) ofResume(String(card.id)).card = card;
	for (const contacts of sources.contacts ?? []) {
		const chatKeys = contacts.chatId ? [`chat:${contacts.chatId}`] : [];
		const group = ofResume(String(contacts.resumeId), ...chatKeys);
		group.contacts = contacts;
		if (contacts.chatId) group.chatIds.add(contacts.chatId);
	}
	for (const application of sources.applications ?? []) {
		const resumeId = application.applicant?.resume_id;
		const chatId = application.contacts?.chat?.value;
		const keys = [
			...(resumeId ? [`resume:${resumeId}`] : []),
			...(chatId ? [`chat:${chatId}`] : []),
			`application:${application.id}`,
		];
		const group = groups.of(keys);
		group.resumeId ??= resumeId ?? undefined;
		group.applications.push(application);
		if (chatId) group.chatIds.add(chatId);
	}
	for (const chat of sources.chats ?? []) {
		const resumeId = resumeIdOfChat(chat, sources.accountId);
		const key = `chat:${chat.id}`;
		const group = resumeId ? ofResume(resumeId, key) : groups.of([key]);
		group.chats.push(chat);
		group.chatIds.add(chat.id);
	}
	return groups.all();
}

const firstText = (...values: Array<string | null | undefined>): string | null =>
	values.find((value) => value !== undefined && value !== null && value.trim() !== '') ?? null;

/** Search dates carry no zone and mean Moscow (avito.md 3.3). */
const moscowTime = (text: string | null | undefined): string | null =>
	isoFromText(text && !/(z|[+-]\d\d:?\d\d)$/i.test(text) ? `${text}+03:00` : text);

function profileOf(group: Group, sources: CandidateSources): CandidateProfile {
	const { accountId, resumeStates } = sources;
	const { resume, card, contacts } = group;
	const applications = group.applications.toSorted((a, b) =>
		(b.updated_at ?? '').localeCompare(a.updated_at ?? ''),
	);
	const [application] = applications;
	const chats = group.chats.toSorted((a, b) => (b.updated ?? 0) - (a.updated ?? 0));
	const [chat] = chats;
	const [chatId = null, ...otherChatIds] = new Set([
		...chats.map(({ id }) => id),
		...group.chatIds,
	]);
	const person = chat?.users?.find(({ id }) => id !== accountId);
	const address = resume?.address_details ?? card?.address_details;
	const applicant = application?.applicant;
	const applicationPhones = applications.flatMap(({ contacts: given }) =>
		(given?.phones ?? []).flatMap(({ value }) => value ?? []),
	);
	const phone = contacts?.phones?.[0] ?? applicationPhones[0];
	const applicationId = application?.id;
	return {
		key: group.resumeId
			? `resume:${group.resumeId}`
			: chatId !== null
				? `chat:${chatId}`
				: `application:${applicationId ?? ''}`,
		resumeId: group.resumeId ?? null,
		resumeState: resumeStates?.get(Number(group.resumeId)) ?? null,
		applicationIds: applications.map(({ id }) => id),
		vacancyIds: [...new Set(applications.flatMap(({ vacancy_id }) => vacancy_id ?? []))].map(
			String,
		),
		chatId,
		otherChatIds,
		userId: person ? String(person.id) : null,
		name: firstText(contacts?.name, applicant?.data?.name, person?.name),
		title: firstText(resume?.title, card?.title, chat?.context?.value?.title),
		phone: phone === undefined ? null : normalisePhone(phone).value,
		email: contacts?.emails?.[0] ?? null,
		city: firstText(address?.location, card?.location?.title),
		latitude: address?.coordinates?.latitude ?? null,
		longitude: address?.coordinates?.longitude ?? null,
		salary: resume?.salary ?? card?.salary ?? null,
		isActive: resume?.is_active ?? null,
		isPurchased: resume?.is_purchased ?? card?.is_purchased ?? null,
		contactsOutcome: contacts?.outcome ?? (application ? 'from_application' : 'not_asked'),
		purchasedAt: contacts?.purchasedAt ?? null,
		applicationState: application?.state ?? null,
		resumeUrl: resume?.url ? new URL(resume.url, RESUME_SITE).href : null,
		chatUrl: chatId === null ? null : chatUrlOf(chatId),
		createdAt:
			isoFromText(resume?.start_time) ??
			moscowTime(card?.created_at ?? card?.created) ??
			isoFromText(application?.created_at),
		updatedAt:
			isoFromText(resume?.update_time) ??
			moscowTime(card?.updated_at ?? card?.updated) ??
			isoFromText(application?.updated_at),
		raw: { resume: resume ?? card, contacts: contacts?.raw, applications, chat },
	};
}

/**
 * Joins resumes, contacts, applications and chats into persons. What shares a resume or a chat is
 * one person, over any number of steps; ids are compared as text (avito.md pitfall 14).
 */
export function joinCandidates(sources: CandidateSources): CandidateProfile[] {
	return groupsOf(sources).map((group) => profileOf(group, sources));
}
