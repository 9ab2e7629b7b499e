import { z } from 'zod';
import { skills } from './data/ontology';
import { drawContract, drawOffer, drawRoom } from './seed/business';
import { addJob } from './state';
import type { Job, Proposal, Room } from './types';
import type { UpworkWorld } from './world';

/** The value, or an error that says what is missing. */
export function found<T>(value: T | undefined, what: string): T {
	if (value === undefined) throw new Error(`No ${what}`);
	return value;
}

/** A job as an event describes it. */
export const jobInput = z.object({
	title: z.string().optional(),
	description: z.string().optional(),
	type: z.enum(['HOURLY', 'FIXED']).optional(),
	amount: z.number().optional(),
	hourlyMin: z.number().nullable().optional(),
	hourlyMax: z.number().nullable().optional(),
	level: z.enum(['ENTRY_LEVEL', 'INTERMEDIATE', 'EXPERT']).optional(),
	skills: z.array(z.string()).optional(),
	questions: z.array(z.string()).optional(),
	connectsCost: z.number().int().optional(),
	/** Of the client, as the search writes it: a name, or three letters. */
	country: z.string().optional(),
	/** A posting of the client who posts this one, too; default: any client. */
	clientOf: z.string().optional(),
	/** Milliseconds before now, to publish into the past as delayed indexing does. */
	ageMs: z.number().min(0).default(0),
});

export function dropTokens(world: UpworkWorld, clientId: string): void {
	for (const tokens of [world.state.accessTokens, world.state.refreshTokens]) {
		for (const token of [...tokens.values()]) {
			if (token.clientId === clientId) tokens.delete(token.token);
		}
	}
}

export function newJob(
	world: UpworkWorld,
	{ ageMs, skills: labels, country, clientOf, ...input }: z.output<typeof jobInput>,
) {
	const client =
		clientOf === undefined ? undefined : found(world.state.jobs.get(clientOf), 'job').client;
	const at = world.now() - ageMs;
	const skillIds = labels?.flatMap(
		(label) => skills.find((skill) => skill.label.toLowerCase() === label.toLowerCase())?.id ?? [],
	);
	const changes: Partial<Job> = Object.fromEntries(
		Object.entries({ ...input, client, skillIds, createdAt: at - 1_000, publishedAt: at }).filter(
			([, value]) => value !== undefined,
		),
	);
	const job = addJob(world.state, world.now(), changes);
	if (country !== undefined) job.client = { ...job.client, country };
	return { id: job.id, title: job.title };
}

export function roomOfProposal(world: UpworkWorld, proposal: Proposal): Room {
	const { state } = world;
	const known = [...state.rooms.values()].find((room) => room.proposalId === proposal.id);
	if (known !== undefined) return known;
	const job = found(state.jobs.get(proposal.jobId), 'job of the proposal');
	const organization = found(
		state.organizations.find(({ id }) => id === proposal.organizationId),
		'organization',
	);
	const room = drawRoom(state.dice, job, { organization, person: state.viewer }, world.now());
	const fresh = {
		type: 'INTERVIEW' as const,
		hidden: false,
		readOnly: false,
		subscribed: true,
		stories: [],
	};
	Object.assign(room, fresh, { createdAt: world.now(), lastReadAt: world.now() - 1 });
	room.proposalId = proposal.id;
	state.rooms.set(room.id, room);
	if (['Pending', 'Accepted'].includes(proposal.status)) {
		proposal.status = 'Activated';
		proposal.modifiedAt = world.now();
	}
	return room;
}

export function newOffer(world: UpworkWorld, proposal: Proposal) {
	const { state } = world;
	const job = found(state.jobs.get(proposal.jobId), 'job of the proposal');
	const offer = drawOffer(state.nextNumber++ + 10_000, proposal, job, 'New');
	state.offers.set(offer.id, offer);
	const room = roomOfProposal(world, proposal);
	room.offerIds = [...room.offerIds, offer.id];
	proposal.status = 'Offered';
	proposal.modifiedAt = world.now();
	return offer;
}

export function hire(world: UpworkWorld, proposal: Proposal): void {
	const { state } = world;
	const offer =
		[...state.offers.values()].find(({ proposalId }) => proposalId === proposal.id) ??
		newOffer(world, proposal);
	offer.state = 'Accepted';
	const contract = drawContract(state.dice, state.contracts.size + 100, offer, world.now());
	Object.assign(contract, { status: 'ACTIVE', endAt: null, startAt: world.now() });
	offer.contractId = contract.id;
	roomOfProposal(world, proposal).contractId = contract.id;
	state.contracts.set(contract.id, contract);
	proposal.status = 'Hired';
}
