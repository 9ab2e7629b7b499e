import { choice, collection, number, shownWhen } from '../../../shared/parameters';
import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';
import { employeeOption, resumeLocator } from '../../parameters';

export const getContacts = defineOperation<AvitoRun>()({
	value: 'getContacts',
	name: 'Get Contacts',
	action: 'Get the contacts of a resume',
	description:
		'Name, phone numbers, email and chat of a resume. By default only resumes that are already bought, which is free; the result shows alreadyBought, cost and spent. One item.',
	effect: 'spend',
	parameters: {
		resumeId: resumeLocator(),
		purchase: choice({
			displayName: 'Purchase',
			default: 'never',
			description: 'What to do with a resume whose contacts have not been bought yet',
			options: [
				{
					name: 'Only If Already Purchased',
					value: 'never',
					description: 'Never spends; other resumes come back as not_purchased',
				},
				{
					name: 'Buy If Needed',
					value: 'buy',
					description:
						'Takes one contact from the package for each resume that has not been bought yet',
				},
			],
		}),
		maxPurchases: shownWhen(
			{ purchase: ['buy'] },
			number({
				displayName: 'Max Purchases per Run',
				default: 1,
				typeOptions: { minValue: 0, maxValue: 10000 },
				description:
					"How many contacts one run of this node may buy. The first item's value applies.",
			}),
		),
		options: collection({ displayName: 'Options' }, { employeeId: employeeOption() }),
	},
	async prepare({ client, params, signal }) {
		const { api, lib } = client;
		const { resumeId, options } = params;
		const request = { method: 'GET', path: `/job/v1/resumes/${resumeId}/contacts/` };
		const shared = { target: `resume ${resumeId}`, request };
		const shown = lib.avitoForms.contacts.simplify;
		if (params.purchase === 'never') {
			return {
				...shared,
				harmless: true,
				cost: { amount: 0, unit: 'contact' },
				send: async () => shown(await api.contacts.get(resumeId, { ...options, signal })),
			};
		}
		const { cost } = await api.contacts.cost(resumeId, signal);
		const ceiling = client.ceiling('contact', params.maxPurchases ?? 0);
		return {
			...shared,
			harmless: cost === 0,
			cost: { amount: cost, unit: 'contact' },
			send: async () => shown(await api.contacts.get(resumeId, { ceiling, ...options, signal })),
		};
	},
});
