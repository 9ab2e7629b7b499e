import type { IDataObject } from 'n8n-workflow';
import { resources } from '../../../nodes/Kwork/actions';
import { byId } from '../../support/workflow';
import { OPERATIONS, type Ids, type OperationCase } from './operationTable';
import { KworkBench, type KworkRun } from './support';

export { ELSEWHERE, OPERATIONS, SITE, type OperationCase } from './operationTable';

export const named = (cases: readonly OperationCase[]) =>
	cases.map((one): [string, OperationCase] => [one.at, one]);

export const effectOf = ({ at }: OperationCase) => {
	const [resource, operation = ''] = at.split('.');
	return resources.find(({ value }) => value === resource)?.operations.get(operation)?.effect;
};

export const READS = OPERATIONS.filter((one) => effectOf(one) === 'read');
export const WRITES = OPERATIONS.filter((one) => effectOf(one) !== 'read');

/** The Kwork node with what the cases of the table need: ids of the seed, and a new order. */
export class OperationBench extends KworkBench {
	ids: Ids = {};

	override async start(): Promise<void> {
		await super.start();
		const [reason] = await this.items({
			resource: 'order',
			operation: 'getCancelReasons',
			parameters: { orderId: byId(this.ids.order) },
		});
		this.ids = {
			project: await this.first('project'),
			offer: await this.first('offer'),
			gig: await this.first('gig'),
			review: await this.first('review', 'demo', ({ answer }) => answer === null),
			ownProject: await this.first('myProject', 'buyer'),
			reason: reason?.id,
		};
		await this.reset();
	}

	protected override async prepare(): Promise<void> {
		await super.prepare();
		this.ids.order = this.simulator.control.kwork.orderArrives({ payer: 'buyer' }).orderId;
	}

	private async first(
		resource: string,
		login = 'demo',
		filter: (item: IDataObject) => boolean = () => true,
	) {
		const credential = { login, password: login };
		const items = await this.items({ resource, operation: 'getAll', credential });
		return items.find(filter)?.id;
	}
}

export function callOf(
	{ ids }: OperationBench,
	{ at, parameters, login = 'demo', file }: OperationCase,
) {
	const [resource = '', operation = ''] = at.split('.');
	const call: KworkRun = {
		resource,
		operation,
		parameters: parameters?.(ids),
		credential: { login, password: login },
		...(file && {
			file: { fileName: 'plan.txt', mimeType: 'text/plain', data: Buffer.from('plan') },
		}),
	};
	return call;
}
