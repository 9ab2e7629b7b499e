import { choice, text } from '../../../shared/parameters';

export const webhookKind = () =>
	choice({
		displayName: 'Kind',
		default: 'messages',
		description: 'What the subscription is for',
		options: [
			{ name: 'Applications', value: 'applications' },
			{ name: 'Messages', value: 'messages' },
		],
	});

export const webhookUrl = () =>
	text({
		displayName: 'URL',
		required: true,
		placeholder: 'e.g. https://n8n.example/webhook/avito',
		description: 'The exact address of the subscription',
	});
