import type { IDataObject } from 'n8n-workflow';
import type { Changes, Fields, Snapshot } from '../../../lib/feed';
import type { Offer, Order, Project } from '../../../lib/kwork';
import { isServiceError } from '../../shared/errors';
import { itemOf, take, type PollSource, type Round } from './round';

const HOUR_MS = 60 * 60_000;
const NEW_ORDER_MS = 30 * 24 * HOUR_MS;
const IN_WORK = 1;
/** The latest so many offers and orders are compared; each page is a request. */
const LIMIT = 200;

/** A list of things of which the user wants to know what changes. */
interface Watched<T extends { id: number }> {
	event: string;
	list(round: Round): AsyncIterable<T>;
	/** What is compared. */
	fields(thing: T, round: Round): Fields;
	/** Whether a thing that was not there before is a change, too. */
	isNews?(thing: T, now: number): boolean;
	forms(round: Round): { simplify(thing: T): object; record?(thing: T): object };
}

function watch<T extends { id: number }>(watched: Watched<T>): PollSource {
	const item = (round: Round, thing: T, changes: Changes, isNew: boolean) =>
		itemOf(round, watched.forms(round), thing, {
			event: watched.event,
			isNew,
			changes: changes as IDataObject,
		});
	return {
		async poll(round) {
			const snapshot: Snapshot = new round.lib.Snapshot(round.saved);
			const items = [];
			for await (const thing of watched.list(round)) {
				const changes = snapshot.update(String(thing.id), watched.fields(thing, round));
				const unknown = changes === undefined && !snapshot.isFirst;
				const isNew = unknown && watched.isNews?.(thing, round.now) === true;
				if (isNew || Object.keys(changes ?? {}).length > 0) {
					items.push(item(round, thing, changes ?? {}, isNew));
				}
				if (round.enough()) break;
			}
			return { items, state: snapshot.toJSON() };
		},

		async sample(round) {
			const [thing] = await take(watched.list(round), 1);
			return thing ? [item(round, thing, {}, false)] : [];
		},
	};
}

/** Projects by their IDs, or those of the own offers. A project that is gone has that as status. */
async function* watchedProjects(round: Round): AsyncIterable<Project> {
	const { client, settings, signal } = round;
	if (settings.projectIds.length === 0) {
		for await (const { project } of client.offers.list({ limit: LIMIT, signal }))
			if (project) yield project;
		return;
	}
	for (const id of settings.projectIds.map(Number)) {
		const found = await client.projects.get(id, signal).then(
			(project) => ({ project, error: undefined }),
			(error: unknown) => ({ project: undefined, error }),
		);
		if (found.project) yield found.project;
		else if (isServiceError(found.error) && found.error.kind === 'notFound') {
			yield { id, status: 'gone' };
		} else throw found.error;
	}
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
	// An old order may come into the list by a page that moved.
	isNews: ({ time_added: seconds }, now) => now - (seconds ?? 0) * 1000 < NEW_ORDER_MS,
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
