import type { AvitoClient } from '../client';
import type { ChatCoverage } from '../chatCollection';
import type { ApplicationFilters } from '../applications';
import type { ResumeFilters } from '../resumeFilters';
import type { Application, Chat, Resume, ResumeCard } from '../schemas';
import { failures, isAboutOneThing } from '../failures';
import { asError } from '../../errors';
import { collect, mapInOrder } from '../../streams';
import type { ClassifyOptions } from './classify';
import { classifyCandidate } from './classify';
import { joinCandidates } from './join';
import type { ChatKnowledge } from './status';
import type {
	CandidateProfile,
	ClassifiedCandidate,
	ContactsOfResume,
	ContactsOutcome,
	ResumeState,
} from './types';

export interface CollectOptions extends ClassifyOptions {
	/** Any of the three sources, joined. */
	resumeIds?: readonly number[];
	applications?: ApplicationFilters & { limit?: number };
	/** Only resumes that are bought already are taken from the search. */
	search?: ResumeFilters & { limit?: number };
	/** Reads contacts of bought resumes, which is free; nothing is ever bought here. */
	withContacts?: boolean;
	/** `full` reads every chat's messages, `lastMessage` only looks at the list, `none` at nothing. */
	chats?: 'full' | 'lastMessage' | 'none';
	concurrency?: number;
	signal?: AbortSignal;
}

export interface Collection {
	candidates: ClassifiedCandidate[];
	coverage?: ChatCoverage;
	/** Failures that left a gap, by kind. */
	errors: Record<string, number>;
	/** Contacts taken from the package: what Avito reported, and always meant to be 0. */
	contactsSpent: number;
}

function outcomeOf(error: unknown): ContactsOutcome {
	if (failures.employerNotVerified.is(error)) return 'verification_required';
	const isPayment = failures.packageEmpty.is(error) || failures.subscriptionRequired.is(error);
	if (isPayment) return 'payment_required';
	return failures.notFound.is(error) ? 'not_found' : 'error';
}

/**
 * Whether Avito itself said that there is no chat: the contacts were read and hold none, or the
 * person has only applied by phone (avito.md 3.4, 3.5). A list that ends at its cap says nothing
 * against it. A bought resume whose contacts nobody read may have one.
 */
function hasNoChat({ contactsOutcome, resumeId, isPurchased, raw }: CandidateProfile): boolean {
	if (contactsOutcome === 'ok') return true;
	const applications = (raw.applications ?? []) as Application[];
	const isByPhone = applications.every(({ contacts }) => contacts && !contacts.chat?.value);
	return applications.length > 0 && isByPhone && (resumeId === null || isPurchased === false);
}

/** Reads everything about candidates, joins it and classifies their chats (avito.md 6). */
export class CandidateCollector {
	private readonly errors: Record<string, number> = {};

	private readonly resumeStates = new Map<number, ResumeState>();

	private contactsSpent = 0;

	constructor(
		private readonly client: AvitoClient,
		private readonly options: CollectOptions,
	) {}

	async run(): Promise<Collection> {
		const { client, options } = this;
		const accountId = await client.account.id();
		const applications = await this.applications();
		const cards = await this.purchasedCards();
		const resumeIds = this.resumeIds(applications, cards);
		const resumes = await this.resumes(resumeIds);
		const contacts = await this.contacts(resumes, applications);
		const { resumeStates } = this;
		const sources = { accountId, resumeIds, resumes, resumeStates, cards, applications, contacts };
		const mode = options.chats ?? 'full';
		const { chats, coverage } =
			mode === 'none'
				? { chats: [], coverage: undefined }
				: await this.chats(joinCandidates(sources), resumeIds);
		// The list holds everybody's chats: only those of the candidates at hand are of interest.
		const wanted = new Set(resumeIds.map(String));
		const chosen = joinCandidates({ ...sources, chats }).filter(
			({ resumeId, applicationIds }) =>
				applicationIds.length > 0 || (resumeId !== null && wanted.has(resumeId)),
		);
		const candidates: ClassifiedCandidate[] = [];
		const { concurrency = 8 } = options;
		const classify = { ...options, accountId };
		const classified = mapInOrder(chosen, concurrency, async (profile) =>
			classifyCandidate(profile, await this.knowledge(profile, coverage), classify),
		);
		for await (const candidate of classified) candidates.push(candidate);
		return { candidates, coverage, errors: this.errors, contactsSpent: this.contactsSpent };
	}

	private async applications(): Promise<Application[]> {
		if (!this.options.applications) return [];
		const { limit, ...filters } = this.options.applications;
		const { signal } = this.options;
		return await collect(this.client.applications.list(filters, { limit, signal }));
	}

	private async purchasedCards(): Promise<ResumeCard[]> {
		if (!this.options.search) return [];
		const { limit = Infinity, ...filters } = this.options.search;
		const cards: ResumeCard[] = [];
		for await (const card of this.client.resumes.search(filters, { signal: this.options.signal })) {
			if (card.is_purchased) cards.push(card);
			if (cards.length >= limit) break;
		}
		return cards;
	}

	private resumeIds(applications: readonly Application[], cards: readonly ResumeCard[]): number[] {
		const ofApplications = applications.flatMap(({ applicant }) => {
			const id = Number(applicant?.resume_id ?? Number.NaN);
			return Number.isSafeInteger(id) && id > 0 ? [id] : [];
		});
		return [
			...new Set([
				...(this.options.resumeIds ?? []),
				...ofApplications,
				...cards.map(({ id }) => id),
			]),
		];
	}

	private async resumes(ids: readonly number[]): Promise<Resume[]> {
		const { concurrency, signal } = this.options;
		const found: Resume[] = [];
		const answers = this.client.resumes.getMany(ids, { concurrency, signal });
		for await (const { id, resume, failure } of answers) {
			if (resume) found.push(resume);
			else this.count(failure?.kind ?? 'notFound');
			this.resumeStates.set(id, resume ? 'read' : failure ? 'unknown' : 'missing');
		}
		return found;
	}

	private async contacts(
		resumes: readonly Resume[],
		applications: readonly Application[],
	): Promise<ContactsOfResume[]> {
		if (this.options.withContacts === false) return [];
		const applied = new Set(applications.map(({ applicant }) => applicant?.resume_id));
		const bought = resumes.filter(
			({ id, is_purchased }) => is_purchased && !applied.has(String(id)),
		);
		const { concurrency = 8 } = this.options;
		return await collect(
			mapInOrder(bought, concurrency, async ({ id }) => await this.contactsOf(id)),
		);
	}

	private async contactsOf(resumeId: number): Promise<ContactsOfResume> {
		try {
			const { signal } = this.options;
			// No ceiling is handed over, so nothing can be bought.
			const found = await this.client.contacts.get(resumeId, { signal });
			this.contactsSpent += found.spent;
			const { status, name, phones, emails, chatId, raw } = found;
			return { resumeId, outcome: status, name, phones, emails, chatId, raw };
		} catch (error) {
			if (!isAboutOneThing(error)) throw asError(error);
			this.count(error.kind);
			return { resumeId, outcome: outcomeOf(error) };
		}
	}

	/** The list is read only where somebody's chat is not known by its id. */
	private async chats(
		profiles: readonly CandidateProfile[],
		resumeIds: readonly number[],
	): Promise<{ chats: Chat[]; coverage: ChatCoverage }> {
		const { concurrency, signal } = this.options;
		const knownIds = profiles.flatMap(({ chatId, otherChatIds }) =>
			chatId === null ? [] : [chatId, ...otherChatIds],
		);
		const collected = await this.client.chats.collect({
			knownIds,
			list: profiles.some(({ chatId }) => chatId === null),
			itemIds: async () => [...resumeIds, ...(await this.client.items.ownVacancyIds(signal))],
			concurrency,
			signal,
		});
		for (const { reason } of collected.coverage.failed) this.count(reason);
		if (collected.coverage.itemsFailed) this.count(collected.coverage.itemsFailed);
		return collected;
	}

	private async knowledge(
		profile: CandidateProfile,
		coverage: ChatCoverage | undefined,
	): Promise<ChatKnowledge> {
		const { chatId } = profile;
		if (chatId === null) {
			return coverage?.complete || (coverage && hasNoChat(profile))
				? { state: 'absent', reason: 'no_chat_id' }
				: { state: 'unknown', reason: 'not_covered' };
		}
		if (!coverage) return { state: 'unknown', reason: 'not_covered' };
		if (coverage.absent.includes(chatId)) return { state: 'absent', reason: 'chat_404' };
		if (coverage.failed.some(({ id }) => id === chatId)) {
			return { state: 'unknown', reason: 'fetch_failed' };
		}
		if (this.options.chats === 'lastMessage') {
			const chat = profile.raw.chat as Chat | undefined;
			return { state: 'lastMessage', message: chat?.last_message ?? undefined };
		}
		return await this.messages(chatId);
	}

	private async messages(chatId: string): Promise<ChatKnowledge> {
		try {
			const { signal } = this.options;
			const { messages, capHit } = await this.client.messages.list(chatId, { signal });
			return { state: 'loaded', messages, complete: !capHit };
		} catch (error) {
			if (!isAboutOneThing(error)) throw asError(error);
			if (error.kind === 'notFound') return { state: 'absent', reason: 'chat_404' };
			this.count(error.kind);
			return { state: 'unknown', reason: 'fetch_failed' };
		}
	}

	private count(kind: string): void {
		this.errors[kind] = (this.errors[kind] ?? 0) + 1;
	}
}
