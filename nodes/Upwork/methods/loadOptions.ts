import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { toNodeError } from '../../shared/errors';
import type { UpworkRun } from '../context';
import { openUpwork } from '../context';

export async function getCategories(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await options(this, async ({ api }) =>
		(await api.reference.categories()).map(({ id, preferredLabel }) => ({
			name: preferredLabel ?? id,
			value: id,
		})),
	);
}

export async function getDurations(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await options(this, async ({ api }) =>
		(await api.proposals.durations()).map(({ id, label }) => ({ name: label ?? id, value: id })),
	);
}

export async function getOrganizations(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await options(this, async ({ api, lib }) => {
		const items = await api.people.organizations();
		return [
			{ name: 'As in the Credential', value: '' },
			...items.map((item) => {
				const { id, title, role, isAgency } = lib.upworkForms.organization.simplify(item);
				return { name: `${title ?? id} (${isAgency ? 'agency' : role})`, value: id };
			}),
		];
	});
}

async function options(
	context: ILoadOptionsFunctions,
	read: (run: UpworkRun) => Promise<INodePropertyOptions[]>,
): Promise<INodePropertyOptions[]> {
	try {
		return await read((await openUpwork(context)).client);
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}
