import type { FilePart, HttpRequest, QueryParameters, QueryValue, RequestBody } from './types';

export interface EncodedBody {
	body: Buffer | string | null;
	contentType?: string;
}

function isFile(value: QueryValue | FilePart): value is FilePart {
	return typeof value === 'object' && value !== null;
}

function isList<T, U>(value: T | readonly U[]): value is readonly U[] {
	return Array.isArray(value);
}

function encodeParameters(parameters: QueryParameters, into = new URLSearchParams()) {
	for (const [name, value] of Object.entries(parameters)) {
		for (const one of isList(value) ? value : [value]) {
			if (one !== null && one !== undefined) into.append(name, String(one));
		}
	}
	return into;
}

/** Adds query parameters to those the address has already. */
export function withQuery(url: URL, query: QueryParameters | undefined): URL {
	if (!query) return url;
	const result = new URL(url);
	result.search = encodeParameters(query, new URLSearchParams(url.search)).toString();
	return result;
}

/** File and field names inside a `Content-Disposition` line (RFC 7578, as browsers write it). */
function quoted(name: string): string {
	return name.replace(/\r\n?|\n/g, '%0D%0A').replace(/"/g, '%22');
}

function partHead(boundary: string, name: string, value: QueryValue | FilePart): Buffer {
	const lines = [`--${boundary}`];
	if (isFile(value)) {
		const type = (value.contentType ?? 'application/octet-stream').replace(/[\r\n]/g, '');
		lines.push(
			`Content-Disposition: form-data; name="${quoted(name)}"; filename="${quoted(value.fileName)}"`,
			`Content-Type: ${type}`,
		);
	} else {
		lines.push(`Content-Disposition: form-data; name="${quoted(name)}"`);
	}
	return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`);
}

type Multipart = Extract<RequestBody, { multipart: unknown }>['multipart'];

/** `multipart/form-data` as one buffer, so that its length is known and it can be sent again. */
function encodeMultipart(parts: Multipart, boundary: string): EncodedBody {
	const pieces: Buffer[] = [];
	for (const [name, value] of Object.entries(parts)) {
		for (const one of isList(value) ? value : [value]) {
			if (one === null || one === undefined) continue;
			pieces.push(partHead(boundary, name, one));
			pieces.push(isFile(one) ? one.data : Buffer.from(String(one)));
			pieces.push(Buffer.from('\r\n'));
		}
	}
	pieces.push(Buffer.from(`--${boundary}--\r\n`));
	return {
		body: Buffer.concat(pieces),
		contentType: `multipart/form-data; boundary=${boundary}`,
	};
}

/** Bytes and content type of a request's body. `boundary` separates multipart parts. */
export function encodeBody(request: HttpRequest, boundary: () => string): EncodedBody {
	const { body } = request;
	if (!body) return { body: null };
	if ('json' in body) {
		return {
			body: JSON.stringify(body.json) ?? 'null',
			contentType: 'application/json',
		};
	}
	if ('form' in body) {
		return {
			body: encodeParameters(body.form).toString(),
			contentType: 'application/x-www-form-urlencoded',
		};
	}
	return encodeMultipart(body.multipart, boundary());
}
