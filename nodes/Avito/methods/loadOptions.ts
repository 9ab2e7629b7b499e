import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { toNodeError } from '../../shared/errors';
import type { AvitoRun } from '../context';
import { openAvito } from '../context';

async function withAvito(
	context: ILoadOptionsFunctions,
	read: (run: AvitoRun) => Promise<INodePropertyOptions[]>,
): Promise<INodePropertyOptions[]> {
	try {
		const { client, settle } = await openAvito(context);
		const options = await read(client);
		await settle?.();
		return options;
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

export async function getApplicationStates(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await withAvito(this, async ({ api }) =>
		(await api.applications.states()).map(({ slug, description }) => ({
			name: description ?? slug,
			value: slug,
		})),
	);
}

async function dictionary(context: ILoadOptionsFunctions, id: string) {
	return await withAvito(context, async ({ api }) =>
		(await api.vacancyMarket.dictionary(id))
			.filter(({ deprecated }) => !deprecated)
			.map((entry) => ({ name: entry.name, value: String(entry.id) })),
	);
}

export async function getBusinessAreas(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await dictionary(this, 'business_area');
}

export async function getProfessions(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await dictionary(this, 'profession');
}
