import { textList } from '../../../shared/parameters';
import { defineOperation, Marker } from '../../../shared/operation';
import type { AvitoRun } from '../../context';
import { checkedIds } from '../../parameters';

export const getVoiceFiles = defineOperation<AvitoRun>()({
	value: 'getVoiceFiles',
	name: 'Get Voice Files',
	action: 'Get links to voice messages',
	description:
		'Links to voice messages by the voice_id in their content. They work for an hour (Opus in MP4); fetch them with an HTTP Request node. One item per ID, marked "missing" if Avito has no such message.',
	effect: 'read',
	parameters: {
		voiceIds: checkedIds(
			textList({
				displayName: 'Voice IDs',
				required: true,
				placeholder: 'e.g. b0c1d2e3-0000-4111-8222-333344445555',
				description: 'IDs from the content of voice messages, separated by commas',
			}),
			'Voice IDs',
			/^[\w-]{8,64}$/,
			'b0c1d2e3-0000-4111-8222-333344445555',
		),
	},
	async execute({ client: { api }, params, signal }) {
		const links = await api.chats.voiceFiles(params.voiceIds, signal);
		return params.voiceIds.map((voiceId) => {
			const url = links.get(voiceId);
			return url === undefined
				? new Marker({ voiceId, url: null, missing: true })
				: { voiceId, url };
		});
	},
});
