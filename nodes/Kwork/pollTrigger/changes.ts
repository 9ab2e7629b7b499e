import type { IDataObject } from 'n8n-workflow';
import type { Changes, Fields, Snapshot } from '../../../lib/feed';
import type { Offer, Order, Project } from '../../../lib/kwork';
import { isServiceError } from '../../shared/errors';
import type { PolledItem } from '../../shared/events/batches';
import { itemOf, take, type Round, type Source } from './round';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
const IN_WORK = 1;
/** The latest so many offers and orders are compared; each page is a request. */
const LIMIT = 200;
/** Failures that may concern one project alone. */
const OF_ONE = new Set(['conflict', 'contract', 'forbidden', 'temporary', 'validation']);

/** A list of things of which the user wants to know what changes. */
interface Watched<T extends { id: number }> {
	event: string;
	/** @param after where the round before stopped, for lists that can begin anywhere */
	list(round: Round, after?: string): AsyncIterable<T>;
	/** What is compared. */
	fields(thing: T, round: Round): Fields;
	/** Unix seconds by Kwork's clock, where a thing that was not there before is a change, too. */
	madeAt?(thing: T): number | undefined;
	forms(round: Round): { simplify(thing: T): object; record?(thing: T): object };
}

interface Memory {
	/** What was made before this time (ms) and is not known only moved into the list. */
	since: number;
	/** The round before stopped behind this one. */
	after?: string;
	things: unknown;
}

/** What the version before remembered were the things alone. */
function memoryOf(saved: unknown, now: number): Memory {
	const isMemory = typeof saved === 'object' && saved !== null && 'things' in saved;
	return isMemory ? (saved as Memory) : { since: now - DAY_MS, things: saved };
}

function watch<T extends { id: number }>(watched: Watched<T>): Source {
	const item = (round: Round, thing: T, changes: Changes, isNew: boolean) =>
		itemOf(round, watched.forms(round), thing, {
			event: watched.event,
			isNew,
			changes: changes as IDataObject,
		});
	return {
		async poll(round) {
			const memory = memoryOf(round.saved, round.now);
			const snapshot: Snapshot = new round.lib.Snapshot(memory.things);
			const items: PolledItem[] = [];
			let newest = 0;
			let after: string | undefined;
			const read = async () => {
				for await (const thing of watched.list(round, memory.after)) {
					const madeAt = (watched.madeAt?.(thing) ?? 0) * 1000;
					newest = Math.max(newest, madeAt);
					const changes = snapshot.update(String(thing.id), watched.fields(thing, round));
					const unknown = changes === undefined && !snapshot.isFirst;
					const isNew = unknown && madeAt >= memory.since;
					if (isNew || Object.keys(changes ?? {}).length > 0) {
						items.push(item(round, thing, changes ?? {}, isNew));
					}
					if (!round.enough()) continue;
					after = String(thing.id);
					return;
				}
			};
			const failure = await read().then(
				() => undefined,
				(error: unknown) => ({ error }),
			);
			// What was read before must not wait for a page that fails, perhaps every time.
			if (failure && items.length === 0) throw failure.error;
			if (failure) round.warn(`the next poll reads the rest, because ${String(failure.error)}`);
			// Of a first round that was cut short, more may have been made in the same second.
			const begun = round.lib.beginningOf(newest || undefined, round.now);
			const start = begun + (after === undefined ? 0 : 1000);
			const { isFirst } = snapshot;
			const since = isFirst ? start : memory.since;
			return { items, state: { since, after, things: snapshot.toJSON() }, isFirst };
		},

		async sample(round) {
			const [thing] = await take(watched.list(round), 1);
			return thing ? [item(round, thing, {}, false)] : [];
		},
	};
}

/** Projects by their IDs, or those of the own offers. A project that is gone has that as status. */
async function* watchedProjects(round: Round, after?: string): AsyncIterable<Project> {
	const { client, settings, signal } = round;
	const { projectIds } = settings;
	if (projectIds.length === 0) {
		for await (const { project } of client.offers.list({ limit: LIMIT, signal }))
			if (project) yield project;
		return;
	}
	const first = projectIds.indexOf(after ?? '') + 1;
	let failure: unknown;
	let isAnyRead = false;
	for (const id of [...projectIds.slice(first), ...projectIds.slice(0, first)].map(Number)) {
		const found = await client.projects.get(id, signal).then(
			(project) => ({ project, error: undefined }),
			(error: unknown) => ({ project: undefined, error }),
		);
		const { kind, message } = isServiceError(found.error)
			? found.error
			: { kind: undefined, message: '' };
		if (found.project) yield found.project;
		else if (kind === 'notFound') yield { id, status: 'gone' };
		else if (kind && OF_ONE.has(kind)) {
			failure = found.error;
			round.warn(`project ${id} could not be read, the next poll tries again: ${message}`);
			continue;
		} else throw found.error;
		isAnyRead = true;
	}
	if (failure !== undefined && !isAnyRead) throw failure;
}

export const projectChanges = watch<Project>({
	event: 'projectChanged',
	list: watchedProjects,
	fields: (project, { settings, lib }) => ({
		status: project.status ?? null,
		title: lib.plainText(project.title ?? ''),
		description: lib.plainText(project.description ?? '').slice(0, 300),
		price: project.price ?? null,
		maxPrice: project.possible_price_limit ?? null,
		...(settings.options.watchOffers && { offers: project.offers ?? null }),
	}),
	forms: ({ lib }) => lib.kworkForms.project,
});

export const offerChanges = watch<Offer>({
	event: 'offerChanged',
	list: ({ client, signal }) => client.offers.list({ limit: LIMIT, signal }),
	fields: (offer) => ({
		status: offer.status ?? null,
		isActual: offer.is_actual ?? null,
		isRead: offer.is_read ?? null,
		orderId: offer.order_id ?? null,
	}),
	forms: ({ lib }) => lib.kworkForms.offer,
});

export const orderChanges = watch<Order>({
	event: 'orderChanged',
	list: ({ client, settings, signal }) =>
		settings.role === 'buyer'
			? client.orders.listAsBuyer({}, { limit: LIMIT, signal })
			: client.orders.listAsSeller({}, { limit: LIMIT, signal }),
	madeAt: ({ time_added }) => time_added,
	fields: (order, { now, settings, lib }) => ({
		status: (lib.ORDER_STATUS as Record<number, string>)[order.status ?? 0] ?? order.status ?? null,
		deadline: isoOf(order.deadline),
		isTaken: order.in_work ?? null,
		cancelRequested: order.is_cancel_request ?? null,
		...nearlyDue(order, now, settings.options.deadlineHours ?? 24),
	}),
	forms: ({ lib }) => lib.kworkForms.order,
});

/** Changes once, from nothing to true; a later deadline turns it back. */
function nearlyDue({ status, deadline }: Order, now: number, hours: number): Fields {
	if (hours <= 0) return {};
	const due = status === IN_WORK && deadline ? deadline * 1000 - now <= hours * HOUR_MS : false;
	return { nearlyDue: due ? true : null };
}

function isoOf(seconds: number | undefined): string | null {
	return seconds ? new Date(seconds * 1000).toISOString() : null;
}
