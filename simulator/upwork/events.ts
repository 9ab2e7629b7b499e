import { z } from 'zod';
import { defineEvent } from '../core/event';
import { dropTokens, found, hire, jobInput, newJob, newOffer, roomOfProposal } from './happenings';
import { addStory } from './resolvers/rooms';
import { seedSizesSchema, settingsSchema } from './settings';
import type { UpworkWorld } from './world';

const STATUSES = [
	...(['Pending', 'Accepted', 'Activated', 'Offered', 'Hired'] as const),
	...(['Declined', 'Withdrawn', 'Archived'] as const),
];

/** Events and switches of `control.upwork` and `/_control/events/upwork/<name>`. */
export function upworkEvents(world: UpworkWorld) {
	const proposalOf = (id: string) => found(world.state.proposals.get(id), `proposal ${id}`);
	return {
		/** Changes switches; what is not named stays. `limits` merge. */
		configure: defineEvent(z.record(z.string(), z.unknown()), (changes) => {
			const known = world.settings;
			const limits = typeof changes.limits === 'object' ? changes.limits : {};
			world.settings = settingsSchema
				.strict()
				.parse({ ...known, ...changes, limits: { ...known.limits, ...limits } });
			return world.settings;
		}),
		/** Draws a new seed of these sizes; sizes not named are the defaults. */
		seed: defineEvent(seedSizesSchema, (sizes) => {
			world.reseed(sizes);
			return sizes;
		}),
		/** Changes a key; new scopes kill all of its tokens (upwork.md 1.3). */
		setKey: defineEvent(
			z.object({
				clientId: z.string().default('upwork-demo-key'),
				scopes: z.array(z.string()).optional(),
				redirectUris: z.array(z.string()).optional(),
				partner: z.boolean().optional(),
			}),
			({ clientId, ...changes }) => {
				const { state } = world;
				const key = found(
					state.keys.find((candidate) => candidate.clientId === clientId),
					`key ${clientId}`,
				);
				Object.assign(key, changes);
				if (changes.scopes !== undefined) dropTokens(world, clientId);
				return { ...key, clientSecret: '***' };
			},
		),
		/** The user revokes the application. */
		revokeTokens: defineEvent(
			z.object({ clientId: z.string().default('upwork-demo-key') }),
			({ clientId }) => {
				dropTokens(world, clientId);
				return { ok: true };
			},
		),
		setConnects: defineEvent(
			z.object({ organizationId: z.string().optional(), connects: z.number().int().min(0) }),
			({ organizationId, connects }) => {
				const organization = world.state.organizations.find(
					({ id, kind }) =>
						id === organizationId || (organizationId === undefined && kind === 'personal'),
				);
				found(organization, 'such organization').connects = connects;
				return { ok: true };
			},
		),
		/** A job appears on the market. */
		newJob: defineEvent(jobInput, (input) => newJob(world, input)),
		/** Several at once, all published in the same second. */
		newJobs: defineEvent(z.object({ count: z.number().int().min(1).max(500) }), ({ count }) => ({
			ids: Array.from({ length: count }, () => newJob(world, { ageMs: 0 }).id),
		})),
		changeJob: defineEvent(
			z.object({
				id: z.string(),
				isOpen: z.boolean().optional(),
				freelancersToHire: z.number().int().optional(),
				totalApplicants: z.number().int().optional(),
			}),
			({ id, ...changes }) => {
				const job = Object.assign(found(world.state.jobs.get(id), `job ${id}`), changes);
				if (changes.freelancersToHire !== undefined) {
					job.hired = Math.max(0, job.personsToHire - changes.freelancersToHire);
				}
				return { ok: true };
			},
		),
		/** The client invites to a job: a proposal of one's own is refused with VJ-JA-10. */
		invite: defineEvent(z.object({ jobId: z.string() }), ({ jobId }) => {
			world.state.invitations.add(found(world.state.jobs.get(jobId), `job ${jobId}`).id);
			return { ok: true };
		}),
		/** Moves a proposal on; "Hired" makes offer and contract where they are missing. */
		proposalStatus: defineEvent(
			z.object({ id: z.string(), status: z.enum(STATUSES), reason: z.string().optional() }),
			({ id, status, reason }) => {
				const proposal = proposalOf(id);
				Object.assign(proposal, { status, reason: reason ?? null, modifiedAt: world.now() });
				if (status === 'Activated') roomOfProposal(world, proposal);
				if (status === 'Hired') hire(world, proposal);
				return { ok: true };
			},
		),
		/** A client writes into a room, or about a proposal, which opens its interview room. */
		clientWrites: defineEvent(
			z.object({
				roomId: z.string().optional(),
				proposalId: z.string().optional(),
				text: z.string().nullable().default('Hi! Can you tell me more about a similar project?'),
				/** A system story has no user. */
				system: z.boolean().default(false),
			}),
			({ roomId, proposalId, text, system }) => {
				const room =
					proposalId === undefined
						? found(
								roomId === undefined
									? [...world.state.rooms.values()][0]
									: world.state.rooms.get(roomId),
								'such room',
							)
						: roomOfProposal(world, proposalOf(proposalId));
				const client = room.members.find(({ personId }) => personId !== world.state.viewer.id);
				const author = system ? null : (client?.personId ?? null);
				const organization = system ? null : (client?.organizationId ?? null);
				const story = addStory({ world }, room, author, organization, system ? null : text);
				return { roomId: room.id, storyId: story.id };
			},
		),
		/** The viewer opens a room on the website. */
		viewerReads: defineEvent(z.object({ roomId: z.string() }), ({ roomId }) => {
			found(world.state.rooms.get(roomId), `room ${roomId}`).lastReadAt = world.now();
			return { ok: true };
		}),
		/** An offer for a proposal, or for any active one. */
		newOffer: defineEvent(
			z.object({ proposalId: z.string().optional(), rate: z.number().positive().optional() }),
			({ proposalId, rate }) => {
				const proposal =
					proposalId === undefined
						? found(
								[...world.state.proposals.values()].find(({ status }) => status === 'Activated'),
								'activated proposal',
							)
						: proposalOf(proposalId);
				const offer = newOffer(world, proposal);
				if (rate !== undefined) offer.rate = rate;
				return { id: offer.id, proposalId: proposal.id };
			},
		),
		offerState: defineEvent(
			z.object({
				id: z.string(),
				state: z.enum(['New', 'Accepted', 'Declined', 'Expired', 'Withdrawn', 'Changed']),
			}),
			({ id, state }) => {
				found(world.state.offers.get(id), `offer ${id}`).state = state;
				return { ok: true };
			},
		),
	};
}

/** Counts for tests and the control page. */
export function upworkSummary(world: UpworkWorld) {
	const { state } = world;
	const statuses: Record<string, number> = {};
	for (const { status } of state.proposals.values()) statuses[status] = (statuses[status] ?? 0) + 1;
	return {
		viewer: state.viewer,
		organizations: state.organizations,
		keys: state.keys.map((key) => ({ ...key, clientSecret: '***' })),
		jobs: state.jobs.size,
		proposals: statuses,
		ownProposals: [...state.proposals.values()].map(({ id, jobId }) => ({ id, jobId })),
		rooms: [...state.rooms.values()].map(({ id, organizationId, name, hidden, subscribed }) => ({
			id,
			organizationId,
			name,
			hidden,
			subscribed,
		})),
		offers: state.offers.size,
		contracts: state.contracts.size,
		settings: world.settings,
	};
}
