import * as fc from 'fast-check';
import { splitText } from '../../../lib/avito';
import type { LocalAvito } from './localAvito';
import { startLocalAvito } from './localAvito';

let avito: LocalAvito | undefined;
afterEach(async () => {
	await avito?.close();
	avito = undefined;
});

const now = () => Math.floor(Date.now() / 1000);
const out = (text: string, created = now()) => ({
	id: 'm1',
	created,
	direction: 'out',
	type: 'text',
	content: { text },
});

describe('sending', () => {
	test('sends the documented body once', async () => {
		avito = await startLocalAvito(({ url }) => {
			if (url.includes('/messages/')) return { json: [] };
			return url.endsWith('/messages') ? { json: out('Привет') } : undefined;
		});
		await avito.client.sending.send('u2i-1', 'Привет');
		expect(avito.seen(/messages$/).map(({ body }) => body)).toEqual([
			'{"type":"text","message":{"text":"Привет"}}',
		]);
	});

	test.each([
		'hang',
		'break',
		{ status: 502, text: '<html>' },
		{ status: 200, text: '<html>' },
	] as const)('%j: found in the thread, it counts as sent', async (failure) => {
		let there: object[] = [];
		avito = await startLocalAvito(
			({ url }) => {
				if (url.includes('/messages/')) return { json: { messages: there } };
				if (!url.endsWith('/messages')) return undefined;
				there = [out('Привет')];
				return failure;
			},
			{ timeoutMs: 200 },
		);
		expect(await avito.client.sending.send('u2i-1', 'Привет ')).toMatchObject({ id: 'm1' });
		expect(avito.seen(/messages$/)).toHaveLength(1);
	});

	test('what Avito gives without a direction is told by its author', async () => {
		const { direction, ...undirected } = out('Привет');
		expect(direction).toBe('out');
		const authors = [1, 612, 0];
		avito = await startLocalAvito(({ url }) =>
			url.includes('/messages/')
				? { json: authors.map((author_id) => ({ ...undirected, id: `m${author_id}`, author_id })) }
				: undefined,
		);
		const ownId = await avito.client.account.id();
		authors[0] = ownId;
		const { messages } = await avito.client.messages.list('u2i-1');
		expect(messages.map((one) => [one.author_id, one.direction])).toEqual([
			[ownId, 'out'],
			[612, 'in'],
			[0, undefined],
		]);
		const { earlier } = await avito.client.messages.lookBack('u2i-1');
		expect(earlier.map(({ id }) => id)).toEqual([`m${ownId}`]);
	});

	test.each(['hang', 'break'] as const)(
		'%s: not in the thread, the outcome is unknown and nothing is sent again',
		async (failure) => {
			avito = await startLocalAvito(
				({ url }) => {
					if (url.endsWith('/messages')) return failure;
					return url.includes('/messages/')
						? { json: [out('Привет'), { ...out('Привет'), direction: 'in' }] }
						: undefined;
				},
				{ timeoutMs: 200 },
			);
			await expect(avito.client.sending.send('u2i-1', 'Привет')).rejects.toMatchObject({
				kind: 'outcomeUnknown',
			});
			expect(avito.seen(/messages$/)).toHaveLength(1);
		},
	);

	test('a text over 1,000 characters is refused before anything is sent', async () => {
		avito = await startLocalAvito(() => undefined);
		await expect(avito.client.sending.send('u2i-1', 'я'.repeat(1001))).rejects.toMatchObject({
			kind: 'refusedLocally',
		});
		expect(avito.requests).toHaveLength(0);
	});

	test('an image goes up under the documented name, then into the chat', async () => {
		avito = await startLocalAvito(({ url }) => {
			if (url.includes('/messages/?')) return { json: [] };
			if (url.endsWith('uploadImages'))
				return { json: { '48815162.k3': { '140x105': 'https://x' } } };
			return url.endsWith('/image') ? { json: { ...out(''), type: 'image' } } : undefined;
		});
		const image = { data: Buffer.from('PNG'), fileName: 'a.png', contentType: 'image/png' };
		const id = await avito.client.images.upload(image);
		await avito.client.images.sendUploaded('u2i-1', id);
		expect(avito.seen(/uploadImages/)[0]?.body).toContain('name="uploadfile[]"; filename="a.png"');
		expect(avito.seen(/image$/)[0]?.body).toBe('{"image_id":"48815162.k3"}');
	});
});

describe('reading', () => {
	test('pages until the end and sorts by time, whatever the order', async () => {
		const page = (from: number, count: number) =>
			Array.from({ length: count }, (_, index) => ({
				...out('x', from + index),
				id: `m${from + index}`,
			}));
		avito = await startLocalAvito(({ url }) => {
			if (!url.includes('/messages/')) return undefined;
			return { json: { messages: url.includes('offset=100') ? page(1, 3) : page(100, 100) } };
		});
		const { messages, capHit } = await avito.client.messages.list('u2i-1');
		expect(messages).toHaveLength(103);
		expect(messages.map(({ created }) => created)).toEqual(
			messages.map(({ created }) => created).sort((a, b) => b - a),
		);
		expect(capHit).toBe(false);
	});

	test('leaves those of one second in the order in which Avito tells them', async () => {
		const told = ['b', 'a', 'c', 'f', 'd', 'e'].map((id) => ({ ...out(id, 1_700_000_000), id }));
		avito = await startLocalAvito(({ url }) =>
			url.includes('/messages/') ? { json: { messages: told } } : undefined,
		);
		const { messages } = await avito.client.messages.list('u2i-1');
		expect(messages.map(({ id }) => id)).toEqual(told.map(({ id }) => id));
	});

	test('says when older messages lie beyond the cap', async () => {
		let next = 0;
		avito = await startLocalAvito(({ url }) =>
			url.includes('/messages/')
				? { json: Array.from({ length: 100 }, () => ({ ...out('x'), id: `m${next++}` })) }
				: undefined,
		);
		const { messages, capHit } = await avito.client.messages.list('u2i-1');
		expect([messages.length, capHit]).toEqual([1100, true]);
	});
});

test('a long text is cut into messages that lose no character', () => {
	const letters = fc.string({ unit: 'grapheme', minLength: 0, maxLength: 400 });
	fc.assert(
		fc.property(fc.array(letters, { maxLength: 12 }), (words) => {
			const text = words.join(' ');
			const parts = splitText(text, 120);
			for (const part of parts) expect(part.length).toBeLessThanOrEqual(120);
			expect(parts.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
		}),
	);
	expect(splitText(`${'Раз. '.repeat(30)}\n${'два '.repeat(30)}`, 200)).toHaveLength(2);
});
