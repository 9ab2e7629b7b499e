import { resources } from '../../../nodes/Upwork/actions';
import { OPERATIONS } from './operationTable';

it('the table holds every operation of the node', () => {
	const all = resources.flatMap(({ value, operations }) =>
		[...operations.keys()].map((operation) => `${value}.${operation}`),
	);
	expect(OPERATIONS.map(({ at }) => at).sort()).toEqual(all.sort());
});
