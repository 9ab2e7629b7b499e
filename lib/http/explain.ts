import { codeOf, type ServiceError } from '../errors';
import { failures } from './failures';
import { isCertificateCode } from './retry';

export interface CallPlace {
	name: string;
	host: string;
	/** Host and port of the proxy, without its login. */
	proxy?: string;
}

/** What undici, net, tls or dns report, as an error of ours. Carries codes, never texts. */
export function explain(error: Error, sent: boolean, place: CallPlace): ServiceError {
	const { name, host, proxy } = place;
	const code = nameOf(error);
	if (code === 'UND_ERR_CLOSED' || code === 'UND_ERR_DESTROYED' || code === 'ABORT_ERR') {
		return failures.cancelled(`${name}: the client was closed`, { code, details: { sent } });
	}
	if (code === 'UND_ERR_INVALID_ARG') {
		return failures.unsendable(name, code);
	}
	if (sent) {
		return failures.network(`${name}: the connection to ${host} broke (${code})`, true, { code });
	}
	if (isCertificateCode(code)) {
		const way = proxy ? `${host} through the proxy ${proxy}` : host;
		return failures.network(`${name}: the certificate of ${way} is not trusted (${code})`, false, {
			code,
			remedy:
				'Nothing was sent. Check the clock of this machine and whether a company proxy replaces certificates (NODE_EXTRA_CA_CERTS).',
		});
	}
	if (proxy) return proxyFailure(error, code, place, proxy);
	if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT') {
		return failures.timeout(`${name}: no connection to ${host} in time`, 'connect', false, {
			code,
		});
	}
	return failures.network(`${name}: no connection to ${host} (${code})`, false, { code });
}

/** undici tells the status of a refused CONNECT in its text only; `socks` tells all in its text. */
function proxyFailure(error: Error, code: string, place: CallPlace, proxy: string): ServiceError {
	const status = /^Proxy response \((\d{3})\)/.exec(error.message)?.[1];
	const login = status === '407' || /authentication/i.test(error.message);
	const message = login
		? `${place.name}: the proxy ${proxy} does not accept the login`
		: `${place.name}: the proxy ${proxy} does not lead to ${place.host} (${status ?? code})`;
	return failures.proxy(message, { code: status ?? code });
}

/** The error's code, or its name where it has none. */
export function nameOf(error: unknown): string {
	const { name } = Object(error) as Record<string, unknown>;
	return codeOf(error) ?? (typeof name === 'string' ? name : 'unknown');
}
