import { z } from 'zod';
import { beginningOf, latestOf } from '../../feed';
import type { ProposalStatus } from '../documents/proposals';
import { PROPOSAL_STATUSES } from '../documents/proposals';
import { timeOf } from '../jobFilter';
import type { UpworkProposals } from '../proposals';
import type { Proposal } from '../schemas/work';
import type { Poll, PollOptions } from './poll';

const stateSchema = z.object({
	/** Last known status by id, active ones and those that ended lately; `GONE` stands before it. */
	known: z.record(z.string(), z.string()),
	/** Proposals of before this time that are not known are not news; by Upwork's clock. */
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
const ACTIVE: ReadonlySet<string> = new Set<ProposalStatus>([
	'Pending',
	'Accepted',
	'Activated',
	'Offered',
]);
const ENDED_PAGE = 40;
/** Proposals that left the active lists and are looked up one by one, per poll. */
const LOOKUPS_AT_MOST = 25;
const KNOWN_AT_MOST = 2_000;
/** Marks one that is not there any more: it is not looked up again, and may come back as it was. */
const GONE = 'gone:';

interface Found {
	proposal: Proposal;
	status: string;
}

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
	const known = new Map(Object.entries(before?.known ?? {}));
	const current = await listed(proposals);
	const complete = await lookUpLost(proposals, current, known, options);
	const all = [...current.values()];
	const latest = latestOf(all.map(({ proposal }) => changedAt(proposal)));
	const since = before?.since ?? beginningOf(latest, options.now);
	const events: StatusChange[] = [];
	for (const found of all) {
		const { proposal, status: to } = found;
		const from = known.get(proposal.id)?.replace(GONE, '') ?? null;
		known.delete(proposal.id);
		known.set(proposal.id, to);
		if (!before || from === to) continue;
		if (from === null && !isNews(found, since)) continue;
		events.push({ proposal, from, to });
	}
	events.sort((a, b) => (changedAt(a.proposal) ?? 0) - (changedAt(b.proposal) ?? 0));
	const most = Math.max(KNOWN_AT_MOST, current.size);
	const state = { known: Object.fromEntries([...known].slice(-most)), since };
	return { events, state, complete, isFirst: !before };
}

async function listed(proposals: UpworkProposals): Promise<Map<string, Found>> {
	const current = new Map<string, Found>();
	for (const status of PROPOSAL_STATUSES) {
		const fields = { set: 'standard' as const };
		const latest = { limit: ENDED_PAGE, sort: 'MODIFIEDDATETIME' as const };
		const part = ACTIVE.has(status) ? { limit: Infinity } : latest;
		for await (const proposal of proposals.list({ statuses: [status], fields, ...part })) {
			current.set(proposal.id, { proposal, status: proposal.status?.status ?? status });
		}
	}
	return current;
}

/** Reads active proposals that are in no list any more. False where some are left for the next poll. */
async function lookUpLost(
	proposals: UpworkProposals,
	current: Map<string, Found>,
	known: Map<string, string>,
	options: PollOptions,
): Promise<boolean> {
	const lost = [...known].filter(([id, status]) => ACTIVE.has(status) && !current.has(id));
	for (const [index, [id, last]] of lost.entries()) {
		if (index >= LOOKUPS_AT_MOST || (index > 0 && options.outOfTime())) return false;
		const proposal = await proposals.find(id);
		const status = proposal?.status?.status;
		if (proposal && status) current.set(id, { proposal, status });
		// To the end: one that cannot be read never keeps the others waiting.
		known.delete(id);
		known.set(id, proposal === null ? `${GONE}${last}` : last);
	}
	return true;
}

/** An old ended one only moved up in its list; an active one was not active at the poll before. */
function isNews({ proposal, status }: Found, since: number): boolean {
	const isActive = ACTIVE.has(status);
	const time = isActive ? changedAt(proposal) : madeAt(proposal);
	return time === undefined ? isActive : time >= since;
}

const madeAt = (proposal: Proposal) => timeOf(proposal.auditDetails?.createdDateTime?.rawValue);

const changedAt = (proposal: Proposal) =>
	timeOf(proposal.auditDetails?.modifiedDateTime?.rawValue) ?? madeAt(proposal);
