import { z } from 'zod';
import type { ServiceError } from '../errors';
import type { QueryParameters } from '../http';
import type { AccountApi } from './account';
import catalogue from './catalogue/catalogue.json';
import type { CatalogueEntry } from './catalogue/entry';
import { failures } from './failures';
import type { Purchases } from './purchases';
import type { AvitoTransport } from './transport';
import { segment } from './transport';
import { withoutWebhookSecrets } from './webhooks';

const ENTRIES = catalogue as readonly CatalogueEntry[];

const ABOUT_WEBHOOKS = /webhook|subscription/;

const OPEN = {
	message:
		'It is not known whether the last try of this paid call, within the last hour, was carried out, so it was not sent again',
	remedy: 'Look into the Avito account. An hour after the last try it can be sent again.',
};

/** The account's own id, which nobody should have to type. */
const OWN_ID = new Set(['user_id', 'userId']);

export interface ApiCallValues {
	/** Values of path and query, by the names of the catalogue. */
	parameters?: Record<string, unknown>;
	/** JSON body, or the fields of a form. */
	body?: unknown;
}

export interface PreparedCall {
	entry: CatalogueEntry;
	method: CatalogueEntry['method'];
	path: string;
	query: QueryParameters;
	body?: unknown;
}

/**
 * Every endpoint of Avito's specifications. Files are not among them: uploading an image has its
 * own operation.
 */
export class ApiCalls {
	constructor(
		private readonly transport: AvitoTransport,
		private readonly account: AccountApi,
		private readonly purchases: Purchases,
	) {}

	entries(): readonly CatalogueEntry[] {
		return ENTRIES;
	}

	/** Fills in path and query; refuses what the catalogue does not know. Sends nothing but `self`. */
	async prepare(id: string, values: ApiCallValues): Promise<PreparedCall> {
		const entry = ENTRIES.find((known) => known.id === id);
		if (!entry) {
			throw failures.refusedLocally(
				`"${id.slice(0, 80)}" is not an endpoint of Avito's specifications`,
				'Choose an endpoint from the list.',
			);
		}
		const given = { ...values.parameters };
		let { path } = entry;
		const query: Record<string, string | number | boolean | string[]> = {};
		for (const parameter of entry.parameters) {
			const value = textsOf(given[parameter.name]);
			delete given[parameter.name];
			if (parameter.in === 'path') {
				const filled =
					value[0] ?? (OWN_ID.has(parameter.name) ? await this.account.id() : undefined);
				if (filled === undefined || filled === '') throw missing(parameter.name);
				if (String(filled) === '0') throw notAnId(parameter.name);
				path = path.replace(`{${parameter.name}}`, segment(filled));
			} else if (value.length > 0) {
				query[parameter.name] = value.join(',');
			} else if (parameter.required) {
				throw missing(parameter.name);
			}
		}
		const [unknown] = Object.keys(given);
		if (unknown !== undefined) {
			throw failures.refusedLocally(
				`${id} has no parameter "${unknown.slice(0, 60)}"`,
				`It has: ${entry.parameters.map(({ name }) => name).join(', ') || 'none'}.`,
			);
		}
		return { entry, method: entry.method, path, query, body: values.body };
	}

	/** The call as Dry Run shows it. */
	shown({ entry, method, path, query, body }: PreparedCall) {
		const isSecret = ABOUT_WEBHOOKS.test(entry.path);
		return { method, path, query, body: isSecret ? withoutWebhookSecrets(body) : body };
	}

	/**
	 * Sends a prepared call; everything but a read is sent once. A paid one whose answer was lost is
	 * held back for an hour; a paid GET is not, because asking again for what is bought is free.
	 */
	async send(call: PreparedCall, signal?: AbortSignal): Promise<unknown> {
		const { entry, method, path, query, body } = call;
		const isHeld = entry.effect === 'spend' && method !== 'GET';
		if (!isHeld) return await this.sendOnce(call, signal);
		const { made } = await this.purchases.buy(JSON.stringify([method, path, query, body]), {
			write: async () => await this.sendOnce(call, signal),
			find: async () => await Promise.resolve(undefined),
			open: OPEN,
		});
		return made;
	}

	private async sendOnce(call: PreparedCall, signal?: AbortSignal): Promise<unknown> {
		const { entry, method, path, query } = call;
		const answer = await this.transport.call(
			{
				method,
				path,
				query,
				body: entry.body === 'none' || call.body === undefined ? undefined : { json: call.body },
				effect: entry.effect === 'read' ? 'read' : 'write',
				repeatAfterRefusal: entry.effect !== 'spend',
				name: 'avito.api.call',
				signal,
			},
			z.unknown(),
		);
		const body = answer ?? {};
		return ABOUT_WEBHOOKS.test(entry.path) ? withoutWebhookSecrets(body) : body;
	}
}

function textsOf(value: unknown): string[] {
	if (value === undefined || value === null || value === '') return [];
	return (Array.isArray(value) ? value : [value]).map(String);
}

const notAnId = (name: string): ServiceError =>
	failures.refusedLocally(
		`The parameter "${name}" is 0, which is no ID`,
		`Check the expression that fills "${name}".`,
	);

const missing = (name: string): ServiceError =>
	failures.refusedLocally(
		`The parameter "${name}" is missing`,
		`Add "${name}" to the parameters of the call.`,
	);
