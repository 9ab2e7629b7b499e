import { defineOperation } from '../../../shared/operation';
import { choice, jsonObject, text, ParameterValueError } from '../../../shared/parameters';
import { marketplace, stagesOf, type Desk } from '../../parameters';

export const stage = defineOperation<Desk>()({
	value: 'mapStage',
	name: 'Map Stage',
	action: 'Map a stage',
	description:
		'Turns a marketplace status into a CRM stage, or a CRM stage into the shared stage. One item.',
	effect: 'read',
	parameters: {
		direction: choice({
			displayName: 'Direction',
			default: 'toCrm',
			options: [
				{ name: 'CRM to Marketplace', value: 'fromCrm' },
				{ name: 'Marketplace to CRM', value: 'toCrm' },
			],
		}),
		source: marketplace(),
		value: text({
			displayName: 'Status or Stage',
			required: true,
			description: 'Status of the marketplace, shared stage, or stage of the CRM',
		}),
		kind: text({
			displayName: 'Status Of',
			default: '={{ $json.kind }}',
			placeholder: 'e.g. contract',
			description:
				"What has the status, e.g. project, job, proposal, offer, order, contract or application. Needed where two have the same one: Upwork's ACTIVE is an open job and a running contract.",
		}),
		map: jsonObject({
			displayName: 'Stages of the CRM',
			default:
				'{ "new": "1", "offered": "2", "talking": "3", "inWork": "4", "inReview": "5", "done": "6", "lost": "7" }',
			description: 'CRM stage ID for each shared stage, as JSON',
			example: '{ "new": "142", "done": "150" }',
		}),
	},
	async execute({ client, params: { direction, source, value, kind, map } }) {
		const stages = stagesOf(client, map, 'Stages of the CRM');
		if (direction === 'fromCrm') {
			const found = client.fromCrmStage(value, stages);
			if (found) return { stage: found, crmStage: value };
			throw new ParameterValueError(
				`No shared stage is mapped to "${value.slice(0, 60)}"`,
				'Add it to Stages of the CRM.',
			);
		}
		const shared = sharedStage(client, source, value.trim(), kind.trim());
		const crmStage = client.toCrmStage(shared, stages);
		if (crmStage !== undefined) return { stage: shared, crmStage };
		throw new ParameterValueError(
			`Stages of the CRM names no stage for "${shared}"`,
			`Add "${shared}" to Stages of the CRM.`,
		);
	},
});

type Marketplace = Parameters<Desk['meaningsOf']>[0];
type Stage = ReturnType<Desk['meaningsOf']>[number]['stage'];

function sharedStage(client: Desk, source: Marketplace, status: string, kind: string): Stage {
	const all = client.meaningsOf(source, status);
	const ofKind = all.filter((meaning) => meaning.kind === kind);
	const meanings = ofKind.length > 0 ? ofKind : all;
	const [first] = meanings;
	if (first === undefined) {
		if (client.isStage(status)) return status;
		throw new ParameterValueError(
			`"${status.slice(0, 60)}" is not a status of ${source} that is known here`,
			`Take the status from the field sourceStatus of a record, or give a shared stage: ${client.STAGES.join(', ')}.`,
		);
	}
	if (meanings.every(({ stage: other }) => other === first.stage)) return first.stage;
	const told = meanings.map((meaning) => `${meaning.stage} of a ${meaning.kind}`);
	throw new ParameterValueError(
		`"${status}" of ${source} is ${told.join(' and ')}`,
		`Set Status Of to ${meanings.map((meaning) => meaning.kind).join(' or ')}.`,
	);
}
