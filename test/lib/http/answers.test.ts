import type { RequestListener } from 'node:http';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { failures } from '../../../lib/http/failures';
import { failure, READ, service, WRITE } from './setup';

const TEXT = JSON.stringify({ items: Array.from({ length: 500 }, (_, id) => ({ id, имя: 'x' })) });
const answer =
	(body: Buffer | string, headers: Record<string, string> = {}, status = 200): RequestListener =>
	(_request, response) => {
		response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
	};
const ONCE = { retry: { attempts: 1, baseMs: 0, capMs: 0 } };

describe('encodings', () => {
	test.each([
		['gzip', gzipSync(TEXT)],
		['x-gzip', gzipSync(TEXT)],
		['deflate', deflateSync(TEXT)],
		['deflate', deflateRawSync(TEXT)],
		['br', brotliCompressSync(TEXT)],
		['gzip, br', brotliCompressSync(gzipSync(TEXT))],
		['identity', Buffer.from(TEXT)],
	])('%s is decoded', async (encoding, body) => {
		const { client } = await service(answer(body, { 'content-encoding': encoding }));
		expect((await client.request(READ)).text).toBe(TEXT);
		const bytes = await client.request({ ...READ, responseType: 'bytes' });
		expect(bytes.bytes.toString()).toBe(TEXT);
	});

	test.each([
		['gzip', gzipSync(TEXT).subarray(0, -20), 'http.network'],
		['br', brotliCompressSync(TEXT).subarray(0, -5), 'http.network'],
		['gzip', Buffer.from(TEXT), 'http.unexpectedAnswer'],
		['zstd', Buffer.from(TEXT), 'http.unexpectedAnswer'],
	])('a broken %s body is an error', async (encoding, body, kind) => {
		const { client } = await service(answer(body, { 'content-encoding': encoding }), ONCE);
		expect(await failure(client.request(READ))).toMatchObject({ name: kind });
		expect(await failure(client.request(WRITE))).toMatchObject({ name: 'http.outcomeUnknown' });
	});
});

describe('size', () => {
	const chunked: RequestListener = (_request, response) => {
		response.write(TEXT.slice(0, 2000));
		response.end(TEXT.slice(2000));
	};
	test.each([
		['announced', answer(TEXT)],
		['not announced', chunked],
		['compressed', answer(gzipSync(TEXT), { 'content-encoding': 'gzip' })],
	])('an answer that is too large (%s) is an error, never a part', async (_what, handler) => {
		const { client } = await service(handler);
		const size = Buffer.byteLength(TEXT);
		const fits = await client.request({ ...READ, maxResponseBytes: size });
		expect(fits.bytes).toHaveLength(size);
		for (const responseType of ['text', 'bytes'] as const) {
			const request = { ...READ, responseType, maxResponseBytes: size - 1 };
			const error = await failure(client.request(request));
			expect(error).toMatchObject({ name: 'http.tooLarge' });
			expect(error.message).not.toContain('items');
		}
	});
});

describe('cut bodies', () => {
	const cutLength: RequestListener = (_request, response) => {
		response.writeHead(200, { 'content-length': '100' });
		response.write('{"a":1}', () => response.destroy());
	};
	const cutChunks: RequestListener = (_request, response) => {
		response.write('{"a":1}', () => response.destroy());
	};
	test.each([
		['with a length', cutLength],
		['in chunks', cutChunks],
	])('are seen (%s)', async (_what, handler) => {
		const { client } = await service(handler, ONCE);
		expect(await failure(client.request(READ))).toMatchObject({
			kind: 'network',
			details: { sent: true },
		});
		expect(await failure(client.request(WRITE))).toMatchObject({ kind: 'outcomeUnknown' });
	});
});

describe('json()', () => {
	test('reads an answer of any type, with a byte order mark too', async () => {
		const { client } = await service(answer('\uFEFF{"a":1}', { 'content-type': 'text/html' }));
		expect((await client.request(READ)).json()).toEqual({ a: 1 });
		expect((await client.request({ ...READ, responseType: 'bytes' })).json()).toEqual({ a: 1 });
	});

	test('names status, type and title of a page, and not its text', async () => {
		const page =
			'<html><head><title>\n Доступ  ограничен: проблема с IP один два три четыре пять</title></head><body>a@b.example</body>';
		const { client } = await service(
			answer(page, { 'content-type': 'text/html; charset=utf-8' }, 403),
		);
		const response = await client.request(READ);
		expect(() => response.json()).toThrow(
			expect.objectContaining({ name: 'http.unexpectedAnswer' }),
		);
		expect(() => response.json()).toThrow(
			'test.read: no JSON came back, but text/html with status 403 ("Доступ ограничен: проблема с IP один два три")',
		);
	});

	test.each([
		['', 'test.read: no JSON came back, but an empty answer with status 200'],
		['{"a":', 'test.read: no JSON came back, but application/json with status 200'],
	])('says so for "%s"', async (body, message) => {
		const { client } = await service(answer(body));
		const response = await client.request(READ);
		expect(() => response.json()).toThrow(failures.unexpectedAnswer(message));
	});
});
