import { defineOperation } from '../../../shared/operation';
import { list, number, ParameterValueError, text } from '../../../shared/parameters';
import type { Desk } from '../../parameters';

export const chooseVariant = defineOperation<Desk>()({
	value: 'chooseVariant',
	name: 'Choose Variant',
	action: 'Choose a variant',
	description:
		'Picks one of several texts for an A/B test; the same key always gets the same variant, also after a restart. One item.',
	effect: 'read',
	parameters: {
		key: text({
			displayName: 'Key',
			required: true,
			default: '={{ $json.dedupeKey }}',
			description: 'What a variant is chosen for',
		}),
		experiment: text({
			displayName: 'Experiment',
			default: 'first letter',
			description: 'A different name gives a different assignment',
		}),
		variants: list(
			{ displayName: 'Variants', itemName: 'Variant', description: 'What to choose from' },
			{
				name: text({ displayName: 'Name', default: 'A' }),
				text: text({ displayName: 'Text', rows: 3 }),
				weight: number({ displayName: 'Weight', default: 1, typeOptions: { minValue: 0 } }),
			},
		),
	},
	async execute({ client, params: { key, experiment, variants } }) {
		if (key === '')
			throw new ParameterValueError('"Key" is empty', 'Use the dedupeKey of the lead.');
		if (!variants.some(({ weight }) => weight > 0)) {
			throw new ParameterValueError(
				'"Variants" is empty',
				'Add two or more with a weight above 0.',
			);
		}
		const { name, text: body } = client.chooseVariant(key, experiment, variants);
		return { key, experiment, variant: name, text: body };
	},
});
