import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Cursor, cursorSchema } from '../../feed';
import { timeOf } from '../jobFilter';
import type { CursorPage } from '../paging';
import type { FoundJob } from '../schemas/jobs';
import type { Poll, PollOptions } from './poll';

const stateSchema = cursorSchema.extend({
	/** Fingerprints of passed-on postings, with their ids: a re-post has a new id, the same text. */
	prints: z.record(z.string(), z.string()).default({}),
	/**
	 * A poll ended before it had read everything: where to go on, and the newest time when what lies
	 * above was read; what turned up there since is looked for once more.
	 */
	backlog: z.object({ after: z.string(), newest: z.number() }).optional().catch(undefined),
});

export type JobWatchState = z.infer<typeof stateSchema>;

export interface WatchedJob {
	job: FoundJob;
	/** Id of the earlier posting where this is the same again; its own id where it was renewed. */
	repostOf?: string;
}

export interface JobWatchOptions extends PollOptions {
	/** Newest first, one page at a time. */
	read(after?: string): Promise<CursorPage<FoundJob>>;
	/** Local filters. */
	matches(job: FoundJob): boolean;
	/** How much later than its time a posting may turn up in the search and still be found. */
	overlapMs?: number;
	/** How many of the newest fitting postings that are there already the first poll passes on; default 0. */
	firstRun?: number;
}

const OVERLAP_MS = 60 * 60_000;
/** Postings looked at for the first run; Upwork's terms ask for few pages (upwork.md 6.2). */
const FIRST_RUN_SCANNED = 2_000;
const PRINTS_AT_MOST = 1_000;
const REWIND = 25;
const RUN_OF_OLD = 10;
const RUN_OF_READ = 3;

/**
 * One poll for new postings. Upwork has no date filter (upwork.md 3.1), so the newest are read page
 * by page until a page ends below the floor. Where the time runs out, the next poll reads what came
 * in between, and then jumps to where the last one stopped: every poll comes at least a page
 * further. The first poll remembers what is there, and passes on no more of it than `firstRun`.
 */
export async function watchJobs(
	options: JobWatchOptions,
): Promise<Poll<WatchedJob, JobWatchState>> {
	const { read, outOfTime, overlapMs = OVERLAP_MS, now } = options;
	const before = stateSchema.safeParse(options.state).data;
	if (!before) return await beginning(options, overlapMs);
	const cursor = new Cursor(before, { overlapMs, now });
	const found: FoundJob[] = [];
	let jumpTo = before.backlog?.after;
	let newest: number | undefined;
	let backlog: JobWatchState['backlog'];
	/** Where reading goes on if the page after a jump shows that the jump went too far. */
	let jumpedFrom: string | undefined;
	let after: string | undefined;
	for (;;) {
		const page = await read(after);
		if (jumpedFrom !== undefined && !continues(page.items, cursor)) {
			after = jumpedFrom;
			jumpedFrom = undefined;
			newest = undefined;
			continue;
		}
		jumpedFrom = undefined;
		const reachesKnown = cursor.has(page.items.at(-1)?.id ?? '');
		found.push(...page.items.filter((job) => cursor.take(job.id, timeOfJob(job))));
		const next = page.endCursor ?? undefined;
		if (endsBelow(page.items, cursor.floor) || next === undefined || next === after) {
			cursor.settle(newest);
			break;
		}
		after = next;
		if (jumpTo !== undefined && reachesKnown) {
			const target = furtherOf(rewound(jumpTo), next);
			jumpTo = undefined;
			if (target === next) continue;
			jumpedFrom = next;
			newest = before.backlog?.newest;
			after = target;
		} else if (outOfTime()) {
			backlog = { after, newest: newest ?? cursor.newest };
			break;
		}
	}
	const prints = new Map(Object.entries(before.prints));
	const events = recognisedAll(found.filter(options.matches), before.floor, prints);
	const state: JobWatchState = {
		...cursor.toJSON(),
		prints: Object.fromEntries([...prints].slice(-PRINTS_AT_MOST)),
		...(backlog ? { backlog } : {}),
	};
	return { events, state, complete: backlog === undefined, isFirst: false };
}

/** Remembers what is there now; nothing of it is new but what was asked for. */
async function beginning(
	{ read, matches, now, outOfTime, firstRun = 0 }: JobWatchOptions,
	overlapMs: number,
): Promise<Poll<WatchedJob, JobWatchState>> {
	let page = await read();
	// Of an empty search everything is news afterwards.
	const cursor = Cursor.begin(Math.max(0, ...page.items.map(timeOfJob)), { overlapMs, now });
	const wanted = new Map<string, FoundJob>();
	let after: string | undefined;
	for (let scanned = page.items.length; ; scanned += page.items.length) {
		for (const job of page.items) {
			cursor.take(job.id, timeOfJob(job));
			if (wanted.size < firstRun && matches(job)) wanted.set(job.id, job);
		}
		const below = endsBelow(page.items, cursor.floor);
		const enough = wanted.size >= firstRun || scanned >= FIRST_RUN_SCANNED;
		const next = page.endCursor ?? undefined;
		if ((below && enough) || next === undefined || next === after) break;
		if (outOfTime()) {
			if (!below) cursor.lift(Math.min(...page.items.map(timeOfJob)));
			break;
		}
		after = next;
		page = await read(after);
	}
	cursor.settle();
	const prints = new Map<string, string>();
	const events = recognisedAll([...wanted.values()], cursor.floor, prints);
	return {
		events,
		state: { ...cursor.toJSON(), prints: Object.fromEntries(prints) },
		complete: true,
		isFirst: true,
	};
}

/** A few postings out of order do not end the reading; a run of old ones does. */
function endsBelow(items: readonly FoundJob[], floor: number): boolean {
	return items.slice(-RUN_OF_OLD).every((job) => timeOfJob(job) < floor);
}

/** Whether a page that was jumped to begins with postings already read, so that none lie between. */
function continues(items: readonly FoundJob[], cursor: Cursor): boolean {
	return items.length > 0 && items.slice(0, RUN_OF_READ).every(({ id }) => cursor.has(id));
}

/** A renewed posting comes to the top again with its old id. */
function timeOfJob(job: FoundJob): number {
	const published = timeOf(job.publishedDateTime) ?? timeOf(job.createdDateTime) ?? 0;
	return Math.max(published, timeOf(job.renewedDateTime) ?? 0);
}

/** Oldest first. */
function recognisedAll(
	jobs: readonly FoundJob[],
	floor: number,
	prints: Map<string, string>,
): WatchedJob[] {
	return [...jobs]
		.sort((a, b) => timeOfJob(a) - timeOfJob(b))
		.map((job) => recognised(job, floor, prints));
}

function recognised(job: FoundJob, floor: number, prints: Map<string, string>): WatchedJob {
	const published = timeOf(job.publishedDateTime) ?? 0;
	const renewed = timeOf(job.renewedDateTime) ?? 0;
	const print = printOf(job);
	const earlier = prints.get(print);
	prints.delete(print);
	prints.set(print, job.id);
	if (earlier !== undefined) return { job, repostOf: earlier };
	return renewed > published && published < floor ? { job, repostOf: job.id } : { job };
}

function printOf(job: FoundJob): string {
	const text = [job.client?.companyOrgUid, job.title, job.description?.slice(0, 500)]
		.map((part) => (part ?? '').toLowerCase().replace(/\s+/g, ' ').trim())
		.join('\n');
	return createHash('sha256').update(text).digest('base64url').slice(0, 12);
}

/** A little back, because postings that were taken down move the others up. */
function rewound(after: string): string {
	return /^\d+$/.test(after) ? String(Math.max(0, Number(after) - REWIND)) : after;
}

/** Cursors of the search count results (upwork.md 2.5); others cannot be compared. */
function furtherOf(a: string, b: string): string {
	return Number(a) > Number(b) ? a : b;
}
