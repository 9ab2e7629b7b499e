import { ServiceError } from '../../errors';
import type { HttpResponse } from '../../http/types';
import { failures } from '../failures';
import type { Envelope } from './envelope';

export function isKind(error: unknown, kind: ServiceError['kind']): boolean {
	return error instanceof ServiceError && error.kind === kind;
}

/**
 * A write that may have been done. A broken resolver is one, too: it may have broken behind the
 * effect. What provably sent nothing is not.
 */
export function isOpenWrite(error: unknown): boolean {
	if (!(error instanceof ServiceError) || error.details?.sent === false) return false;
	return error.kind === 'outcomeUnknown' || error.kind === 'temporary';
}

/** A write that was answered with something else than an answer: it may have been carried out. */
export function unreadable(
	name: string,
	cause: unknown,
	sent: { httpStatus: number; details: Record<string, unknown>; fields?: string[] },
): ServiceError {
	const { httpStatus, details, fields } = sent;
	return failures.outcomeUnknown(
		`${name} was carried out: the answer cannot be read`,
		'Look on Upwork before you repeat it.',
		{ cause, httpStatus, details: { ...details, fields } },
	);
}

export function hasRoot({ data }: Envelope, roots: readonly string[]): boolean {
	return roots.some((root) => data?.[root] !== null && data?.[root] !== undefined);
}

export function isJson({ headers }: HttpResponse): boolean {
	return /json/.test(headers['content-type'] ?? '');
}

export function requestIdOf({ headers }: HttpResponse): string | undefined {
	return headers['vnd.eo.request-id'] ?? headers['vnd-eo-trace-id'];
}
