import { defineOperation } from '../../../shared/operation';
import {
	collection,
	dateTime,
	list,
	loadedChoice,
	number,
	optionalNumber,
	text,
	textList,
} from '../../../shared/parameters';
import type { UpworkRun } from '../../context';
import { dayOf, jobLocator } from '../../parameters';

export const prepare = defineOperation<UpworkRun>()({
	value: 'prepare',
	name: 'Prepare',
	action: 'Prepare a proposal',
	description:
		'Checks a proposal without sending it: text, questions, terms, Connects, whether the posting is open and not yet applied for. Returns what is missing, the link to submit by hand, and the confirmation that Submit needs. Show it to a person before submitting. One item.',
	effect: 'read',
	parameters: {
		jobId: jobLocator(),
		coverLetter: text({
			displayName: 'Cover Letter',
			rows: 8,
			description: 'Up to 5,000 characters',
		}),
		amount: number({
			displayName: 'Rate or Bid (USD)',
			default: 0,
			required: true,
			typeOptions: { minValue: 0, numberPrecision: 2 },
			description: 'Hourly rate, or the whole price of a fixed-price job, as charged to the client',
		}),
		answers: list(
			{
				displayName: 'Answers',
				itemName: 'Answer',
				description: "Answers to the posting's screening questions",
			},
			{
				question: text({
					displayName: 'Question',
					description: 'Text of the question; empty means the next one in order',
				}),
				answer: text({ displayName: 'Answer', rows: 3 }),
			},
		),
		milestones: list(
			{
				displayName: 'Milestones',
				itemName: 'Milestone',
				description: 'Parts of a fixed-price job; they add up to the bid',
			},
			{
				description: text({ displayName: 'Description' }),
				amount: number({ displayName: 'Amount (USD)', default: 0 }),
				dueDate: dateTime({
					displayName: 'Due Date',
					description: 'Only the day matters, not the time',
				}),
			},
		),
		proposalOptions: collection(
			{ displayName: 'Options', placeholder: 'Add Option' },
			{
				boostConnects: optionalNumber({
					displayName: 'Boost (Connects)',
					typeOptions: { minValue: 0 },
					description: 'An auction bid on top of the price; returned unless it wins',
				}),
				durationId: loadedChoice({
					displayName: 'Duration Name or ID',
					loadOptionsMethod: 'getDurations',
					description:
						'How long the work will take. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
				}),
				occupationId: text({ displayName: 'Occupation ID' }),
				attachments: textList({
					displayName: 'Attachment IDs',
					description: 'Files uploaded to Upwork before, separated by commas',
				}),
			},
		),
	},
	async execute({ client: { api }, params }) {
		const { boostConnects, durationId, occupationId, attachments } = params.proposalOptions;
		const milestones = params.milestones.map(({ dueDate, ...rest }) => ({
			...rest,
			...(dueDate ? { dueDate: dayOf(dueDate) } : {}),
		}));
		return await api.submission.prepare({
			jobId: params.jobId,
			coverLetter: params.coverLetter,
			answers: params.answers,
			terms: {
				amount: params.amount,
				...(boostConnects ? { boostConnects } : {}),
				...(durationId ? { durationId } : {}),
				...(milestones.length > 0 ? { milestones } : {}),
				...(occupationId ? { occupationId } : {}),
				...(attachments?.length ? { attachments } : {}),
			},
		});
	},
});
