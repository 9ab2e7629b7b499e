import { createDice, type Dice } from '../core/dice';
import type { Random } from '../../lib/time';
import {
	drawContract,
	drawOffer,
	drawProposal,
	drawRoom,
	drawTransactions,
	drawWorkDays,
} from './seed/business';
import { drawJob, drawTimes } from './seed/jobs';
import { drawClient, drawPerson, seedKeys, seedOrganizations, seedViewer } from './seed/people';
import type { SeedSizes } from './settings';
import type {
	AccessToken,
	ApiKey,
	AuthorizationCode,
	ClientFacts,
	Contract,
	Job,
	Offer,
	Organization,
	Person,
	Proposal,
	RefreshToken,
	Room,
	Transaction,
	WorkDay,
} from './types';

/** Everything the local Upwork knows. */
export interface UpworkState {
	keys: ApiKey[];
	viewer: Person;
	organizations: Organization[];
	people: Map<string, Person>;
	clients: ClientFacts[];
	jobs: Map<string, Job>;
	/** Of the viewer's organizations. */
	proposals: Map<string, Proposal>;
	/** Of other people, to the jobs that the viewer's client company posted. */
	receivedProposals: Map<string, Proposal>;
	rooms: Map<string, Room>;
	offers: Map<string, Offer>;
	contracts: Map<string, Contract>;
	workDays: WorkDay[];
	transactions: Transaction[];
	accessTokens: Map<string, AccessToken>;
	refreshTokens: Map<string, RefreshToken>;
	codes: Map<string, AuthorizationCode>;
	/** Job ids with an unanswered invitation. */
	invitations: Set<string>;
	nextNumber: number;
	dice: Dice;
}

/** Draws the whole seed; the same `random` and `now` give the same state. */
export function createState(random: Random, now: number, sizes: SeedSizes): UpworkState {
	const dice = createDice(random);
	const viewer = seedViewer();
	const people = new Map([[viewer.id, viewer]]);
	const clients: ClientFacts[] = [];
	for (let index = 1; index <= 40; index++) {
		const person = drawPerson(dice, index);
		people.set(person.id, person);
		clients.push(drawClient(dice, index, person));
	}
	const state: UpworkState = {
		keys: seedKeys(),
		viewer,
		organizations: seedOrganizations(),
		people,
		clients,
		jobs: new Map(),
		proposals: new Map(),
		receivedProposals: new Map(),
		rooms: new Map(),
		offers: new Map(),
		contracts: new Map(),
		workDays: [],
		transactions: [],
		accessTokens: new Map(),
		refreshTokens: new Map(),
		codes: new Map(),
		invitations: new Set(),
		nextNumber: sizes.jobs + 1,
		dice,
	};
	for (const [index, at] of drawTimes(dice, sizes.jobs, now, sizes.weeks).entries()) {
		const job = drawJob(dice, index, dice.pick(clients), at);
		state.jobs.set(job.id, job);
	}
	addProposals(state, sizes, now);
	addBusiness(state, now);
	addRooms(state, sizes, now);
	addClientSide(state, now);
	return state;
}

function vendorSide(state: UpworkState, index: number) {
	const organization = state.organizations[index % 4 === 3 ? 1 : 0];
	if (organization === undefined) throw new Error('The seed has no organization');
	return { organization, person: state.viewer };
}

function addProposals(state: UpworkState, sizes: SeedSizes, now: number): void {
	const jobs = [...state.jobs.values()];
	const step = Math.max(1, Math.floor(jobs.length / sizes.proposals));
	for (let index = 0; index < sizes.proposals; index++) {
		const job = jobs[(index * step) % jobs.length];
		if (job === undefined) continue;
		const proposal = drawProposal(state.dice, index, job, vendorSide(state, index), now);
		state.proposals.set(proposal.id, proposal);
	}
}

/** Offers behind "Offered" and "Hired" proposals, contracts, hours and payments behind the latter. */
function addBusiness(state: UpworkState, now: number): void {
	for (const [index, proposal] of [...state.proposals.values()].entries()) {
		const job = state.jobs.get(proposal.jobId);
		if (job === undefined || !['Offered', 'Hired'].includes(proposal.status)) continue;
		const hired = proposal.status === 'Hired';
		const offer = drawOffer(index, proposal, job, hired ? 'Accepted' : 'New');
		state.offers.set(offer.id, offer);
		if (!hired) continue;
		const contract = drawContract(state.dice, state.contracts.size, offer, now);
		offer.contractId = contract.id;
		state.contracts.set(contract.id, contract);
		state.workDays.push(...drawWorkDays(state.dice, contract, now));
		state.transactions.push(...drawTransactions(contract, state.contracts.size, now));
	}
}

function addRooms(state: UpworkState, sizes: SeedSizes, now: number): void {
	const jobs = [...state.jobs.values()];
	const talking = [...state.proposals.values()].filter(({ status }) =>
		['Activated', 'Offered', 'Hired'].includes(status),
	);
	for (let index = 0; index < sizes.rooms; index++) {
		const proposal = talking[index];
		const job = state.jobs.get(proposal?.jobId ?? '') ?? state.dice.pick(jobs);
		const organization = state.organizations.find(({ id }) => id === proposal?.organizationId);
		const side =
			organization === undefined
				? vendorSide(state, index)
				: { organization, person: state.viewer };
		const room = drawRoom(state.dice, job, side, now);
		if (proposal !== undefined) {
			const offers = [...state.offers.values()].filter((offer) => offer.proposalId === proposal.id);
			room.type = 'INTERVIEW';
			room.proposalId = proposal.id;
			room.offerIds = offers.map((offer) => offer.id);
			room.contractId = offers.find((offer) => offer.contractId !== null)?.contractId ?? null;
		}
		state.rooms.set(room.id, room);
	}
	const deleted = state.clients.at(-1);
	const person = state.people.get(deleted?.personId ?? '');
	if (person !== undefined) person.name = null;
}

/** Three jobs that the viewer's client company posted, with proposals of others. */
function addClientSide(state: UpworkState, now: number): void {
	const company = state.organizations.find(({ kind }) => kind === 'client');
	const [base] = state.clients;
	if (company === undefined || base === undefined) return;
	const facts = {
		...base,
		organizationId: company.id,
		name: company.name,
		personId: state.viewer.id,
	};
	const others = [...state.people.values()].filter((person) => person !== state.viewer);
	for (let index = 0; index < 3; index++) {
		const at = now - (index + 1) * 26 * 3_600_000;
		const job = drawJob(state.dice, 900_000 + index, facts, at);
		state.jobs.set(job.id, job);
		for (let place = 0; place < 5; place++) {
			const side = {
				organization: {
					id: String(1_435_000_000_000_000_000n + BigInt(index * 10 + place)),
					rid: String(43_000_000 + index * 10 + place),
					name: 'Independent',
					kind: 'personal' as const,
					connects: 0,
				},
				person: state.dice.pick(others),
			};
			const number = 500_000 + index * 10 + place;
			const proposal = drawProposal(state.dice, number, job, side, now);
			state.receivedProposals.set(proposal.id, proposal);
		}
	}
}

/** A new job published now. */
export function addJob(state: UpworkState, now: number, changes: Partial<Job> = {}): Job {
	const job: Job = {
		...drawJob(state.dice, state.nextNumber++, state.dice.pick(state.clients), now),
		isOpen: true,
		freelancersToHire: 1,
		hired: 0,
		renewedAt: null,
		totalApplicants: 0,
		...changes,
	};
	state.jobs.set(job.id, job);
	return job;
}
