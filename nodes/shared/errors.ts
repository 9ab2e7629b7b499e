import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { FailureKind, ServiceError } from '../../lib/errors';
import { ParameterValueError } from './parameters';
import { isTool } from './tool';

/** What n8n 2.37 and later schedule and explain by (n8n.md 2.6). */
type Failure =
	| { cause: 'rate-limited' | 'quota-exhausted' | 'temporarily-unavailable'; retryAfterMs?: number }
	| { cause: 'credential-invalid' | 'configuration-invalid' };

const FAILURES: Partial<Record<FailureKind, Failure['cause']>> = {
	rateLimited: 'rate-limited',
	funds: 'quota-exhausted',
	temporary: 'temporarily-unavailable',
	network: 'temporarily-unavailable',
	timeout: 'temporarily-unavailable',
	blocked: 'temporarily-unavailable',
	authentication: 'credential-invalid',
	validation: 'configuration-invalid',
};

/** Errors cross from the library's own chunk, so they are known by shape and not by class. */
export function isServiceError(error: unknown): error is ServiceError {
	return error instanceof Error && 'kind' in error && 'remedy' in error;
}

/** What n8n marks as nothing to report: a credential that is gone, input that is missing. */
function isN8ns(error: Error): boolean {
	return 'level' in error && (error.level === 'info' || error.level === 'warning');
}

/** A model is told only the message of a failed tool (n8n 2.41, agent 3), so the remedy goes there too. */
function messageFor(node: INode, message: string, remedy: string): string {
	return isTool(node) ? `${message.replace(/\.$/, '')}. ${remedy}` : message;
}

/**
 * The one mapping of every failure to n8n's two classes: what a person can change in the node is a
 * NodeOperationError, what came from the service a NodeApiError. Message: what happened.
 * Description: what to do.
 */
export function toNodeError(
	node: INode,
	error: unknown,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	if (error instanceof ParameterValueError) {
		const message = messageFor(node, error.message, error.remedy);
		const options = { description: error.remedy, itemIndex };
		return inOurWords(new NodeOperationError(node, message, options), message);
	}
	if (!isServiceError(error)) {
		const cause = error instanceof Error ? error : new Error(String(error));
		return new NodeOperationError(node, cause, {
			description: isN8ns(cause)
				? 'This error is from n8n itself; the service was not called. Check the credential and the input of this node, then run again.'
				: 'This is not an answer of the service. Please report it with the steps that led here.',
			itemIndex,
		});
	}
	const code = error.code === undefined ? '' : ` [${error.code}]`;
	const message = messageFor(node, `${error.message}${code}`, error.remedy);
	const description = error.remedy;
	const nodeError =
		error.kind === 'validation' || error.kind === 'refusedLocally'
			? new NodeOperationError(node, message, { description, itemIndex })
			: new NodeApiError(node, plain(error), {
					message,
					description,
					httpCode: error.httpStatus === undefined ? undefined : String(error.httpStatus),
					itemIndex,
				});
	inOurWords(nodeError, message);
	// Shown as "Error data"; remedies speak of it as the details.
	if (error.details) nodeError.context.data = copyOf(error.details);
	const cause = FAILURES[error.kind];
	if (cause) Object.assign(nodeError, { failure: { cause, retryAfterMs: error.retryAfterMs } });
	return nodeError;
}

/**
 * As `toNodeError`, for what fails a publication: there n8n shows the message alone, so the remedy
 * stands in it, too.
 */
export function toActivationError(node: INode, error: unknown): NodeApiError | NodeOperationError {
	const nodeError = toNodeError(node, error);
	const { message, description } = nodeError;
	if (!description || message.includes(description)) return nodeError;
	return inOurWords(nodeError, `${message.replace(/\.$/, '')}. ${description}`);
}

/**
 * n8n replaces a message in which it finds a code such as ECONNRESET by a text of its own, and that
 * one says of a write that may have happened: "You can retry the request immediately".
 */
export function inOurWords<E extends Error>(error: E, message: string): E {
	error.message = message;
	return error;
}

/** The facts of an error without its cause, whose texts are not ours to show. */
function plain(error: ServiceError): JsonObject {
	return copyOf({ kind: error.kind, code: error.code, details: error.details });
}

/** As n8n stores it. */
const copyOf = (facts: object) => JSON.parse(JSON.stringify(facts)) as JsonObject;
