import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { toNodeError } from '../../shared/errors';
import type { AvitoRun } from '../context';
import { openAvito } from '../context';

/** How many entries a list shows at a time; searching narrows it. */
const LIST_LENGTH = 50;
/** How far back the list of applications looks. */
const MONTH_MS = 30 * 86_400_000;

async function withAvito(
	context: ILoadOptionsFunctions,
	filter: string | undefined,
	read: (run: AvitoRun) => AsyncIterable<INodeListSearchItems>,
): Promise<INodeListSearchResult> {
	try {
		const { client, settle } = await openAvito(context);
		const results: INodeListSearchItems[] = [];
		const wanted = filter?.trim().toLowerCase() ?? '';
		for await (const entry of read(client)) {
			const text = `${entry.name} ${entry.value}`.toLowerCase();
			if (text.includes(wanted)) results.push(entry);
			if (results.length >= LIST_LENGTH) break;
		}
		await settle?.();
		return { results };
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

export async function searchResumes(this: ILoadOptionsFunctions, filter?: string) {
	// Avito searches by itself, in the whole text of a resume.
	return await withAvito(this, '', async function* ({ api }) {
		for await (const card of api.resumes.search({ query: filter }, { limit: LIST_LENGTH })) {
			const place = card.address_details?.location;
			yield {
				name: [card.title ?? 'Resume', place].filter(Boolean).join(', '),
				value: String(card.id),
			};
		}
	});
}

export async function searchVacancies(this: ILoadOptionsFunctions, filter?: string) {
	return await withAvito(this, filter, async function* ({ api }) {
		for await (const { id, title, url } of api.vacancies.list({}, { withDetails: false })) {
			yield { name: title ?? String(id), value: String(id), url: url ?? undefined };
		}
	});
}

/** Those whose publication has ended come first: Avito refuses to prolong what has just begun. */
export async function searchVacanciesToProlong(this: ILoadOptionsFunctions, filter?: string) {
	return await withAvito(this, filter, async function* ({ api }) {
		for (const status of ['old', 'active']) {
			const vacancies = api.vacancies.list({ statuses: [status] }, { withDetails: false });
			for await (const { id, title, url } of vacancies) {
				const name = `${title ?? id}${status === 'active' ? ' (still published)' : ''}`;
				yield { name, value: String(id), url: url ?? undefined };
			}
		}
	});
}

export async function searchItems(this: ILoadOptionsFunctions, filter?: string) {
	return await withAvito(this, filter, async function* ({ api }) {
		for await (const { id, title, url } of api.items.list()) {
			yield { name: title ?? String(id), value: String(id), url: url ?? undefined };
		}
	});
}

export async function searchChats(this: ILoadOptionsFunctions, filter?: string) {
	return await withAvito(this, filter, async function* ({ api, lib }) {
		const ownId = await api.account.id();
		const { chats } = await api.chats.collect({ limit: filter ? 1000 : LIST_LENGTH });
		for (const { id, users, context } of chats) {
			const person = users?.find((user) => user.id !== ownId)?.name;
			yield {
				name: [person ?? id, context?.value?.title].filter(Boolean).join(', '),
				value: id,
				url: lib.chatUrl(id),
			};
		}
	});
}

export async function searchApplications(this: ILoadOptionsFunctions, filter?: string) {
	return await withAvito(this, filter, async function* ({ api }) {
		const createdSinceMs = Date.now() - MONTH_MS;
		for await (const found of api.applications.list({ createdSinceMs }, { limit: 200 })) {
			const name = found.applicant?.data?.name ?? 'Application';
			yield { name: `${name} (${found.created_at?.slice(0, 10) ?? '?'})`, value: found.id };
		}
	});
}

async function searchEndpoints(
	context: ILoadOptionsFunctions,
	filter: string | undefined,
	isRead: boolean,
) {
	return await withAvito(context, filter, async function* ({ api }) {
		for (const { id, section, title, effect, deprecated } of api.api.entries()) {
			if ((effect === 'read') !== isRead) continue;
			const mark = deprecated ? ', deprecated' : effect === 'spend' ? ', costs money' : '';
			yield { name: `${section}: ${title}${mark}`, value: id };
		}
	});
}

export async function searchReadEndpoints(this: ILoadOptionsFunctions, filter?: string) {
	return await searchEndpoints(this, filter, true);
}

export async function searchWriteEndpoints(this: ILoadOptionsFunctions, filter?: string) {
	return await searchEndpoints(this, filter, false);
}
