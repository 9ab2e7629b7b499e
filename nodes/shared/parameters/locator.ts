import type { INodePropertyMode } from 'n8n-workflow';
import { asText } from './convert';
import { ParameterValueError, type Parameter } from './parameter';

export interface LocatorOptions {
	displayName: string;
	description: string;
	/** Name of a `methods.listSearch` function; left out where the service has no list. */
	searchListMethod?: string;
	/** Group 1 is the id. */
	urlPattern?: string;
	urlPlaceholder?: string;
	idPlaceholder: string;
	/** What an id looks like, checked before anything is sent. Default: a number from 1 on. */
	idPattern?: RegExp;
	required?: boolean;
}

/** Picks one thing of the service: from a searchable list, by address, or by id. */
export function locator(options: LocatorOptions): Parameter<string> {
	const idPattern = options.idPattern ?? /^[1-9]\d*$/;
	const { searchListMethod, urlPattern } = options;
	const everyWay: { modes: INodePropertyMode[] } = {
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'By URL',
				name: 'url',
				type: 'string',
				placeholder: `e.g. ${options.urlPlaceholder ?? 'https://…'}`,
				extractValue: { type: 'regex', regex: urlPattern ?? '' },
				validation: [
					{
						type: 'regex',
						properties: {
							regex: `${urlPattern ?? ''}.*`,
							errorMessage: `Not an address of a ${options.displayName.toLowerCase()}`,
						},
					},
				],
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: `e.g. ${options.idPlaceholder}`,
			},
		],
	};
	const modes = everyWay.modes.filter(
		({ name }) => (name !== 'list' || searchListMethod) && (name !== 'url' || urlPattern),
	);
	const required = options.required ?? true;
	return {
		describe: (name) => [
			{
				displayName: options.displayName,
				name,
				type: 'resourceLocator',
				default: { mode: modes[0]?.name ?? 'id', value: '' },
				required,
				description: options.description,
				modes,
			},
		],
		read(reader, name) {
			const value = asText(reader(name, '', { extractValue: true })).trim();
			if (value === '' && !required) return '';
			if (value === '') {
				throw new ParameterValueError(
					`"${options.displayName}" is empty`,
					`Choose one from the list, or give its ID, e.g. ${options.idPlaceholder}.`,
				);
			}
			if (!idPattern.test(value) || /^0+$/.test(value)) {
				throw new ParameterValueError(
					`"${options.displayName}" is not a valid ID: ${value.slice(0, 60)}`,
					`An ID looks like ${options.idPlaceholder}. Check the expression that fills "${options.displayName}".`,
				);
			}
			return value;
		},
	};
}
