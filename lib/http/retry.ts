import type { BackoffOptions } from '../backoff';
import type { ServiceError } from '../errors';
import { failures } from './failures';

export interface RetrySettings extends BackoffOptions {
	/** How often a read is sent at most. */
	attempts: number;
}

export const DEFAULT_RETRY: RetrySettings = { attempts: 4, baseMs: 300, capMs: 10_000 };

/** Failures that may be over at the next try; a certificate that is not trusted stays so. */
export function isTemporary(error: unknown): error is ServiceError {
	const { network, proxy, timeout } = failures;
	const isOnTheWay = network.is(error) || proxy.is(error) || timeout.is(error);
	return isOnTheWay && !isCertificateCode(String(error.code));
}

/** Codes of TLS for a certificate that does not prove whose server it is. */
export function isCertificateCode(code: string): boolean {
	return /CERT|SIGNED|ALTNAME|UNABLE_TO_(?:GET|VERIFY)/.test(code);
}

/** Answers that say "not now": a read is given again after them. */
export function isTemporaryStatus(status: number): boolean {
	return status === 429 || status === 408 || (status >= 500 && status !== 501);
}

/**
 * Answers after which a write may have been done all the same: what stands before the service gives
 * up waiting, or the service breaks off at any point. 503 is no exception: a gateway says it, too,
 * for a request that it has handed on.
 */
export function leavesOpen(status: number): boolean {
	return status >= 500 || status === 408;
}

const HTTP_DATE =
	/^(?:[A-Z][a-z]{2,8},? )?\d{1,2}[ -][A-Z][a-z]{2}[ -]\d{2,4} \d{2}:\d{2}:\d{2} GMT$|^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/;

/**
 * `Retry-After` in milliseconds from `now`: seconds or an HTTP date (RFC 9110, 10.2.3). Never
 * negative; `undefined` for anything else, so that nonsense does not stop a retry.
 */
export function retryAfterMs(value: string | undefined, now: number): number | undefined {
	const text = value?.trim() ?? '';
	if (/^\d+(?:\.\d+)?$/.test(text)) {
		const ms = Number(text) * 1000;
		return Number.isFinite(ms) ? Math.ceil(ms) : undefined;
	}
	if (!HTTP_DATE.test(text)) return undefined;
	const at = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
	return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
