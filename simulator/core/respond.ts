import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault } from './faults';
import type { Answer, ResolvedCall, Service, SimulatedRequest } from './types';

const ERROR_PAGE =
	'<!DOCTYPE html><html><head><title>Service page</title></head><body><h1>Something else</h1></body></html>';

/** What the faults leave of a call: an answer, or no answer at all. */
export type Outcome =
	{ answer: Answer; spoil?: 'truncated' | 'cut' } | { broken: 'reset' | 'timeout' };

/** Runs a call under its faults. Latency waits first; the other faults act in the order set. */
export async function runUnderFaults(
	service: Service,
	request: SimulatedRequest,
	call: ResolvedCall,
	faults: readonly Fault[],
): Promise<Outcome> {
	for (const fault of faults) {
		if (fault.kind === 'latency') await new Promise((resolve) => setTimeout(resolve, fault.ms));
	}
	for (const fault of faults) {
		switch (fault.kind) {
			case 'timeout':
			case 'reset':
				return { broken: fault.kind };
			case 'status':
				return { answer: { status: fault.status, html: fault.body, headers: fault.headers } };
			case 'html':
				return { answer: { status: fault.status, html: ERROR_PAGE } };
			case 'captcha':
			case 'block':
			case 'expiredToken':
			case 'rateLimit':
				return { answer: service.faultAnswer(fault, request, call) };
			case 'truncated':
			case 'cut':
				return { answer: await call.run(), spoil: fault.kind };
			case 'answerLost':
				await call.run();
				if (fault.how === 'reset' || fault.how === 'timeout') return { broken: fault.how };
				if (fault.how === 'html') return { answer: { status: 200, html: ERROR_PAGE } };
				return { answer: { status: fault.status, html: fault.body ?? ERROR_PAGE } };
			default:
		}
	}
	return { answer: await call.run() };
}

/** Writes an outcome to the wire. Returns the status, or nothing when no answer was sent. */
export function writeOutcome(
	outcome: Outcome,
	request: IncomingMessage,
	response: ServerResponse,
): number | undefined {
	if ('broken' in outcome) {
		if (outcome.broken === 'reset') request.socket.resetAndDestroy();
		return undefined;
	}
	const { answer, spoil } = outcome;
	const { bytes, contentType } = encode(answer);
	const status = answer.status ?? 200;
	const half = bytes.subarray(0, Math.floor(bytes.length / 2));
	response.writeHead(status, {
		...(contentType === undefined ? {} : { 'content-type': contentType }),
		'content-length': spoil === 'cut' ? half.length : bytes.length,
		...answer.headers,
	});
	if (spoil === 'truncated') {
		response.write(half, () => setImmediate(() => request.socket.destroy()));
		return status;
	}
	response.end(spoil === 'cut' ? half : bytes);
	return status;
}

function encode(answer: Answer): { bytes: Buffer; contentType?: string } {
	if (answer.json !== undefined) {
		return {
			bytes: Buffer.from(JSON.stringify(answer.json)),
			contentType: 'application/json; charset=utf-8',
		};
	}
	if (answer.html !== undefined) {
		return { bytes: Buffer.from(answer.html), contentType: 'text/html; charset=utf-8' };
	}
	if (answer.text !== undefined) {
		return { bytes: Buffer.from(answer.text), contentType: 'text/plain; charset=utf-8' };
	}
	return { bytes: answer.bytes ?? Buffer.alloc(0) };
}
