import { defineOperation, LinkedResult } from '../../../shared/operation';
import { classification, classifierOf } from '../../candidateParameters';
import type { AvitoRun } from '../../context';

export const classify = defineOperation<AvitoRun>()({
	value: 'classify',
	name: 'Classify',
	action: 'Classify candidates',
	description:
		'Works out chat status, call priority, stop list and region again for the candidates in the input, without a request. Items may carry their messages in a field "messages". One item per candidate.',
	effect: 'read',
	once: true,
	parameters: classification,
	async execute({ client, params, items }) {
		const { classifyCandidate, figuresFromItem, knowledgeFromItem, profileFromItem } =
			client.lib.candidates;
		const options = classifierOf(client, params);
		return items.map((item, index) => {
			const figures = figuresFromItem(item);
			if (figures) {
				return new LinkedResult({ ...figures, stopListSize: options.stopList?.size }, [index]);
			}
			const profile = profileFromItem(item, index);
			return new LinkedResult(classifyCandidate(profile, knowledgeFromItem(item), options), [
				index,
			]);
		});
	},
});
