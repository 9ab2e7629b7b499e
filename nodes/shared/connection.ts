import { createHash } from 'node:crypto';
import type {
	FunctionsBase,
	IAllExecuteFunctions,
	ICredentialDataDecryptedObject,
	Logger,
} from 'n8n-workflow';
import type { HttpClientOptions } from '../../lib/http/types';
import type { WriteAccess } from './guard';

/** Every context in which a node can reach its service. */
export interface ServiceFunctions extends Pick<FunctionsBase, 'getNode' | 'logger'> {
	getCredentials<T extends object = ICredentialDataDecryptedObject>(
		type: string,
		itemIndex?: number,
	): Promise<T>;
	helpers: IAllExecuteFunctions['helpers'];
}

export interface Connection {
	/** Hash of everything that makes the account and its way; changes when the credential does. */
	key: string;
	writeAccess: WriteAccess;
	simulatorUrl?: string;
	proxies: string[];
	requestsPerMinute: number;
	workers: number;
	egress?: HttpClientOptions['egress'];
	logger: Logger;
}

/** The fields that n8n changes by itself, so that they do not make another account. */
const VOLATILE = new Set(['sessionToken', 'oauthTokenData', 'writeAccess']);

export const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

const numberOf = (value: unknown, fallback: number): number => {
	const number = Number(value);
	return Number.isFinite(number) && number >= 1 ? number : fallback;
};

/** @param owner who signed in, where the fields do not tell */
export function accountKey(
	service: string,
	credentials: ICredentialDataDecryptedObject,
	owner = '',
): string {
	const fields = Object.entries(credentials)
		.filter(([name]) => !VOLATILE.has(name))
		.sort(([a], [b]) => (a < b ? -1 : 1));
	return createHash('sha256')
		.update(JSON.stringify([service, fields, owner]))
		.digest('hex');
}

/** Reads the fields that all credentials share (credentials/shared/connection.ts). */
export function connectionOf(
	service: string,
	credentials: ICredentialDataDecryptedObject,
	context: { logger: Logger; helpers: object },
	owner = '',
): Connection {
	const access = textOf(credentials.writeAccess);
	return {
		key: accountKey(service, credentials, owner),
		writeAccess: access === 'block' || access === 'dryRun' ? access : 'allow',
		simulatorUrl:
			credentials.environment === 'simulator' ? textOf(credentials.simulatorUrl) : undefined,
		proxies: textOf(credentials.proxyUrl)
			.split(',')
			.map((url) => url.trim())
			.filter((url) => url !== ''),
		requestsPerMinute: numberOf(credentials.requestsPerMinute, 60),
		workers: numberOf(credentials.workers, 1),
		egress: egressOf(context.helpers),
		logger: context.logger,
	};
}

interface EgressFilter {
	validateUrl(url: string): Promise<{ ok: boolean; error?: Error }>;
	createSecureLookup(): NonNullable<HttpClientOptions['egress']>['lookup'];
}

/** n8n's own protection against unwanted targets, where this n8n has it (2.30 and later). */
function egressOf(helpers: object): HttpClientOptions['egress'] {
	if (
		!('getSecureEgressFilter' in helpers) ||
		typeof helpers.getSecureEgressFilter !== 'function'
	) {
		return undefined;
	}
	const filter = helpers.getSecureEgressFilter() as EgressFilter;
	return {
		lookup: filter.createSecureLookup(),
		async validateUrl(url) {
			const result = await filter.validateUrl(url);
			if (!result.ok) throw result.error ?? new Error('n8n does not allow this address');
		},
	};
}
