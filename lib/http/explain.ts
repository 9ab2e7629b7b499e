import type { ServiceError } from '../errors';
import { CancelledError, NetworkError, ProxyError, TimeoutError } from './errors';

export interface CallPlace {
	name: string;
	host: string;
	/** Host and port of the proxy, without its login. */
	proxy?: string;
}

/** What undici, net, tls or dns report, as an error of ours. Carries codes, never texts. */
export function explain(error: Error, sent: boolean, place: CallPlace): ServiceError {
	const { name, host, proxy } = place;
	const code = codeOf(error);
	if (code === 'UND_ERR_CLOSED' || code === 'UND_ERR_DESTROYED' || code === 'ABORT_ERR') {
		return new CancelledError(`${name}: the client was closed`, { code, details: { sent } });
	}
	if (sent)
		return new NetworkError(`${name}: the connection to ${host} broke (${code})`, true, { code });
	if (/CERT|SIGNED|ALTNAME|UNABLE_TO_(?:GET|VERIFY)/.test(code)) {
		return new NetworkError(`${name}: the certificate of ${host} is not trusted (${code})`, false, {
			code,
			remedy:
				'Nothing was sent. Check the clock of this machine and whether a company proxy replaces certificates (NODE_EXTRA_CA_CERTS).',
		});
	}
	if (proxy) {
		return new ProxyError(`${name}: the proxy ${proxy} does not lead to ${host} (${code})`, {
			code,
		});
	}
	if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT') {
		return new TimeoutError(`${name}: no connection to ${host} in time`, 'connect', false, {
			code,
		});
	}
	return new NetworkError(`${name}: no connection to ${host} (${code})`, false, { code });
}

/** The error's own code; with several addresses tried, that of the first. */
function codeOf(error: unknown): string {
	if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
	if (error instanceof Error && 'code' in error && typeof error.code === 'string')
		return error.code;
	if (error instanceof Error && error.cause instanceof Error) return codeOf(error.cause);
	return error instanceof Error ? error.name : 'unknown';
}
