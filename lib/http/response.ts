import type { IncomingHttpHeaders } from 'node:http';
import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import { ServiceError } from '../errors';
import { failures } from './failures';
import type { RawAnswer } from './exchange';
import { nameOf } from './explain';
import { retryAfterMs } from './retry';
import type { HttpResponse } from './types';

const gunzip = promisify(zlib.gunzip);
const inflate = promisify(zlib.inflate);
const inflateRaw = promisify(zlib.inflateRaw);
const brotli = promisify(zlib.brotliDecompress);

export interface AnswerContext {
	name: string;
	/** Official address of the last hop. */
	url: string;
	responseType: 'text' | 'bytes';
	maxBytes: number;
	now: number;
}

function encodingsOf(headers: IncomingHttpHeaders): string[] {
	return String(headers['content-encoding'] ?? '')
		.toLowerCase()
		.split(',')
		.map((encoding) => encoding.trim())
		.filter((encoding) => encoding !== '' && encoding !== 'identity')
		.reverse();
}

/** `deflate` means zlib, but some servers send it without the zlib header. */
function hasZlibHeader(body: Buffer): boolean {
	const [first = 0, second = 0] = body;
	return (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
}

async function decodeOne(encoding: string, body: Buffer, maxBytes: number): Promise<Buffer> {
	const options = { maxOutputLength: maxBytes };
	if (encoding === 'gzip' || encoding === 'x-gzip') return await gunzip(body, options);
	if (encoding === 'br') return await brotli(body, options);
	if (encoding === 'deflate') {
		return await (hasZlibHeader(body) ? inflate(body, options) : inflateRaw(body, options));
	}
	throw new TypeError(`unknown encoding ${encoding}`);
}

function decodeFailure(error: unknown, context: AnswerContext, status: number): Error {
	const { name, maxBytes } = context;
	if (error instanceof ServiceError) return error;
	const code = nameOf(error);
	if (code === 'ERR_BUFFER_TOO_LARGE') {
		return failures.tooLarge(name, maxBytes, status);
	}
	if (code === 'Z_BUF_ERROR') {
		return failures.network(`${name}: the answer broke off`, true, { httpStatus: status, code });
	}
	return failures.unexpectedAnswer(`${name}: the answer's content encoding cannot be read`, {
		httpStatus: status,
		code,
	});
}

/** Undoes the body's content encodings. */
export async function decode(raw: RawAnswer, context: AnswerContext): Promise<Buffer> {
	let { body } = raw;
	if (body.length === 0) return body;
	try {
		for (const encoding of encodingsOf(raw.headers)) {
			body = await decodeOne(encoding, body, context.maxBytes);
		}
	} catch (error) {
		throw decodeFailure(error, context, raw.status);
	}
	return body;
}

function flatHeaders(headers: IncomingHttpHeaders): Record<string, string> {
	const flat: Record<string, string> = {};
	for (const name in headers) {
		if (name === 'set-cookie') continue;
		const value = headers[name];
		if (typeof value === 'string') flat[name] = value;
		else if (value) flat[name] = value.join(', ');
	}
	return flat;
}

function firstWords(text: string): string {
	const title = /<title[^>]*>([^<]{1,300})/i.exec(text.slice(0, 20_000))?.[1] ?? '';
	return title.replace(/\s+/g, ' ').trim().split(' ').slice(0, 8).join(' ').slice(0, 80);
}

function parseJson(text: string, status: number, type: string, name: string): unknown {
	try {
		return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
	} catch {
		const title = firstWords(text);
		const what = text === '' ? 'an empty answer' : type || 'no content type';
		const unexpected = failures.unexpectedAnswer(
			`${name}: no JSON came back, but ${what} with status ${status}${title && ` ("${title}")`}`,
			{ httpStatus: status, details: { contentType: type, title: title || undefined } },
		);
		throw unexpected;
	}
}

/** Whether a success that should hold JSON is empty or ends in the middle. */
export function isBrokenOff(response: HttpResponse): boolean {
	const { status, text } = response;
	if (status < 200 || status >= 300 || status === 204 || /^\s*</.test(text)) return false;
	try {
		response.json();
		return false;
	} catch {
		return true;
	}
}

/** Gives an answer the shape that callers see. `bytes`: its body, decoded. */
export function toResponse(raw: RawAnswer, bytes: Buffer, context: AnswerContext): HttpResponse {
	const headers = flatHeaders(raw.headers);
	const { status, durationMs } = raw;
	const text = context.responseType === 'text' ? bytes.toString('utf8') : '';
	let parsed: { value: unknown } | undefined;
	return {
		status,
		headers,
		url: context.url,
		text,
		bytes,
		retryAfterMs: retryAfterMs(headers['retry-after'], context.now),
		json() {
			const [type = ''] = (headers['content-type'] ?? '').split(';');
			parsed ??= { value: parseJson(text || bytes.toString('utf8'), status, type, context.name) };
			return parsed.value;
		},
		durationMs,
	};
}
