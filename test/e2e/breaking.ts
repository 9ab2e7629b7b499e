import { until, type Workflow } from '../../playground/harness';
import type { TemplateStage } from './templateStage';

/** A write that a service takes or does not take, and how it can be read back. */
export interface Write {
	service: 'kwork' | 'upwork';
	write: string;
	read: string;
}

/** The service takes the write and its answer is lost, or the write never arrives. */
export const LOST = ['answerLost', 'reset'] as const;

/** What a model is asked for. */
export const MODEL = { service: 'openai', operation: 'POST /v1/chat/completions' } as const;

/**
 * The next such write breaks, and what became of it cannot be read back until the faults are
 * cleared. Resolves once both faults are there. A page instead of data is no failure of the way, so
 * the account does not rest afterwards.
 */
export async function breakWrite(
	{ simulator: { control } }: TemplateStage,
	kind: (typeof LOST)[number],
	{ service, write, read }: Write,
): Promise<void> {
	const afterId = control.requests({ service }).at(-1)?.id;
	// Time to set the other fault.
	control.fault({ kind: 'latency', ms: 1000, service, operation: write });
	control.fault({ kind, service, operation: write });
	await until(() => control.requests({ service, operation: write, afterId }).length > 0, {
		what: write,
	});
	control.fault({ kind: 'html', service, operation: read, times: null });
}

/** Publishes a workflow that listens to Kwork, and ends it after the work. */
export async function whilePublished<T>(
	{ n8n, simulator: { control } }: TemplateStage,
	workflow: Workflow,
	work: () => Promise<T>,
): Promise<T> {
	await n8n.publish(workflow.id);
	try {
		await until(() => control.sockets.list({ service: 'kwork' }).length > 0, {
			what: 'the socket',
		});
		return await work();
	} finally {
		await n8n.api.unpublish(workflow.id);
	}
}

interface KworkState {
	accounts: Array<{ id: number; username: string }>;
	offers: Array<{ id: number; userId: number; projectId: number }>;
	messages: Array<{ id: number; fromId: number; toId: number; text: string }>;
}

/** What the simulated Kwork holds of the account that all templates use. */
export function kworkBook(stage: TemplateStage) {
	const { accounts, offers, messages } = stage.state<KworkState>('kwork');
	const own = accounts.find(({ username }) => username === 'demo')?.id;
	return {
		own,
		offers,
		/** What the account wrote to a client after the client's message. */
		answersTo: ({ messageId, fromId }: { messageId: number; fromId: number }) =>
			messages.filter((one) => one.id > messageId && one.fromId === own && one.toId === fromId),
	};
}
