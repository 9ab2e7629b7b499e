import type { IDataObject } from 'n8n-workflow';
import type { NewMessage, Poll, PollOptions, StatusChange, WatchedJob } from '../../../lib/upwork';
import type { PolledItem } from '../../shared/events/batches';
import {
	shaped,
	type Forms,
	type PollSource,
	type SourceRound,
} from '../../shared/events/hostPolls';
import { toLocalFilter, toSearchFilter } from '../actions/job/toFilter';
import type { UpworkRun } from '../context';
import type { TriggerSettings } from './parameters';

type Round = SourceRound<UpworkRun, TriggerSettings>;

/** An event: what is new of it, by the rules of `lib/upwork/watch`, and the latest that there is. */
interface Watched<Event> {
	watch(round: Round, options: PollOptions): Promise<Poll<Event, object>>;
	latest(round: Round): AsyncIterable<Event>;
	item(round: Round, event: Event): PolledItem;
	isWanted?(round: Round, event: Event): boolean;
}

function source<Event>(watched: Watched<Event>): PollSource<UpworkRun, TriggerSettings> {
	const { isWanted = () => true } = watched;
	return {
		async poll(round) {
			const options = { state: round.saved, now: round.now, outOfTime: round.enough };
			const { events, state, isFirst } = await watched.watch(round, options);
			const wanted = events.filter((event) => isWanted(round, event));
			return { items: wanted.map((event) => watched.item(round, event)), state, isFirst };
		},
		async sample(round) {
			for await (const event of watched.latest(round)) return [watched.item(round, event)];
			return [];
		},
	};
}

const shape = <T extends object>({ settings }: Round, forms: Forms<T>, raw: T): IDataObject =>
	shaped(settings.output, forms, raw);

const searchOf = ({ settings }: Round) => {
	const { searchExpression = '', searchFilters = {}, qualityFilters = {} } = settings;
	const filter = toSearchFilter(searchExpression, searchFilters);
	return { filter, local: toLocalFilter(qualityFilters, searchFilters) };
};

export const sources = {
	newJob: source<WatchedJob>({
		async watch(round, options) {
			const { client, lib, settings, now } = round;
			const search = searchOf(round);
			return await lib.watchJobs({
				...options,
				firstRun: settings.options.firstRun,
				read: client.api.jobs.reader({ ...search, watched: true }),
				matches: (job) => lib.passes(job, search.local, now),
			});
		},
		async *latest(round) {
			const search = { ...searchOf(round), limit: 1, maxScanned: 200 };
			for await (const job of round.client.api.jobs.search(search)) yield { job };
		},
		isWanted: ({ settings }, { repostOf }) => settings.reposts === 'mark' || !repostOf,
		item: (round, { job, repostOf }) => ({
			id: JSON.stringify([job.id, job.renewedDateTime]),
			json: {
				...shape(round, round.lib.upworkForms.foundJob, job),
				...(repostOf ? { repostOf } : {}),
			},
		}),
	}),
	newMessage: source<NewMessage & { own?: boolean }>({
		watch: async ({ client, lib }, options) => await lib.watchMessages(client.api, options),
		async *latest({ client: { api } }) {
			const ownId = await api.people.ownId();
			// The latest room may hold no message so far.
			for await (const room of api.rooms.list({ limit: 10 })) {
				for await (const story of api.messages.list(room.id, { limit: 1 })) {
					yield { room, story, own: story.user?.id === ownId };
				}
			}
		},
		item: (round, { room, story, own = false }) => ({
			id: JSON.stringify([room.id, story.id]),
			json: {
				...shape(round, round.lib.upworkForms.message, { ...story, roomId: room.id, own }),
				roomName: room.roomName ?? null,
				jobId: room.vendorProposal?.marketplaceJobPosting?.id ?? null,
				proposalId: room.vendorProposal?.id ?? null,
			},
		}),
	}),
	newOffer: source({
		watch: async ({ client, lib }, options) => await lib.watchOffers(client.api.business, options),
		latest: ({ client }) => client.api.business.offers({ limit: 1 }),
		item: (round, offer) => ({
			id: offer.id,
			json: shape(round, round.lib.upworkForms.offer, offer),
		}),
	}),
	proposalStatusChanged: source<Omit<StatusChange, 'to'> & { to: string | null }>({
		watch: async ({ client, lib }, options) =>
			await lib.watchProposals(client.api.proposals, options),
		async *latest({ client, lib }) {
			const statuses = lib.PROPOSAL_STATUSES;
			for await (const proposal of client.api.proposals.list({ statuses, limit: 1 })) {
				yield { proposal, from: null, to: proposal.status?.status ?? null };
			}
		},
		isWanted: ({ settings: { statuses = [] } }, { to }) =>
			statuses.length === 0 || statuses.some((status) => status === to),
		item: (round, { proposal, from, to }) => ({
			id: JSON.stringify([proposal.id, from, to]),
			json: {
				...shape(round, round.lib.upworkForms.proposal, proposal),
				previousStatus: from,
				newStatus: to,
			},
		}),
	}),
};
