import type { IExecuteFunctions, INodeProperties, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { Avito } from '../../nodes/Avito/Avito.node';
import { Kwork } from '../../nodes/Kwork/Kwork.node';
import { Upwork } from '../../nodes/Upwork/Upwork.node';
import { runNode } from '../support/workflow';

/** Every resource locator of every node, and the address that its own placeholder shows. */
const locators = [new Avito(), new Kwork(), new Upwork()].flatMap(({ description }) =>
	description.properties
		.filter(({ type }) => type === 'resourceLocator')
		.map((property): [name: string, property: INodeProperties] => [
			[
				description.name,
				property.displayOptions?.show?.resource,
				property.displayOptions?.show?.operation,
				property.name,
			].join(' '),
			property,
		]),
);

const withAddress = locators.flatMap(([name, property]) => {
	const mode = property.modes?.find((one) => one.name === 'url');
	const address = /https?:\S+/.exec(mode?.placeholder ?? '')?.[0];
	return address === undefined ? [] : [[name, property, address] as const];
});

/** Reads one locator in n8n's engine. */
function reader(property: INodeProperties): INodeType {
	return {
		description: {
			displayName: 'Reader',
			name: 'reader',
			group: ['input'],
			version: 1,
			description: 'Reader',
			defaults: { name: 'Reader' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			properties: [{ ...property, displayOptions: undefined }],
		},
		async execute(this: IExecuteFunctions) {
			const options = { extractValue: true };
			return [
				this.getInputData().map((_, index) => ({
					json: { id: this.getNodeParameter(property.name, index, '', options) as string },
				})),
			];
		},
	};
}

const idsOf = async (property: INodeProperties, addresses: string[]): Promise<unknown[]> => {
	const { outputs, error } = await runNode({
		node: reader(property),
		parameters: { [property.name]: { __rl: true, mode: 'url', value: '={{ $json.url }}' } },
		items: addresses.map((url) => ({ url })),
	});
	if (error) throw error;
	return (outputs[0] ?? []).map(({ json }) => json.id);
};

const separator = (address: string): string => (address.includes('?') ? '&' : '?');

test.each(withAddress)(
	'%s finds the ID in an address, whatever follows it',
	async (_name, property, address) => {
		const [plain] = await idsOf(property, [address]);
		expect(plain).toMatch(/^\S+$/);
		const more = `${separator(address)}context=H4sI_99&utm_source=a_1`;
		const endings = [more, '#top', `${more}#top_7`, ...(address.includes('?') ? [] : ['/'])];
		const ids = await idsOf(
			property,
			endings.map((ending) => address + ending),
		);
		expect(ids).toEqual(endings.map(() => plain));
		const { extractValue } = property.modes?.find(({ name }) => name === 'url') ?? {};
		expect(extractValue).toMatchObject({ type: 'regex' });
	},
);
