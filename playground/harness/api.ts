import { asError } from '../../lib/errors';
import { setTimeout as pause } from 'node:timers/promises';
import { owner } from './environment';
import { readRun, type RawRun, type WorkflowRun } from './run';
import { until } from './until';
import type { Workflow } from './workflow';

const SCOPES = [
	'workflow:create',
	'workflow:read',
	'workflow:activate',
	'workflow:deactivate',
	'execution:list',
	'execution:read',
	'credential:create',
];

export interface ExecutionSummary {
	id: string;
	status: string;
	workflowId: string;
	mode: string;
	startedAt: string;
	stoppedAt: string | null;
}

interface Page<T> {
	data: T[];
	nextCursor: string | null;
}

interface PublicationStatus {
	status: string;
	triggers?: Array<{ nodeId: string; status: string; errorMessage?: string | null }>;
}

/** A running n8n's REST interface, signed in as its owner. */
export class N8nApi {
	private constructor(
		private readonly base: string,
		readonly cookie: string,
		private readonly key: string,
	) {}

	static async signIn(base: string): Promise<N8nApi> {
		const response = await ready(`${base}/rest/login`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ emailOrLdapLoginId: owner.email, password: owner.password }),
		});
		if (!response.ok)
			throw new Error(`Sign-in to n8n: ${response.status} ${await response.text()}`);
		const cookie = response.headers
			.getSetCookie()
			.map((line) => line.split(';')[0])
			.join('; ');
		const { rawApiKey } = await new N8nApi(base, cookie, '').rest<{ rawApiKey: string }>(
			'POST',
			'/api-keys',
			{ label: `playground ${Date.now()}`, expiresAt: null, scopes: SCOPES },
		);
		return new N8nApi(base, cookie, rawApiKey);
	}

	/** A call of the editor's own interface, e.g. `rest('GET', '/workflows/w1')`; returns its `data`. */
	async rest<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
		const { data } = await this.call<{ data: T }>(
			method,
			`/rest${path}`,
			{ cookie: this.cookie },
			body,
		);
		return data;
	}

	/** A call of the public API, e.g. `public('GET', '/workflows')`. */
	async public<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
		return await this.call<T>(method, `/api/v1${path}`, { 'x-n8n-api-key': this.key }, body);
	}

	/** Stores a workflow under its own id, new or over the one that is there, which it unpublishes. */
	async save(draft: Workflow): Promise<void> {
		// Tags go by the ids of this n8n, which a template cannot know.
		const workflow = { ...draft, tags: [] };
		const there = await this.rest<{ data?: unknown; active?: boolean } | undefined>(
			'GET',
			`/workflows/${workflow.id}`,
		).catch(() => undefined);
		if (there === undefined) return void (await this.rest('POST', '/workflows', workflow));
		if (there.active === true) await this.unpublish(workflow.id);
		await this.rest('PATCH', `/workflows/${workflow.id}?forceSave=true`, workflow);
	}

	/** Publishes and waits until its triggers are live. @throws Error with n8n's reason */
	async publish(workflowId: string): Promise<void> {
		await this.public('POST', `/workflows/${workflowId}/activate`);
		await this.triggersLive(workflowId);
	}

	async unpublish(workflowId: string): Promise<void> {
		await this.public('POST', `/workflows/${workflowId}/deactivate`);
	}

	/** Waits until every trigger of a published workflow is live. @throws Error with n8n's reason */
	async triggersLive(workflowId: string, timeoutMs = 60_000): Promise<void> {
		await until(
			async () => {
				const status = await this.publicationStatus(workflowId);
				const triggers = status.triggers ?? [];
				if (status.status === 'failed' || triggers.some((trigger) => trigger.status === 'failed')) {
					const reasons = triggers.map(({ nodeId, errorMessage }) => `${nodeId}: ${errorMessage}`);
					throw new Error(`Triggers of ${workflowId} failed: ${reasons.join('; ')}`);
				}
				return triggers.length > 0 && triggers.every((trigger) => trigger.status === 'activated');
			},
			{ what: `the triggers of ${workflowId}`, timeoutMs },
		);
	}

	async publicationStatus(workflowId: string): Promise<PublicationStatus> {
		return await this.rest<PublicationStatus>('GET', `/workflows/${workflowId}/publication-status`);
	}

	/** All executions, newest first. */
	async executions(workflowId?: string): Promise<ExecutionSummary[]> {
		return await this.page<ExecutionSummary>(workflowId, false);
	}

	/** All finished runs with what each node gave out, oldest first. */
	async runs(workflowId?: string): Promise<WorkflowRun[]> {
		const raw = await this.page<RawRun & { id: string }>(workflowId, true);
		return raw.map((run) => readRun(run, run.id)).reverse();
	}

	/** Runs the credential's own test, as the editor's Save does. */
	async testCredential(id: string): Promise<{ status: 'OK' | 'Error'; message: string }> {
		const credentials = await this.rest<Record<string, unknown>>(
			'GET',
			`/credentials/${id}?includeData=true`,
		);
		return await this.rest('POST', '/credentials/test', { credentials });
	}

	private async page<T>(workflowId: string | undefined, includeData: boolean): Promise<T[]> {
		const found: T[] = [];
		let cursor: string | null = null;
		do {
			const query = new URLSearchParams({ limit: '100', includeData: String(includeData) });
			if (workflowId !== undefined) query.set('workflowId', workflowId);
			if (cursor !== null) query.set('cursor', cursor);
			const page = await this.executionPage<T>(query);
			found.push(...page.data);
			cursor = page.nextCursor;
		} while (cursor !== null);
		return found;
	}

	/**
	 * Asked again where n8n answered 500, as it did now and then while hundreds of executions were
	 * being written, or closed the connection, which it does after seconds of work without a pause.
	 */
	private async executionPage<T>(query: URLSearchParams, triesLeft = 5): Promise<Page<T>> {
		try {
			return await this.public<Page<T>>('GET', `/executions?${query}`);
		} catch (error) {
			if (triesLeft === 0 || !/: 500 |fetch failed/.test(String(error))) throw asError(error);
			await pause(300);
			return await this.executionPage(query, triesLeft - 1);
		}
	}

	private async call<T>(
		method: string,
		path: string,
		headers: Record<string, string>,
		body?: unknown,
	): Promise<T> {
		const response = await ready(this.base + path, {
			method,
			headers: {
				...headers,
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
		return (text === '' ? {} : JSON.parse(text)) as T;
	}
}

/** The answer of n8n, once its database is ready: a busy machine's is not at once. */
async function ready(url: string, request: RequestInit): Promise<Response> {
	return await until(
		async () => {
			const response = await fetch(url, request);
			if (response.status !== 503) return response;
			const text = await response.clone().text();
			return !/not ready/i.test(text) && response;
		},
		{ what: `n8n's database, asked for ${url}` },
	);
}
