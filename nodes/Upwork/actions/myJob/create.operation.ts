import { defineOperation } from '../../../shared/operation';
import {
	choice,
	collection,
	flag,
	loadedChoice,
	optionalNumber,
	ParameterValueError,
	shownWhen,
	text,
	textList,
} from '../../../shared/parameters';
import type { UpworkRun } from '../../context';

export const create = defineOperation<UpworkRun>()({
	value: 'create',
	name: 'Create',
	action: 'Create a job',
	description:
		'Posts a job as the chosen client organization, as a draft unless you choose otherwise. One item with the ID of the posting.',
	effect: 'write',
	sends: true,
	parameters: {
		title: text({ displayName: 'Title', required: true }),
		description: text({ displayName: 'Description', required: true, rows: 6 }),
		jobType: choice({
			displayName: 'Job Type',
			default: 'FIXED_PRICE' as const,
			description: 'How the work is paid',
			options: [
				{ name: 'Fixed Price', value: 'FIXED_PRICE' as const },
				{ name: 'Hourly', value: 'HOURLY' as const },
			],
		}),
		amount: shownWhen(
			{ jobType: ['FIXED_PRICE'] },
			optionalNumber({ displayName: 'Budget (USD)', typeOptions: { minValue: 0 } }),
		),
		hourlyMin: shownWhen(
			{ jobType: ['HOURLY'] },
			optionalNumber({ displayName: 'Hourly Rate From (USD)', typeOptions: { minValue: 0 } }),
		),
		hourlyMax: shownWhen(
			{ jobType: ['HOURLY'] },
			optionalNumber({ displayName: 'Hourly Rate To (USD)', typeOptions: { minValue: 0 } }),
		),
		draft: flag({
			displayName: 'As Draft',
			default: true,
			description: 'Whether to save the posting without publishing it',
		}),
		postingOptions: collection(
			{ displayName: 'Options', placeholder: 'Add Option' },
			{
				categoryId: loadedChoice({
					displayName: 'Category Name or ID',
					loadOptionsMethod: 'getCategories',
					description:
						'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
				}),
				experienceLevel: choice({
					displayName: 'Experience Level',
					default: 'INTERMEDIATE' as const,
					description: 'What the job requires',
					options: [
						{ name: 'Entry', value: 'ENTRY_LEVEL' as const },
						{ name: 'Expert', value: 'EXPERT' as const },
						{ name: 'Intermediate', value: 'INTERMEDIATE' as const },
					],
				}),
				freelancersToHire: optionalNumber({ displayName: 'Freelancers to Hire' }),
				questions: textList({
					displayName: 'Screening Questions',
					description: 'Separated by commas, or a list from an expression',
				}),
				visibility: choice({
					displayName: 'Visibility',
					default: 'PUBLIC_INDEX' as const,
					description: 'Who can see the posting',
					options: [
						{ name: 'Everybody', value: 'PUBLIC_INDEX' as const },
						{ name: 'Invited Only', value: 'ACCESS_PRIVATE' as const },
						{ name: 'Upwork Users', value: 'ACCESS_PUBLIC' as const },
					],
				}),
			},
		),
	},
	async prepare({ client: { api }, params }) {
		const { title, description, jobType, amount, hourlyMin, hourlyMax, postingOptions } = params;
		if (title.trim() === '' || description.trim() === '') {
			throw new ParameterValueError('"Title" or "Description" is empty', 'Fill both.');
		}
		const { categoryId, experienceLevel, freelancersToHire, questions, visibility } =
			postingOptions;
		const organizationId = await api.people.organizationId();
		const request = {
			organizationId,
			jobPostingInfo: {
				title: title.trim(),
				description,
				type: jobType,
				status: params.draft ? ('DRAFT' as const) : ('REQUESTED' as const),
				access: visibility ?? ('PUBLIC_INDEX' as const),
				...(amount === undefined ? {} : { amount: String(amount) }),
				...(hourlyMin === undefined && hourlyMax === undefined
					? {}
					: {
							hourlyBudgetType: 'MANUAL' as const,
							...(hourlyMin === undefined ? {} : { hourlyBudgetMin: String(hourlyMin) }),
							...(hourlyMax === undefined ? {} : { hourlyBudgetMax: String(hourlyMax) }),
						}),
				...(categoryId ? { categoryId } : {}),
				...(experienceLevel ? { experienceLevel } : {}),
				...(freelancersToHire ? { freelancersToHire } : {}),
			},
			...(questions?.length ? { questions: questions.map((question) => ({ question })) } : {}),
		};
		return {
			target: `organization ${organizationId}`,
			content: `${title}\n${description}`,
			request,
			async look() {
				const earlier = await api.buyer.findByTitle(title.trim());
				return { sent: earlier && { id: earlier.id, title: earlier.content?.title } };
			},
			send: async () => await api.buyer.create(request),
		};
	},
});
