import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Closable } from '../../accounts';

const messageEvent = z.looseObject({
	id: z.string().optional(),
	payload: z.looseObject({
		type: z.string(),
		value: z.looseObject({ id: z.string(), chat_id: z.string() }),
	}),
});
const applicationEvent = z.looseObject({ applyId: z.string().min(1).max(64) });

/** What an incoming webhook says; its contents are read from Avito, whoever sent it. */
export type WebhookHint =
	| { kind: 'message'; chatId: string; messageId: string }
	| { kind: 'application'; applicationId: string }
	/** Handshake, Avito's trial with `{}`, or an event of another kind. */
	| { kind: 'nothing' };

export function readWebhook(body: unknown): WebhookHint {
	const application = applicationEvent.safeParse(body);
	if (application.success) return { kind: 'application', applicationId: application.data.applyId };
	const message = messageEvent.safeParse(body);
	if (!message.success || message.data.payload.type !== 'message') return { kind: 'nothing' };
	const { id, chat_id } = message.data.payload.value;
	return { kind: 'message', chatId: chat_id, messageId: id };
}

export interface TriggerSecrets {
	/** In the address that the messenger calls. */
	token: string;
	/** In `X-Secret` of applications. */
	header: string;
}

/**
 * Two secrets of one trigger: one travels in the address that the messenger gets, one in the header
 * of applications. Nobody can guess them, and they need no storage, because the handshake comes
 * before n8n has stored anything.
 */
export function triggerSecrets(key: string, workflowId: string, nodeId: string): TriggerSecrets {
	const derive = (purpose: string) =>
		createHmac('sha256', key)
			.update(`avito-trigger:${purpose}:${workflowId}:${nodeId}`)
			.digest('hex')
			.slice(0, 48);
	return { token: derive('address'), header: derive('header') };
}

/** Compares in constant time, whatever the lengths. */
export function isSameSecret(given: unknown, expected: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return typeof given === 'string' && timingSafeEqual(digest(given), digest(expected));
}

/** Brings hints from the webhook to the feed of the same trigger in this process. */
export class WebhookInbox implements Closable {
	/** Set while the trigger is active here. */
	receive: ((hint: WebhookHint) => void) | undefined;

	/** The trigger's secrets, so that a burst of calls does not read the credential each time. */
	secrets: TriggerSecrets | undefined;

	/** An event of a manual test, until the test run asks for it. */
	test: unknown;

	async close(): Promise<void> {
		this.receive = undefined;
		this.secrets = undefined;
		this.test = undefined;
	}
}
