import { asError } from '../../errors';
import { z } from 'zod';
import type { ProposalStatus } from '../documents/proposals';
import { PROPOSAL_STATUSES } from '../documents/proposals';
import { isKind } from '../graphql/answer';
import { timeOf } from '../jobFilter';
import type { UpworkProposals } from '../proposals';
import type { Proposal } from '../schemas/work';
import type { Poll, PollOptions } from './state';

const stateSchema = z.object({
	/** Last known status by id, active ones and those that ended lately. */
	known: z.record(z.string(), z.string()),
	/** Proposals made before this time and not known are not news. */
	since: z.number(),
});

export type ProposalWatchState = z.infer<typeof stateSchema>;

export interface StatusChange {
	proposal: Proposal;
	/** Null for a proposal that was not there before. */
	from: string | null;
	to: string;
}

/** Still moving; the others are the end of a proposal. */
const ACTIVE: readonly ProposalStatus[] = ['Pending', 'Accepted', 'Activated', 'Offered'];
const ENDED = PROPOSAL_STATUSES.filter((status) => !ACTIVE.includes(status));
const ENDED_PAGE = 40;
/** Proposals that left the active lists and are looked up one by one, per poll. */
const LOOKUPS_AT_MOST = 25;
const KNOWN_AT_MOST = 2_000;

/**
 * One poll for changed proposals. Active ones are read in full; of the ended ones the latest page of
 * each status, and one that has left the active lists without being there is looked up by its id.
 * So no change depends on how Upwork sorts.
 */
export async function watchProposals(
	proposals: UpworkProposals,
	options: PollOptions,
): Promise<Poll<StatusChange, ProposalWatchState>> {
	const before = stateSchema.safeParse(options.state).data;
	const current = new Map<string, Proposal>();
	const fields = { set: 'standard' as const };
	for await (const proposal of proposals.list({ statuses: ACTIVE, limit: Infinity, fields })) {
		current.set(proposal.id, proposal);
	}
	for (const status of ENDED) {
		const ended = proposals.list({
			statuses: [status],
			limit: ENDED_PAGE,
			sort: 'MODIFIEDDATETIME',
			fields,
		});
		for await (const proposal of ended) current.set(proposal.id, proposal);
	}
	const complete = await lookUpLost(proposals, current, before?.known ?? {}, options);
	const known = new Map(Object.entries(before?.known ?? {}));
	const events: StatusChange[] = [];
	for (const [id, proposal] of current) {
		const to = proposal.status?.status ?? 'unknown';
		const from = known.get(id) ?? null;
		known.delete(id);
		known.set(id, to);
		if (!before || from === to) continue;
		if (from === null && (madeAt(proposal) ?? 0) < before.since) continue;
		events.push({ proposal, from, to });
	}
	events.sort((a, b) => changedAt(a.proposal) - changedAt(b.proposal));
	const state = {
		known: Object.fromEntries([...known].slice(-KNOWN_AT_MOST)),
		since: before?.since ?? options.now,
	};
	return { events, state, complete };
}

/** Reads active proposals that are in no list any more. False where some are left for the next poll. */
async function lookUpLost(
	proposals: UpworkProposals,
	current: Map<string, Proposal>,
	known: Record<string, string>,
	options: PollOptions,
): Promise<boolean> {
	const active = new Set<string>(ACTIVE);
	const lost = Object.keys(known).filter((id) => active.has(known[id] ?? '') && !current.has(id));
	for (const [index, id] of lost.entries()) {
		if (index >= LOOKUPS_AT_MOST || options.outOfTime()) return false;
		try {
			current.set(id, await proposals.get(id));
		} catch (error) {
			if (!isKind(error, 'notFound')) throw asError(error);
		}
	}
	return true;
}

const madeAt = (proposal: Proposal) => timeOf(proposal.auditDetails?.createdDateTime?.rawValue);

const changedAt = (proposal: Proposal) =>
	timeOf(proposal.auditDetails?.modifiedDateTime?.rawValue) ?? madeAt(proposal) ?? 0;
