import type { IDataObject } from 'n8n-workflow';
import type { Poll, PollOptions } from '../../../lib/upwork';
import type { PolledItem } from '../../shared/events/batches';
import type { Forms } from '../../shared/operation';
import { toLocalFilter, toSearchFilter } from '../actions/job/toFilter';
import type { UpworkRun } from '../context';
import type { TriggerSettings } from './parameters';

interface Watched {
	items: PolledItem[];
	state: object;
	isFirst: boolean;
}

type WatchOptions = PollOptions & { firstRun?: number };

/** One poll of the chosen event; the cursor's rules are in `lib/upwork/watch`. */
export async function watch(
	run: UpworkRun,
	settings: TriggerSettings,
	options: WatchOptions,
): Promise<Watched> {
	switch (settings.event) {
		case 'newJob':
			return await newJobs(run, settings, options);
		case 'newMessage':
			return await newMessages(run, settings, options);
		case 'newOffer': {
			const poll = await run.lib.watchOffers(run.api.business, options);
			const form = shaper(settings, run.lib.upworkForms.offer);
			return watched(poll, (offer) => ({ id: offer.id, json: form(offer) }));
		}
		case 'proposalStatusChanged': {
			const poll = await run.lib.watchProposals(run.api.proposals, options);
			const { statuses = [] } = settings;
			const form = shaper(settings, run.lib.upworkForms.proposal);
			const events = poll.events.filter(({ to }) => statuses.length === 0 || statuses.includes(to));
			return watched({ ...poll, events }, ({ proposal, from, to }) => ({
				id: JSON.stringify([proposal.id, from, to]),
				json: { ...form(proposal), previousStatus: from, newStatus: to },
			}));
		}
	}
}

async function newJobs(
	{ api, lib }: UpworkRun,
	settings: TriggerSettings,
	options: WatchOptions,
): Promise<Watched> {
	const { searchExpression = '', searchFilters = {}, qualityFilters = {}, reposts } = settings;
	const local = toLocalFilter(qualityFilters, searchFilters);
	const poll = await lib.watchJobs({
		...options,
		read: api.jobs.reader({
			filter: toSearchFilter(searchExpression, searchFilters),
			local,
			watched: true,
		}),
		matches: (job) => lib.passes(job, local, options.now),
	});
	const events = poll.events.filter(({ repostOf }) => reposts === 'mark' || !repostOf);
	const form = shaper(settings, lib.upworkForms.foundJob);
	return watched({ ...poll, events }, ({ job, repostOf }) => ({
		id: JSON.stringify([job.id, job.renewedDateTime]),
		json: { ...form(job), ...(repostOf ? { repostOf } : {}) },
	}));
}

async function newMessages(
	{ api, lib }: UpworkRun,
	settings: TriggerSettings,
	options: PollOptions,
): Promise<Watched> {
	const poll = await lib.watchMessages(api, options);
	const form = shaper(settings, lib.upworkForms.message);
	return watched(poll, ({ room, story }) => ({
		id: JSON.stringify([room.id, story.id]),
		json: {
			...form({ ...story, roomId: room.id, own: false }),
			roomName: room.roomName ?? null,
			jobId: room.vendorProposal?.marketplaceJobPosting?.id ?? null,
			proposalId: room.vendorProposal?.id ?? null,
		},
	}));
}

/** The latest event of the kind, for "Fetch Test Event": the cursor is not touched. */
export async function sample(run: UpworkRun, settings: TriggerSettings): Promise<IDataObject[]> {
	const { api, lib } = run;
	switch (settings.event) {
		case 'newJob': {
			const { searchExpression = '', searchFilters = {}, qualityFilters = {} } = settings;
			const filter = toSearchFilter(searchExpression, searchFilters);
			const local = toLocalFilter(qualityFilters, searchFilters);
			const jobs = api.jobs.search({ filter, local, limit: 1, maxScanned: 200 });
			return await first(jobs, shaper(settings, lib.upworkForms.foundJob));
		}
		case 'newMessage': {
			for await (const { id: roomId } of api.rooms.list({ limit: 1 })) {
				const form = shaper(settings, lib.upworkForms.message);
				const ownId = await api.people.ownId();
				return await first(api.messages.list(roomId, { limit: 1 }), (story) =>
					form({ ...story, roomId, own: story.user?.id === ownId }),
				);
			}
			return [];
		}
		case 'newOffer':
			return await first(
				api.business.offers({ limit: 1 }),
				shaper(settings, lib.upworkForms.offer),
			);
		case 'proposalStatusChanged': {
			const statuses = lib.PROPOSAL_STATUSES;
			const form = shaper(settings, lib.upworkForms.proposal);
			return await first(api.proposals.list({ statuses, limit: 1 }), (proposal) => ({
				...form(proposal),
				previousStatus: null,
				newStatus: proposal.status?.status ?? null,
			}));
		}
	}
}

async function first<T>(
	results: AsyncIterable<T>,
	shape: (result: T) => IDataObject,
): Promise<IDataObject[]> {
	for await (const result of results) return [shape(result)];
	return [];
}

function watched<Event, State extends object>(
	poll: Poll<Event, State>,
	shape: (event: Event) => PolledItem,
): Watched {
	const { events, state, isFirst } = poll;
	return { items: events.map(shape), state, isFirst };
}

interface TypedForms<T> extends Forms {
	simplify(raw: T): object;
	record?(raw: T): object;
}

function shaper<T extends object>(
	{ output }: TriggerSettings,
	forms: TypedForms<T>,
): (raw: T) => IDataObject {
	return (raw) => {
		if (output === 'raw') return { ...raw };
		const shaped = output === 'record' ? forms.record?.(raw) : forms.simplify(raw);
		return { ...(shaped ?? raw) };
	};
}
