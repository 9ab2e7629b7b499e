import { Readable } from 'node:stream';
import * as fc from 'fast-check';
import { createRedact, redact } from '../../../lib/http';

const SECRET = 'S3CRET';

describe('redaction', () => {
	test.each([
		['a field', { password: SECRET, id: 5 }, { password: '[hidden]', id: 5 }],
		[
			'a field in the middle',
			{ user: { refreshToken: SECRET } },
			{ user: { refreshToken: '[hidden]' } },
		],
		[
			'other spellings',
			{ 'X-Api-Key': SECRET, phone_last: SECRET, 'Set-Cookie': [SECRET] },
			{ 'X-Api-Key': '[hidden]', phone_last: '[hidden]', 'Set-Cookie': '[hidden]' },
		],
		[
			'raw headers',
			['Authorization', SECRET, 'accept', 'x'],
			['Authorization', '[hidden]', 'accept', 'x'],
		],
		['pairs', [['cookie', SECRET]], [['cookie', '[hidden]']]],
		[
			'an address',
			`https://h/x?a=1&access_token=${SECRET}#f`,
			'https://h/x?a=1&access_token=[hidden]#f',
		],
		['a login in an address', `http://u:${SECRET}@h:1/`, 'http://[hidden]@h:1/'],
		['an escaped name', `https://h/?pass%77ord=${SECRET}`, 'https://h/?pass%77ord=[hidden]'],
		['a form', `login=${SECRET}&a=1`, 'login=[hidden]&a=1'],
		['JSON text', `{"token": "${SECRET}", "a":1}`, '{"token": "[hidden]", "a":1}'],
		['a number in JSON text', '{"pin":12345}', '{"pin":"[hidden]"}'],
		['a header line', `Authorization: Bearer ${SECRET}`, 'Authorization: [hidden]'],
		['a bearer', `sent Bearer ${SECRET}`, 'sent Bearer [hidden]'],
		['a URL', new URL(`https://h/?token=${SECRET}`), 'https://h/?token=[hidden]'],
		['a map', new Map([['token', SECRET]]), { token: '[hidden]' }],
		[
			'an error',
			new Error(`https://h/?token=${SECRET}`),
			{ name: 'Error', message: 'https://h/?token=[hidden]' },
		],
		['bytes', Buffer.from(SECRET), '[6 bytes]'],
		['a stream', { file: Readable.from([SECRET]) }, { file: '[stream]' }],
		['nothing secret', { projectId: 1, page: 'a=b' }, { projectId: 1, page: 'a=b' }],
		['no value', { token: null, secret: undefined }, { token: null, secret: undefined }],
	])('hides %s', (_what, value, expected) => {
		expect(redact(value)).toEqual(expected);
	});

	test('takes further names', () => {
		expect(createRedact(['wishText'])({ wish_text: SECRET, b: 1 })).toEqual({
			wish_text: '[hidden]',
			b: 1,
		});
	});

	test('ends with a value that holds itself, and changes nothing', () => {
		const value: Record<string, unknown> = { token: SECRET };
		value['self'] = value;
		expect(redact(value)).toEqual({ token: '[hidden]', self: '[circular]' });
		expect(value['token']).toBe(SECRET);
	});

	const name = fc
		.constantFrom(
			'password',
			'token',
			'authorization',
			'cookie',
			'secret',
			'phone_last',
			'api-key',
			'csrf',
		)
		.chain((base) =>
			fc.constantFrom(
				base,
				base.toUpperCase(),
				`x-${base}`,
				`new_${base}`,
				`${base}[]`,
				`user[${base}]`,
			),
		);
	const secret = fc
		.string({ unit: fc.constantFrom(...'abcXYZ019._~-+/%'), minLength: 6 })
		.map((end) => `Q7${end}`);

	test('no depth of data lets a secret through', () => {
		const carrier = fc.letrec<{ node: unknown }>((tie) => ({
			node: fc.oneof(
				{ maxDepth: 4 },
				fc.record({ name, wrap: fc.boolean() }),
				fc.array(tie('node'), { maxLength: 3 }),
				fc.dictionary(fc.constantFrom('a', 'list', 'id', '__proto__', 'constructor'), tie('node'), {
					maxKeys: 3,
				}),
			),
		})).node;
		const fill = (node: unknown, value: string): unknown => {
			if (Array.isArray(node)) return node.map((one) => fill(one, value));
			if (typeof node !== 'object' || node === null) return node;
			if ('wrap' in node && 'name' in node) {
				return { [String(node.name)]: node.wrap ? { deep: [value] } : value };
			}
			return Object.fromEntries(Object.entries(node).map(([key, one]) => [key, fill(one, value)]));
		};
		fc.assert(
			fc.property(carrier, secret, (node, value) => {
				expect(JSON.stringify(redact(fill(node, value)))).not.toContain(value);
			}),
			{ numRuns: 500 },
		);
	});

	test('no address or form text lets a secret through', () => {
		const plain = fc.tuple(fc.constantFrom('page', 'sort', 'q'), fc.constantFrom('1', 'a%20b', ''));
		fc.assert(
			fc.property(
				fc.array(plain),
				name,
				secret,
				fc.array(plain),
				fc.boolean(),
				(before, key, value, after, form) => {
					const query = new URLSearchParams([...before, [key, value], ...after]).toString();
					const shown = String(redact(form ? query : `https://api.kwork.ru/x?${query}`));
					expect(decodeURIComponent(shown.replace(/\+/g, ' '))).not.toContain(
						value.replace(/\+/g, ' '),
					);
					for (const [other] of [...before, ...after]) expect(shown).toContain(`${other}=`);
				},
			),
		);
	});
});
