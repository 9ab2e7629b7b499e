import type { IDataObject } from 'n8n-workflow';
import { resources } from '../../../nodes/Upwork/actions';
import type { NodeRun } from '../../support/workflow';
import { byId } from '../../support/workflow';
import type { Ids, OperationCase } from './operationTable';
import { OPERATIONS } from './operationTable';
import type { UpworkBench, UpworkRunOptions } from './support';
import { COMPANY } from './support';

export const named = (cases: OperationCase[]) =>
	cases.map((one): [string, OperationCase] => [one.at, one]);

export const operationOf = ({ at }: OperationCase) => {
	const [resource, operation = ''] = at.split('.');
	return resources.find(({ value }) => value === resource)?.operations.get(operation);
};

export const READS = OPERATIONS.filter((one) => operationOf(one)?.effect === 'read');
export const WRITES = OPERATIONS.filter((one) => operationOf(one)?.effect !== 'read');

/** One operation as it is called, with other parameters where given. */
export function callOf(one: OperationCase, ids: Ids, parameters?: IDataObject): UpworkRunOptions {
	const [resource = '', operation = ''] = one.at.split('.');
	return {
		resource,
		operation,
		parameters: { organization: one.organization ?? '', ...(parameters ?? one.parameters?.(ids)) },
	};
}

/** What a run says above its output. */
export const hintsOf = ({ run }: NodeRun): string[] =>
	(run.data.resultData.runData.Tested?.[0]?.hints ?? []).map(({ message }) => message);

/** IDs of the simulator's seed, which is the same after every reset. */
export async function idsOf(bench: UpworkBench): Promise<Ids> {
	const list = async (resource: string, parameters: IDataObject = {}, operation = 'getAll') =>
		await bench.items({ resource, operation, parameters: { returnAll: true, ...parameters } });
	const idsIn = (items: IDataObject[]) => items.map(({ id }) => String(id));
	const proposals = await list('proposal', { statuses: ['Accepted', 'Activated'] });
	const rooms = idsIn(await list('room'));
	const [room] = await bench.items({
		resource: 'room',
		operation: 'get',
		parameters: { roomId: byId(rooms[0]), output: 'raw' },
	});
	const { user } = await viewerOf(bench);
	const other = (room?.roomUsers as IDataObject[]).find(
		({ user: member }) => (member as IDataObject).id !== user.id,
	);
	return {
		jobs: idsIn(await list('job', {}, 'search')),
		proposals: idsIn(proposals),
		rooms,
		offers: idsIn(await list('offer')),
		contracts: idsIn(await list('contract', {}, 'getHistory')),
		postings: idsIn(await list('myJob', { organization: COMPANY })),
		profiles: (await list('profile', { keyword: '' }, 'search')).map(({ ciphertext }) =>
			String(ciphertext),
		),
		person: {
			userId: (other?.user as IDataObject).id,
			organizationId: (other?.organization as IDataObject).id,
		},
	};
}

async function viewerOf(bench: UpworkBench): Promise<{ user: IDataObject }> {
	const [viewer] = await bench.items({
		resource: 'account',
		operation: 'get',
		parameters: { output: 'raw' },
	});
	return viewer as { user: IDataObject };
}
