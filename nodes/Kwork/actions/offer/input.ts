import type { OfferInput } from '../../../../lib/kwork';
import { readAll } from '../../../shared/files';
import type { Files } from '../../../shared/operation';
import type { ValuesOf } from '../../../shared/parameters';
import {
	choice,
	collection,
	list,
	number,
	ParameterValueError,
	shownWhen,
	text,
	textList,
} from '../../../shared/parameters';
import { idField, projectLocator } from '../../parameters';

/** Days that Kwork's form offers (kwork.md 6.4). */
const DAYS = ['1', '2', '3', '4', '5', '6', '7', '10', '14', '21', '30', '60'] as const;

/** What Submit and Edit ask for. */
export const offerParameters = {
	projectId: projectLocator(),
	offerType: choice({
		displayName: 'Offer Type',
		default: 'custom',
		description: 'What you offer',
		options: [
			{ name: 'Individual Offer', value: 'custom', description: 'Made for this project' },
			{ name: 'Own Kwork', value: 'kwork', description: 'One of your ready-made services' },
		],
	}),
	title: shownWhen(
		{ offerType: ['custom'] },
		text({
			displayName: 'Title',
			required: true,
			placeholder: 'e.g. Telegram bot for orders',
			description: 'Title of the future order, up to 70 characters',
		}),
	),
	kworkId: shownWhen({ offerType: ['kwork'] }, idField('Kwork ID', '2468013', 'ID of your kwork')),
	description: text({
		displayName: 'Text',
		required: true,
		rows: 6,
		placeholder: 'e.g. Hello! I have read your task…',
		description: 'Your letter to the buyer, 150 to 2000 characters',
	}),
	price: number({
		displayName: 'Price (RUB)',
		default: 1000,
		typeOptions: { minValue: 1 },
		description: "What the buyer pays, including Kwork's commission",
	}),
	duration: choice({
		displayName: 'Duration (Days)',
		default: '7',
		description: 'How long the work takes',
		options: DAYS.map((days) => ({ name: days, value: days })),
	}),
	offerOptions: collection(
		{ displayName: 'Options' },
		{
			attachments: textList({
				displayName: 'Attachments',
				placeholder: 'e.g. data, picture',
				description: 'Names of the binary fields to attach, separated by commas',
			}),
			stages: list(
				{
					displayName: 'Stages',
					itemName: 'Stage',
					description: 'Payment by stages; their prices add up to the price of the offer',
				},
				{
					title: text({ displayName: 'Title' }),
					price: number({ displayName: 'Price (RUB)', default: 1000 }),
				},
			),
		},
	),
};

export async function offerInput(
	params: ValuesOf<typeof offerParameters>,
	files: Files,
): Promise<OfferInput> {
	const { stages = [], attachments } = params.offerOptions;
	const sum = stages.reduce((total, { price }) => total + price, 0);
	if (stages.length > 0 && sum !== params.price) {
		throw new ParameterValueError(
			`The stages add up to ${sum}, the price is ${params.price}`,
			'Change Price (RUB) or the prices of the stages.',
		);
	}
	const base = {
		projectId: params.projectId,
		description: params.description,
		durationDays: Number(params.duration),
		price: params.price,
		stages: stages.length > 0 ? stages : undefined,
		attachments: await readAll(files, attachments),
	};
	return params.offerType === 'kwork'
		? { ...base, type: 'kwork', kworkId: params.kworkId ?? 0 }
		: { ...base, type: 'custom', title: params.title ?? '' };
}
