import { defineOperation } from '../../../shared/operation';
import { collection, optionalNumber, text, textList } from '../../../shared/parameters';
import { marketplace, type Desk } from '../../parameters';

export const toLead = defineOperation<Desk>()({
	value: 'toLead',
	name: 'To Lead',
	action: 'Make a lead',
	description:
		'Makes a lead record from any item, so that postings from elsewhere join the same process. One item per lead.',
	effect: 'read',
	parameters: {
		source: marketplace(),
		sourceId: text({
			displayName: 'ID',
			required: true,
			default: '={{ $json.id }}',
			description: 'ID on the marketplace',
		}),
		title: text({ displayName: 'Title', required: true, default: '={{ $json.title }}' }),
		text: text({ displayName: 'Text', default: '={{ $json.description }}', rows: 3 }),
		fields: collection(
			{ displayName: 'Additional Fields', placeholder: 'Add Field' },
			{
				url: text({ displayName: 'URL', placeholder: 'e.g. https://kwork.ru/projects/1/view' }),
				amount: optionalNumber({ displayName: 'Budget' }),
				currency: text({ displayName: 'Currency', default: 'RUB' }),
				category: text({ displayName: 'Category' }),
				skills: textList({ displayName: 'Skills', description: 'Separated by commas' }),
				competition: optionalNumber({
					displayName: 'Offers So Far',
					description: 'How many others have applied',
				}),
				username: text({ displayName: 'Username of the Client' }),
			},
		),
	},
	async execute({ client, params: { source, sourceId, title, text: body, fields } }) {
		return client.readLead({
			record: 'lead',
			kind: 'project',
			source,
			sourceId,
			dedupeKey: `${source}:project:${sourceId}`,
			title,
			text: body,
			url: fields.url || null,
			money:
				fields.amount === undefined
					? null
					: { amount: fields.amount, currency: fields.currency || 'RUB', kind: 'budget' },
			category: fields.category || null,
			skills: fields.skills ?? [],
			competition: fields.competition ?? null,
			person: fields.username ? { username: fields.username } : null,
		});
	},
});
