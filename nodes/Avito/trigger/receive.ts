import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { TriggerSecrets, WebhookHint } from '../../../lib/avito';
import { toNodeError } from '../../shared/errors';
import { loadLib } from '../../shared/lib';
import { openAvito } from '../context';
import { inboxOf } from './account';
import { eventItem } from './items';
import { readSettings } from './parameters';
import { secretsOf } from './subscription';

/**
 * Answers Avito at once, within its limit of two seconds, and leaves the work to the trigger: the
 * event is only a hint. Handshake and trial calls are answered and start nothing.
 */
export async function receive(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const lib = await loadLib();
	const hint = lib.readWebhook(this.getBodyData());
	const { inbox } = inboxOf(this, lib);
	if (!isGenuine(this, hint, inbox.secrets ?? (await secretsOf(this)), lib.isSameSecret)) {
		this.getResponseObject().status(403).json({ error: 'wrong secret' });
		return { noWebhookResponse: true };
	}
	if (hint.kind === 'nothing') return { webhookResponse: { ok: true } };
	if (this.getMode() !== 'manual') {
		// Without a listener here another process has one; its regular look finds the event.
		inbox.receive?.(hint);
		return { webhookResponse: { ok: true } };
	}
	this.getResponseObject().status(200).json({ ok: true });
	const item = await testItem(this, hint);
	inbox.test = item;
	return { noWebhookResponse: true, workflowData: [[item]] };
}

/** The header of applications and the address of messages carry a secret each. */
function isGenuine(
	context: IWebhookFunctions,
	hint: WebhookHint,
	{ token, header }: TriggerSecrets,
	isSame: (given: unknown, expected: string) => boolean,
): boolean {
	const hasHeader = isSame(context.getHeaderData()['x-secret'], header);
	const hasToken = isSame((context.getQueryData() as Record<string, unknown>).token, token);
	if (hint.kind === 'application') return hasHeader;
	return hint.kind === 'message' ? hasToken : hasHeader || hasToken;
}

/** A test has nobody who reads the event behind the hint, so it is read here. */
async function testItem(context: IWebhookFunctions, hint: WebhookHint) {
	try {
		const { client } = await openAvito(context);
		const { api, lib } = client;
		const { output } = readSettings((name, fallback) => context.getNodeParameter(name, fallback));
		if (hint.kind === 'application') {
			for await (const found of api.applications.getByIds([hint.applicationId])) {
				return eventItem(lib, 'application', found, output);
			}
		}
		if (hint.kind === 'message') {
			const { messages } = await api.messages.list(hint.chatId, { limit: 30 });
			const message = messages.find(({ id }) => id === hint.messageId) ?? messages[0];
			if (message) return eventItem(lib, 'message', { ...message, chat_id: hint.chatId }, output);
		}
		return { json: { ...hint } };
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}
