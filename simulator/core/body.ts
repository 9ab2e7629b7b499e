import type { IncomingMessage } from 'node:http';
import type { ParsedBody } from './types';

const MAX_BODY_BYTES = 64 * 1024 * 1024;

export async function readBytes(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request) {
		const bytes = Buffer.from(chunk as Uint8Array);
		size += bytes.length;
		if (size > MAX_BODY_BYTES) throw new Error('The request body is too large for the simulator');
		chunks.push(bytes);
	}
	return Buffer.concat(chunks);
}

/** Understands JSON, urlencoded and multipart bodies; Node's own parser reads the forms. */
export async function parseBody(contentType: string, bytes: Buffer): Promise<ParsedBody> {
	const body: ParsedBody = { type: 'none', fields: [], files: [], bytes };
	if (bytes.length === 0) return body;
	const media = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
	try {
		if (media === 'application/json' || media.endsWith('+json')) {
			return { ...body, type: 'json', json: JSON.parse(bytes.toString('utf8')) };
		}
		if (media === 'application/x-www-form-urlencoded') {
			return { ...body, type: 'form', fields: [...new URLSearchParams(bytes.toString('utf8'))] };
		}
		if (media === 'multipart/form-data')
			return { ...body, ...(await parseMultipart(contentType, bytes)) };
	} catch {
		return { ...body, type: 'malformed' };
	}
	return { ...body, type: 'other' };
}

async function parseMultipart(
	contentType: string,
	bytes: Buffer,
): Promise<Pick<ParsedBody, 'type' | 'fields' | 'files'>> {
	const form = await new Response(new Uint8Array(bytes), {
		headers: { 'content-type': contentType },
	}).formData();
	const fields: ParsedBody['fields'] = [];
	const files: ParsedBody['files'] = [];
	for (const [name, value] of form) {
		if (typeof value === 'string') fields.push([name, value]);
		else {
			files.push({
				name,
				fileName: value.name,
				contentType: value.type,
				data: Buffer.from(await value.arrayBuffer()),
			});
		}
	}
	return { type: 'multipart', fields, files };
}
