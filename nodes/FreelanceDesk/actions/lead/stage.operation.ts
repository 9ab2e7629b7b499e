import { defineOperation } from '../../../shared/operation';
import { choice, json, text, ParameterValueError } from '../../../shared/parameters';
import { marketplace, type Desk } from '../../parameters';

export const stage = defineOperation<Desk>()({
	value: 'mapStage',
	name: 'Map Stage',
	action: 'Map a stage',
	description:
		'Turns a marketplace status into the stage of a CRM, or a stage of a CRM into the shared stage. One item.',
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
		map: json({
			displayName: 'Stages of the CRM',
			default:
				'{ "new": "1", "offered": "2", "talking": "3", "inWork": "4", "inReview": "5", "done": "6", "lost": "7" }',
			description: 'ID of the stage in the CRM for each shared stage, as JSON',
		}),
	},
	async execute({ client, params: { direction, source, value, map } }) {
		const stages = Object.fromEntries(
			Object.entries((map ?? {}) as Record<string, unknown>).map(([name, id]) => [
				name,
				String(id),
			]),
		);
		if (direction === 'fromCrm') {
			const found = client.fromCrmStage(value, stages);
			if (found) return { stage: found, crmStage: value };
			throw new ParameterValueError(
				`No shared stage is mapped to "${value.slice(0, 60)}"`,
				'Add it to Stages of the CRM.',
			);
		}
		const shared = client.stageOf(source, value) ?? (value in stages ? value : undefined);
		const crmStage = shared === undefined ? undefined : stages[shared];
		if (shared !== undefined && crmStage !== undefined) return { stage: shared, crmStage };
		throw new ParameterValueError(
			`"${value.slice(0, 60)}" is not a status of ${source} that maps to a stage`,
			'Check the status, and add its stage to Stages of the CRM.',
		);
	},
});
