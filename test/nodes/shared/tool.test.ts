import type { IDataObject, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { ServiceError } from '../../../lib/errors';
import { Avito } from '../../../nodes/Avito/Avito.node';
import { FreelanceDesk } from '../../../nodes/FreelanceDesk/FreelanceDesk.node';
import { Kwork } from '../../../nodes/Kwork/Kwork.node';
import { Upwork } from '../../../nodes/Upwork/Upwork.node';
import { toNodeError } from '../../../nodes/shared/errors';
import { ParameterValueError } from '../../../nodes/shared/parameters';

const nodes: INodeType[] = [new Kwork(), new Avito(), new Upwork(), new FreelanceDesk()];

/** What n8n fills in for a node of this name when nothing but resource and operation was chosen. */
function defaults(
	description: INodeTypeDescription,
	name: string,
	chosen: IDataObject,
): IDataObject {
	const node = {
		id: '1',
		name: 'Node',
		type: name,
		typeVersion: 1,
		position: [0, 0] as [number, number],
	};
	const own = { ...description, name };
	return (
		NodeHelpers.getNodeParameters(own.properties, chosen as never, true, false, node, own) ?? {}
	);
}

function operations(description: INodeTypeDescription): IDataObject[] {
	return description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options = [] }) =>
			options.map((option) => ({
				resource: String(displayOptions?.show?.resource?.[0]),
				operation: 'value' in option ? String(option.value) : '',
			})),
		);
}

describe.each(nodes.map(({ description }) => [description.displayName, description] as const))(
	'%s as a tool',
	(service, description) => {
		it('tells a model what each operation does, returns and changes', () => {
			const told = operations(description).map((chosen) =>
				String(defaults(description, `${description.name}Tool`, chosen).toolDescription),
			);
			expect(told.length).toBeGreaterThan(15);
			expect(told.filter((text) => !text.startsWith(`${service}: `))).toEqual([]);
			expect(
				told.filter(
					(text) => !/Changes nothing\.|Changes data of|May spend|desk itself remembers/.test(text),
				),
			).toEqual([]);
			expect(new Set(told).size).toBe(told.length);
		});

		it('shows the description only there, and reads ten items unless told otherwise', () => {
			for (const chosen of operations(description)) {
				const plain = defaults(description, description.name, chosen);
				const tool = defaults(description, `${description.name}Tool`, chosen);
				expect(plain).not.toHaveProperty('toolDescription');
				if ('returnAll' in plain) {
					expect([chosen, plain.limit, tool.limit]).toEqual([chosen, 50, 10]);
				}
			}
		});
	},
);

describe('a failed tool', () => {
	const node = (type: string) => ({
		id: '1',
		name: 'Node',
		type: `n8n-nodes-freelance-hub.${type}`,
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: {},
	});
	const failures = [
		new ParameterValueError('"Person" is empty', 'Give its ID, e.g. 777001.'),
		new ServiceError('No such dialog', { kind: 'validation', remedy: 'Check the ID.' }),
		new ServiceError('Not found', { kind: 'notFound', remedy: 'List them first.' }),
	];

	it.each(failures)('says what to do in its message: $message', (failure) => {
		const { message, description } = toNodeError(node('kworkTool'), failure);
		expect(message).toBe(`${failure.message}. ${failure.remedy}`);
		expect(description).toBe(failure.remedy);
	});

	it.each(failures)('but not where a person sees the description: $message', (failure) => {
		expect(toNodeError(node('kwork'), failure).message).toBe(failure.message);
		expect(toNodeError(node('freelanceDesk'), failure).message).toBe(failure.message);
	});
});
