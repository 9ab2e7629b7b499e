import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { toNodeError } from '../../shared/errors';
import type { Library } from '../../shared/lib';
import { loadLib } from '../../shared/lib';
import { openKwork } from '../context';

/** How many entries a list shows at a time; searching narrows it. */
const LIST_LENGTH = 50;

export async function searchProjects(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await withKwork(this, async ({ client, simple }) => {
		const results = [];
		for await (const project of client.projects.list({ query: filter }, { limit: LIST_LENGTH })) {
			const { id, title, url, price } = simple.project.simplify(project);
			results.push({ name: `${title} (${price ?? '?'} ₽)`, value: String(id), url });
		}
		return results;
	});
}

export async function searchDialogs(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await withKwork(this, async ({ client, simple }) => {
		const results = [];
		// Kwork's own search takes two characters or more.
		const dialogs =
			filter && filter.length > 1
				? client.dialogs.search(filter, { limit: LIST_LENGTH })
				: client.dialogs.list({}, { limit: LIST_LENGTH });
		for await (const dialog of dialogs) {
			const { userId, username, url } = simple.dialog.simplify(dialog);
			results.push({
				name: username ?? String(userId),
				value: String(userId),
				url: url ?? undefined,
			});
		}
		return results;
	});
}

/** Lists that Kwork cannot search are searched here, in what was read. */
function list(
	read: (client: Account['client']) => AsyncIterable<{ id: number; name?: string }>,
): (this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult> {
	return async function (filter) {
		const wanted = filter?.toLowerCase() ?? '';
		return await withKwork(this, async ({ client }) => {
			const results = [];
			for await (const { id, name = String(id) } of read(client)) {
				if (!`${name} ${id}`.toLowerCase().includes(wanted)) continue;
				results.push({ name, value: String(id) });
				if (results.length >= LIST_LENGTH) break;
			}
			return results;
		});
	};
}

export const searchOffers = list(async function* (client) {
	for await (const { id, title, project, price } of client.offers.list()) {
		yield { id, name: `${title ?? project?.title ?? id} (${price ?? '?'} ₽)` };
	}
});

export const searchOrders = list(async function* (client) {
	for await (const order of client.orders.listAsSeller()) {
		yield { id: order.id, name: `${order.display_title ?? order.kwork_title ?? ''} #${order.id}` };
	}
	for await (const order of client.orders.listAsBuyer()) {
		yield { id: order.id, name: `${order.display_title ?? order.kwork_title ?? ''} #${order.id}` };
	}
});

export const searchOwnProjects = list(async function* (client) {
	for await (const { id, title } of client.myProjects.list()) yield { id, name: title };
});

export const searchGigs = list(async function* (client) {
	for await (const { id, title } of client.gigs.list()) yield { id, name: title };
});

export async function searchUsers(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	if (!filter) return { results: [] };
	return await withKwork(this, async ({ client }) => {
		const results = [];
		for await (const { id, username } of client.users.search(filter, { limit: LIST_LENGTH })) {
			results.push({ name: username ?? String(id), value: String(id) });
		}
		return results;
	});
}

/** The methods of the API with what they do and take; nothing is asked of Kwork for it. */
export async function searchMethods(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { API_METHODS, SECRET_ANSWERS } = await loadLib();
	const wanted = filter?.toLowerCase() ?? '';
	const results = [...API_METHODS.values()]
		.filter(({ name }) => !(name in SECRET_ANSWERS))
		.map(({ name, purpose, parameters }) => {
			const takes = parameters.map((one) => `${one.name}${one.required ? '*' : ''}`).join(', ');
			return { name: `${name}: ${purpose}${takes ? ` (${takes})` : ''}`, value: name };
		})
		.filter(({ name }) => name.toLowerCase().includes(wanted));
	return { results };
}

type Account = Awaited<ReturnType<typeof openKwork>>;
type Forms = Library['kworkForms'];

async function withKwork(
	context: ILoadOptionsFunctions,
	read: (parts: {
		client: Account['client'];
		simple: Forms;
	}) => Promise<INodeListSearchResult['results']>,
): Promise<INodeListSearchResult> {
	try {
		const { client, settle } = await openKwork(context);
		const { kworkForms } = await loadLib();
		const results = await read({ client, simple: kworkForms });
		await settle?.();
		return { results };
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}
