import type { Random } from '../../lib/time';
import { seedAccounts, seedApplication, seedEmployees } from './seed/accounts';
import { drawApplication } from './seed/applications';
import { drawChat } from './seed/chats';
import { createDice, type Dice } from '../core/dice';
import { drawResume } from './seed/resumes';
import { drawVacancy, OTHER_EMPLOYER_IDS } from './seed/vacancies';
import type { SeedSizes } from './settings';
import type {
	AccessToken,
	Application,
	AuthorizationCode,
	AvitoAccount,
	AvitoApplication,
	BlacklistEntry,
	Chat,
	Employee,
	Operation,
	RefreshToken,
	Resume,
	Subscription,
	UploadedImage,
	Vacancy,
	VacancyTask,
} from './types';

const DAY = 24 * 3_600_000;

/** Everything the local Avito knows. */
export interface AvitoState {
	accounts: AvitoAccount[];
	application: AvitoApplication;
	employees: Employee[];
	resumes: Map<number, Resume>;
	/** Resume ids with opened contacts, by account id. */
	purchased: Map<number, Set<number>>;
	/** Own and foreign ones. */
	vacancies: Map<number, Vacancy>;
	vacancyTasks: VacancyTask[];
	/** By id, in no order. */
	applications: Map<string, Application>;
	chats: Map<string, Chat>;
	blacklist: BlacklistEntry[];
	images: Map<string, UploadedImage>;
	operations: Operation[];
	accessTokens: Map<string, AccessToken>;
	refreshTokens: Map<string, RefreshToken>;
	codes: Map<string, AuthorizationCode>;
	applicationWebhooks: Subscription[];
	messageWebhooks: Subscription[];
	/** Next free number for things that are made later. */
	nextNumber: number;
	dice: Dice;
}

/** The account that owns the seed's vacancies, applications and chats. */
export function mainAccount(state: AvitoState): AvitoAccount {
	const account = state.accounts[0];
	if (account === undefined) throw new Error('The seed has no account');
	return account;
}

/** Draws the whole seed; the same `random` and `now` give the same state. */
export function createState(random: Random, now: number, sizes: SeedSizes): AvitoState {
	const dice = createDice(random);
	const accounts = seedAccounts();
	const state: AvitoState = {
		accounts,
		application: seedApplication(),
		employees: seedEmployees(),
		resumes: new Map(),
		purchased: new Map(accounts.map((account) => [account.id, new Set<number>()])),
		vacancies: new Map(),
		vacancyTasks: [],
		applications: new Map(),
		chats: new Map(),
		blacklist: [],
		images: new Map(),
		operations: [],
		accessTokens: new Map(),
		refreshTokens: new Map(),
		codes: new Map(),
		applicationWebhooks: [],
		messageWebhooks: [],
		nextNumber: sizes.resumes + 1,
		dice,
	};
	for (let index = 0; index < sizes.resumes; index++) {
		const resume = drawResume(dice, index, now);
		state.resumes.set(resume.id, resume);
	}
	addVacancies(state, sizes, now);
	addApplications(state, sizes, now);
	addPurchases(state, now);
	addChats(state, sizes, now);
	return state;
}

function addVacancies(state: AvitoState, sizes: SeedSizes, now: number): void {
	const { dice } = state;
	const owner = mainAccount(state);
	for (let index = 0; index < sizes.vacancies + sizes.otherVacancies; index++) {
		const own = index < sizes.vacancies;
		const ownerId = own ? owner.id : dice.pick(OTHER_EMPLOYER_IDS);
		const companyName = own ? owner.name : '';
		const vacancy = drawVacancy(dice, index, { id: ownerId, companyName }, now);
		if (own && index % 5 === 1) vacancy.employeeId = state.employees[0]?.employeeId ?? null;
		if (own && index === sizes.vacancies - 1) vacancy.status = 'archived';
		if (own && index === sizes.vacancies - 2) vacancy.status = 'blocked';
		state.vacancies.set(vacancy.id, vacancy);
	}
}

function addApplications(state: AvitoState, sizes: SeedSizes, now: number): void {
	const { dice } = state;
	const people = [...state.resumes.values()];
	const own = ownVacancies(state, mainAccount(state).id);
	for (let index = 0; index < sizes.applications; index++) {
		const createdAt = now - dice.int(10, 21 * 24 * 60) * 60_000;
		const application = drawApplication(dice, dice.pick(people), dice.pick(own), createdAt, now);
		state.applications.set(application.id, application);
	}
}

/** About a seventh of the people were bought before; most of them have a chat, some do not. */
function addPurchases(state: AvitoState, now: number): void {
	const account = mainAccount(state);
	const purchased = purchasesOf(state, account.id);
	for (const resume of state.resumes.values()) {
		if (!state.dice.chance(14)) continue;
		purchased.add(resume.id);
		const at = now - state.dice.int(1, 20 * 24) * 3_600_000;
		if (at > now - 360 * DAY) state.operations.push(contactOperation(resume.id, at));
	}
}

/** The line that an opened contact leaves in the operations history. */
export function contactOperation(resumeId: number, at: number): Operation {
	return {
		at,
		type: 'признание выручки',
		name: 'Просмотр контактов резюме',
		serviceType: 'cv',
		serviceId: 77,
		serviceName: 'Доступ к резюме',
		itemId: resumeId,
		roubles: 150,
		bonus: 0,
	};
}

function addChats(state: AvitoState, sizes: SeedSizes, now: number): void {
	const { dice } = state;
	const account = mainAccount(state);
	const own = ownVacancies(state, account.id);
	const add = (id: string, type: Chat['type'], person: Resume, itemId: number | null) => {
		if (state.chats.size >= sizes.chats || state.chats.has(id)) return;
		const partner = { partnerId: person.userId, partnerName: person.firstName };
		const lastAt = now - dice.int(1, 30 * 24 * 60) * 60_000;
		const chat = drawChat(dice, { id, type, accountId: account.id, ...partner, itemId }, lastAt);
		state.chats.set(id, chat);
	};
	for (const resumeId of purchasesOf(state, account.id)) {
		const resume = state.resumes.get(resumeId);
		if (resume !== undefined && !dice.chance(12)) add(resume.chatId, 'u2i', resume, resume.id);
	}
	for (const application of state.applications.values()) {
		const person = [...state.resumes.values()].find(
			(resume) => resume.userId === application.applicantId,
		);
		if (person !== undefined && application.chatId !== null) {
			add(application.chatId, 'u2i', person, application.vacancyId);
		}
	}
	const people = [...state.resumes.values()];
	while (state.chats.size < sizes.chats) {
		const person = dice.pick(people);
		const kind = dice.int(1, 10);
		if (kind <= 8) {
			const itemId = dice.pick(own).id;
			const id = dice.chance(20) ? `u2i-${itemId}-${person.userId}` : `u2i-${dice.urlSafe(22)}`;
			add(id, 'u2i', person, itemId);
		} else if (kind === 9) add(`u2u-${dice.urlSafe(22)}`, 'u2u', person, null);
		else add(`a2u-${dice.urlSafe(22)}`, 'a2u', person, null);
	}
}

export function ownVacancies(state: AvitoState, accountId: number): Vacancy[] {
	return [...state.vacancies.values()].filter((vacancy) => vacancy.ownerId === accountId);
}

/** Applications to the account's vacancies, in no order. */
export function applicationsOf(state: AvitoState, accountId: number): Application[] {
	return [...state.applications.values()].filter(
		(application) => state.vacancies.get(application.vacancyId)?.ownerId === accountId,
	);
}

export function purchasesOf(state: AvitoState, accountId: number): Set<number> {
	const existing = state.purchased.get(accountId);
	if (existing !== undefined) return existing;
	const created = new Set<number>();
	state.purchased.set(accountId, created);
	return created;
}

/** A new person who looks for work now, for events that need one. */
export function addResume(state: AvitoState, now: number): Resume {
	const resume = drawResume(state.dice, state.nextNumber++, now);
	Object.assign(resume, { isActive: true, updatedAt: now });
	state.resumes.set(resume.id, resume);
	return resume;
}
