import type { KworkApi } from '../api';
import type { ListOptions } from '../paging';
import {
	ownProjectGroupSchema,
	ownProjectSchema,
	type OwnProject,
	type OwnProjectGroup,
} from '../schemas/exchange';
import { list, one } from '../schemas/values';
import { pagedList } from './reads';
import { failures } from '../failures';
import { before, write } from './write';

const listOfOwnProjectGroup = list(ownProjectGroupSchema);
const oneOwnProject = one(ownProjectSchema);

/** Own projects of a buyer (kwork.md 3.4). */
export class MyProjectsEndpoint {
	constructor(private readonly api: KworkApi) {}

	/** @param statusIds ids from `groups`; -1 is the archive; everything when absent */
	list(
		filters: { statusIds?: readonly number[] } = {},
		options: ListOptions = {},
	): AsyncGenerator<OwnProject, void, undefined> {
		const want_status_id = filters.statusIds?.join(',') || undefined;
		const parameters = { want_status_id };
		return pagedList(this.api, 'myWants', parameters, ownProjectSchema, ({ id }) => id, options);
	}

	/** Own projects by status, with how many each status has. */
	async groups(signal?: AbortSignal): Promise<OwnProjectGroup[]> {
		return await this.api.call('wantsStatusList', {}, listOfOwnProjectGroup, {
			effect: 'read',
			signal,
		});
	}

	async get(projectId: number, signal?: AbortSignal): Promise<OwnProject> {
		return await this.api.call('want', { id: projectId }, oneOwnProject, {
			effect: 'read',
			signal,
		});
	}

	/** Publishes the project again. */
	async restart(projectId: number, signal?: AbortSignal): Promise<void> {
		await this.change('restartWant', projectId, signal);
	}

	/** Stops taking offers. */
	async stop(projectId: number, signal?: AbortSignal): Promise<void> {
		await this.change('stopWant', projectId, signal);
	}

	async delete(projectId: number, signal?: AbortSignal): Promise<void> {
		await this.change('deleteWant', projectId, signal);
	}

	/** The names of the states are not known, so a lost answer is settled by their having changed. */
	private async change(method: string, projectId: number, signal?: AbortSignal): Promise<void> {
		const state = async () => {
			const { status, want_status_id } = await this.get(projectId);
			return `${status}/${want_status_id}`;
		};
		const old = await before(state);
		await write(this.api, method, { id: projectId }, signal, async () => {
			if (old === undefined) return false;
			return await state().then(
				(now) => now !== old,
				(error: unknown) => method === 'deleteWant' && failures.notFound.is(error),
			);
		});
	}
}
