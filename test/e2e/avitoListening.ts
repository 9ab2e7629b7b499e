import { demoCredentials } from '../../playground/credentials';
import type { Credential, Workflow } from '../../playground/harness';

export const TRIGGER = 'Avito Trigger';

/** Where the simulator's webhooks lead to. */
export interface AvitoWebhooks {
	messageWebhooks: Array<{ url: string }>;
	applicationWebhooks: Array<{ url: string }>;
}

/** The simulator's account, for more calls than the playground's may make. */
export function busyAvito(simulatorUrl: string): Credential {
	const avito = demoCredentials(simulatorUrl).find(({ type }) => type === 'avitoApi');
	if (avito === undefined) throw new Error('The playground has no account of Avito');
	return { ...avito, data: { ...avito.data, requestsPerMinute: 6000 } };
}

/** A workflow of nothing but the trigger, for messages and applications unless it is said otherwise. */
export const listening = (
	id: string,
	credential: Credential,
	parameters: Record<string, unknown> = {},
): Workflow => ({
	id,
	name: id,
	nodes: [
		{
			id: `${id}-node`,
			name: TRIGGER,
			type: 'n8n-nodes-freelance-hub.avitoTrigger',
			typeVersion: 1,
			position: [0, 0],
			webhookId: `${id}-hook`,
			parameters: { events: ['newMessage', 'newApplication'], ...parameters },
			credentials: { avitoApi: { id: credential.id, name: credential.name } },
		},
	],
	connections: {},
});
