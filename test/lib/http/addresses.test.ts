import * as fc from 'fast-check';
import { Addresses, isLoopback } from '../../../lib/http';

const allowedHosts = ['api.kwork.ru', '*.avito.ru'];
const official = new Addresses({ allowedHosts });
const simulated = new Addresses({ allowedHosts, simulatorUrl: 'http://127.0.0.1:8787' });

describe('host pinning', () => {
	test.each([
		'https://api.kwork.ru/actor',
		'https://API.KWORK.RU/actor?x=1',
		'https://api.kwork.ru:443/actor',
		'wss://api.kwork.ru/ws',
		'https://avito.ru/',
		'https://www.avito.ru/x',
		'https://a.b.avito.ru/x',
	])('lets %s pass', (url) => {
		expect(official.assertAllowed(url)).toBeInstanceOf(URL);
	});

	test.each([
		['plain http', 'http://api.kwork.ru/'],
		['another host', 'https://evil.example/'],
		['a longer name', 'https://api.kwork.ru.evil.example/'],
		['a name with the end of the domain', 'https://evilavito.ru/'],
		['the domain above an exact host', 'https://kwork.ru/'],
		['a host below an exact one', 'https://x.api.kwork.ru/'],
		['a trailing dot', 'https://api.kwork.ru./'],
		['a user', 'https://api.kwork.ru@evil.example/'],
		['a user before the right host', 'https://user:pass@api.kwork.ru/'],
		['an empty user', 'https://@api.kwork.ru/'],
		['a backslash', 'https://evil.example\\@api.kwork.ru/'],
		['backslashes for slashes', 'https:\\\\api.kwork.ru/'],
		['another port', 'https://api.kwork.ru:8443/'],
		['an IPv4 address', 'https://127.0.0.1/'],
		['an IPv6 address', 'https://[::1]/'],
		['an IPv4 address in IPv6', 'https://[::ffff:127.0.0.1]/'],
		['a number', 'https://2130706433/'],
		['a look-alike', 'https://api.kw\u043erk.ru/'],
		['a look-alike in punycode', 'https://api.xn--kwrk-55d.ru/'],
		['a blank in the host', 'https://api.kwork.ru .evil.example/'],
		['a line break in the host', 'https://api.kwork.ru\n.evil.example/'],
		['a tab in the scheme', 'ht\ttps://api.kwork.ru/'],
		['one slash', 'https:/api.kwork.ru/'],
		['no scheme', '//api.kwork.ru/'],
		['a file', 'file:///etc/passwd'],
		['data', 'data:text/plain,hello'],
		['nothing', ''],
	])('refuses %s', (_what, url) => {
		for (const addresses of [official, simulated]) {
			expect(() => addresses.assertAllowed(url)).toThrow(
				expect.objectContaining({ name: 'http.hostNotAllowed' }),
			);
			expect(() => addresses.toActual(url)).toThrow(
				expect.objectContaining({ name: 'http.hostNotAllowed' }),
			);
		}
	});

	test('an error does not repeat the address', () => {
		expect(() => official.assertAllowed('https://evil.example/x?token=s3cret')).toThrow(
			/^The host evil\.example is not one of the service's$/,
		);
	});

	test('whatever passes, leads to an allowed host over TLS', () => {
		const noise = fc.constantFrom(
			'',
			'@',
			':',
			'/',
			'\\',
			'.',
			'?',
			'#',
			'%2e',
			'%00',
			'\t',
			'\n',
			' ',
			':443',
			':80',
			'[',
			']',
			'user@',
			'user:pw@',
			'evil.example',
			'\u3002',
			'\uff0e',
			'\u0430',
			'\u200b',
			'//',
			'xn--',
		);
		const host = fc.constantFrom('api.kwork.ru', 'API.Kwork.Ru', 'www.avito.ru', 'avito.ru');
		const scheme = fc.constantFrom(
			'https://',
			'HTTPS://',
			'wss://',
			'http://',
			'https:\\\\',
			'https:',
		);
		const url = fc
			.tuple(
				scheme,
				fc.array(noise, { maxLength: 3 }),
				host,
				fc.array(noise, { maxLength: 4 }),
				fc.webPath(),
			)
			.map(
				([start, before, name, after, path]) =>
					`${start}${before.join('')}${name}${after.join('')}${path}`,
			);
		let passed = 0;
		fc.assert(
			fc.property(url, (text) => {
				let parsed: URL;
				try {
					parsed = official.assertAllowed(text);
				} catch (error) {
					expect(error).toMatchObject({ name: 'http.hostNotAllowed' });
					return;
				}
				passed += 1;
				expect(parsed.protocol).toMatch(/^(https|wss):$/);
				expect(parsed.hostname).toMatch(/^(api\.kwork\.ru|([a-z0-9-]+\.)*avito\.ru)$/);
				expect([parsed.port, parsed.username, parsed.password]).toEqual(['', '', '']);
				const actual = new URL(simulated.toActual(text));
				expect(actual.host).toBe('127.0.0.1:8787');
				expect(actual.pathname.split('/')[1]).toBe(parsed.hostname);
			}),
			{ numRuns: 2000 },
		);
		expect(passed).toBeGreaterThan(50);
	});
});

describe('the simulator', () => {
	test.each([
		['https://api.kwork.ru/actor?a=1', 'http://127.0.0.1:8787/api.kwork.ru/actor?a=1'],
		['https://www.avito.ru/', 'http://127.0.0.1:8787/www.avito.ru/'],
		['wss://api.kwork.ru/ws/public/x', 'ws://127.0.0.1:8787/api.kwork.ru/ws/public/x'],
	])('%s is %s and back', (url, actual) => {
		expect(simulated.toActual(url)).toBe(actual);
		expect(simulated.toOfficial(actual)).toBe(url);
		expect(simulated.toOfficial(url)).toBe(url);
	});

	test('may have a path of its own', () => {
		const below = new Addresses({ allowedHosts, simulatorUrl: 'http://localhost:9/sim/' });
		expect(below.toActual('https://avito.ru/x')).toBe('http://localhost:9/sim/avito.ru/x');
		expect(below.toOfficial('http://localhost:9/sim/avito.ru/x')).toBe('https://avito.ru/x');
	});

	test('is not left by dots in a path', () => {
		expect(simulated.toActual('https://api.kwork.ru/../../evil.example/%2e%2e/x')).toBe(
			'http://127.0.0.1:8787/api.kwork.ru/x',
		);
		expect(() => simulated.toOfficial('http://127.0.0.1:8787/evil.example/x')).toThrow(
			expect.objectContaining({ name: 'http.hostNotAllowed' }),
		);
		expect(() => simulated.toOfficial('http://127.0.0.1:8788/api.kwork.ru/x')).toThrow(
			expect.objectContaining({ name: 'http.hostNotAllowed' }),
		);
	});

	test.each([
		'http://127.0.0.1:8787',
		'https://127.5.6.7',
		'http://127.1:80',
		'http://[::1]:8787',
		'http://localhost:1/x',
	])('may be at %s', (simulatorUrl) => {
		expect(new Addresses({ allowedHosts, simulatorUrl }).simulated).toBe(true);
	});

	test.each([
		'http://10.0.0.1',
		'http://0.0.0.0:80',
		'http://example.com',
		'http://localhost.evil.example',
		'http://127.0.0.1.evil.example',
		'http://127.0.0.1@evil.example',
		'http://u:p@127.0.0.1',
		'ftp://127.0.0.1',
		'http://[::ffff:127.0.0.1]',
		'http://[::]',
		'http://localhost.',
		'http://169.254.169.254',
		'localhost:80',
		'x',
	])('may not be at %s', (simulatorUrl) => {
		expect(() => new Addresses({ allowedHosts, simulatorUrl })).toThrow(
			expect.objectContaining({ name: 'http.hostNotAllowed' }),
		);
	});

	test('loopback is only what the parser writes as loopback', () => {
		fc.assert(
			fc.property(fc.ipV4(), (ip) => {
				expect(isLoopback(new URL(`http://${ip}/`).hostname)).toBe(ip.startsWith('127.'));
			}),
		);
	});
});
