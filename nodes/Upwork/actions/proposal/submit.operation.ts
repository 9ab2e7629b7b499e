import { defineOperation } from '../../../shared/operation';
import { json, ParameterValueError, text } from '../../../shared/parameters';
import type { UpworkRun } from '../../context';

export const submit = defineOperation<UpworkRun>()({
	value: 'submit',
	name: 'Submit',
	action: 'Submit a proposal',
	description:
		"Submits a prepared proposal once, after a person has confirmed it. Spends Connects and cannot be undone. Refuses without the confirmation that Prepare returned for exactly this job, text and terms; Upwork's terms forbid applying without a person's decision on each posting. One item.",
	effect: 'spend',
	sends: true,
	parameters: {
		prepared: json({
			displayName: 'Prepared Proposal',
			required: true,
			description:
				"The whole item that Prepare returned, unchanged, e.g. {{ $('Prepare').item.json }}",
		}),
		confirmation: text({
			displayName: 'Confirmation',
			required: true,
			placeholder: "e.g. {{ $('Prepare').item.json.confirmation }}",
			description:
				'The confirmation from that item, passed on once a person has agreed, e.g. after Send and Wait for Response',
		}),
	},
	async prepare({ client: { api, asTool }, params }) {
		if (asTool) {
			throw new ParameterValueError(
				'An AI agent cannot submit proposals, nothing was sent',
				"Let the agent prepare, and put Submit behind a person's approval in the workflow.",
			);
		}
		const plan = await api.submission.plan(params.prepared, params.confirmation);
		const { jobReference, coverLetter, boostBidAmount } = plan.request;
		return {
			...plan,
			target: `job ${jobReference}`,
			content: coverLetter,
			cost: boostBidAmount
				? { amount: boostBidAmount, unit: 'Connects on top of the price' }
				: undefined,
		};
	},
});
