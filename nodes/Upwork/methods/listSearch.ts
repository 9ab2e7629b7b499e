import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { toNodeError } from '../../shared/errors';
import type { UpworkRun } from '../context';
import { openUpwork } from '../context';

/** How many entries a list shows; searching narrows it. */
const LIST_LENGTH = 30;

export async function searchJobs(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await withUpwork(this, async ({ api, lib }, add) => {
		const search = filter?.trim() ? { searchExpression_eq: filter.trim() } : {};
		for await (const { id, title } of api.jobs.search({ filter: search, limit: LIST_LENGTH })) {
			add(title ?? id, id, lib.jobUrl(id));
		}
	});
}

export async function searchOwnJobs(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await withUpwork(this, async ({ api }, add) => {
		const wanted = filter?.trim() ? { title_eq: filter.trim() } : {};
		for await (const { id, content } of api.buyer.jobs({ filter: wanted, limit: LIST_LENGTH })) {
			add(content?.title ?? id, id);
		}
	});
}

export async function searchProposals(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await withUpwork(this, async ({ api, lib }, add) => {
		const statuses = ['Activated', 'Offered', 'Accepted', 'Pending', 'Hired'] as const;
		for await (const proposal of api.proposals.list({ statuses, limit: LIST_LENGTH })) {
			const { id, jobTitle, status } = lib.upworkForms.proposal.simplify(proposal);
			const name = `${jobTitle ?? id} (${status ?? '?'})`;
			if (matches(name, filter)) add(name, id, lib.proposalUrl(id));
		}
	});
}

export async function searchRooms(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await withUpwork(this, async ({ api, lib }, add) => {
		const limit = filter ? LIST_LENGTH * 10 : LIST_LENGTH;
		for await (const { id, roomName, topic } of api.rooms.list({ limit })) {
			const name = [roomName, topic].filter(Boolean).join(': ') || id;
			if (matches(name, filter)) add(name, id, lib.roomUrl(id));
		}
	});
}

const matches = (name: string, filter: string | undefined) =>
	!filter || name.toLowerCase().includes(filter.trim().toLowerCase());

async function withUpwork(
	context: ILoadOptionsFunctions,
	read: (run: UpworkRun, add: (name: string, value: string, url?: string) => void) => Promise<void>,
): Promise<INodeListSearchResult> {
	const results: INodeListSearchResult['results'] = [];
	try {
		const organizationId = String(context.getCurrentNodeParameter('organization') ?? '');
		const { client } = await openUpwork(context, { organizationId });
		await read(client, (name, value, url) => results.push({ name, value, url }));
		return { results };
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}
