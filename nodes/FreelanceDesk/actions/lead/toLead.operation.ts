import { defineOperation } from '../../../shared/operation';
import {
	choice,
	collection,
	optionalNumber,
	ParameterValueError,
	text,
	textList,
} from '../../../shared/parameters';
import { currencyCode, marketplace, type Desk } from '../../parameters';

/** What each marketplace posts, and in which currency; the nodes' own records have the same kind. */
const POSTS = {
	avito: { kind: 'vacancy', currency: 'RUB' },
	kwork: { kind: 'project', currency: 'RUB' },
	upwork: { kind: 'job', currency: 'USD' },
} as const;

export const toLead = defineOperation<Desk>()({
	value: 'toLead',
	name: 'To Lead',
	action: 'Make a lead',
	description:
		'Makes a lead record from any item, so that postings from elsewhere go through the same process. One item per lead.',
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
				kind: choice({
					displayName: 'Kind',
					default: 'project',
					description:
						'What it is; part of the dedupeKey. Default: project on Kwork, job on Upwork, vacancy on Avito.',
					options: [
						{ name: 'Application', value: 'application' },
						{ name: 'Contract', value: 'contract' },
						{ name: 'Job', value: 'job' },
						{ name: 'Offer', value: 'offer' },
						{ name: 'Order', value: 'order' },
						{ name: 'Project', value: 'project' },
						{ name: 'Proposal', value: 'proposal' },
						{ name: 'Vacancy', value: 'vacancy' },
					],
				}),
				amount: optionalNumber({ displayName: 'Budget', description: 'Or the hourly rate' }),
				priceKind: choice({
					displayName: 'Budget Is',
					default: 'budget',
					options: [
						{ name: 'Hourly Rate', value: 'hourly' },
						{ name: 'Monthly Salary', value: 'monthly' },
						{ name: 'Total', value: 'budget' },
					],
				}),
				currency: text({
					displayName: 'Currency',
					default: 'RUB',
					description: 'Default: USD on Upwork, RUB elsewhere',
				}),
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
	async execute({ client, params: { source, sourceId: given, title, text: body, fields } }) {
		const sourceId = idOf(source, given);
		const kind = fields.kind ?? POSTS[source].kind;
		const currency = fields.currency?.trim() || POSTS[source].currency;
		return client.readLead({
			record: 'lead',
			kind,
			source,
			sourceId,
			dedupeKey: client.dedupeKey(source, kind, sourceId),
			title,
			text: body,
			url: fields.url || null,
			money:
				fields.amount === undefined
					? null
					: {
							amount: fields.amount,
							currency: currencyCode(currency, 'Currency'),
							kind: fields.priceKind ?? 'budget',
						},
			category: fields.category || null,
			skills: fields.skills ?? [],
			competition: fields.competition ?? null,
			person: fields.username ? { username: fields.username } : null,
		});
	},
});

/** The ID as the nodes have it in their records: Upwork's `~02…` is the number with a mark. */
function idOf(source: keyof typeof POSTS, given: string): string {
	const id = given.trim().replace(source === 'upwork' ? /^(?:~|%7E)02(?=\d{15,20}$)/i : /^$/, '');
	if (!['', '0', 'undefined', 'null', 'NaN'].includes(id)) return id;
	throw new ParameterValueError(
		`"ID" is empty or not an ID: ${id || '(empty)'}`,
		'Give the ID on the marketplace, e.g. {{ $json.id }}; check that the item has that field.',
	);
}
