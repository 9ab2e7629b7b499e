import * as fc from 'fast-check';
import { backoffDelay } from '../../../lib/backoff';
import { retryAfterMs } from '../../../lib/http';
import { failures } from '../../../lib/http/failures';
import {
	DEFAULT_RETRY,
	isCertificateCode,
	isTemporary,
	isTemporaryStatus,
	leavesOpen,
} from '../../../lib/http/retry';

const now = Date.parse('2026-03-01T12:00:00Z');

describe('Retry-After', () => {
	test.each([
		['120', 120_000],
		[' 0 ', 0],
		['1.5', 1_500],
		['1.2345', 1_235],
		['1 Mar 2026 12:00:30 GMT', 30_000],
		['Sun 01 Mar 2026 12:00:30 GMT', 30_000],
		['Sun, 01 Mar 2026 12:00:30 GMT', 30_000],
		['Sunday, 01-Mar-26 12:00:30 GMT', 30_000],
		['Sun Mar  1 12:00:30 2026', 30_000],
		['Sun, 01 Mar 2026 11:00:00 GMT', 0],
	])('%s is %d ms', (value, ms) => {
		expect(retryAfterMs(value, now)).toBe(ms);
	});

	test.each([
		'',
		'-1',
		'1e3',
		'0x10',
		'soon',
		'NaN',
		'Infinity',
		'1, 2',
		'2026-03-01',
		'9'.repeat(400),
		'after Sun, 01 Mar 2026 12:00:30 GMT',
		'Sun, 01 Mar 2026 12:00:30 GMT+0300',
		'x Sun Mar  1 12:00:30 2026',
		'Sun Mar  1 12:00:30 2026 +0300',
		'Sun Mar x1 12:00:30 2026',
	])('%s says nothing', (value) => {
		expect(retryAfterMs(value, now)).toBeUndefined();
	});

	test('is absent when the header is', () => {
		expect(retryAfterMs(undefined, now)).toBeUndefined();
	});

	test('any number of seconds is itself in milliseconds', () => {
		fc.assert(
			fc.property(fc.nat(), (seconds) => {
				expect(retryAfterMs(String(seconds), now)).toBe(seconds * 1000);
			}),
		);
	});

	test('any HTTP date is the time until then, never negative', () => {
		const date = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });
		fc.assert(
			fc.property(date, (at) => {
				const whole = Math.floor(at.getTime() / 1000) * 1000;
				expect(retryAfterMs(new Date(whole).toUTCString(), now)).toBe(Math.max(0, whole - now));
			}),
		);
	});

	test('any text is a finite wait or nothing', () => {
		fc.assert(
			fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.-+eE :,GMTSunar') }), (text) => {
				const ms = retryAfterMs(text, now);
				expect(ms === undefined || (Number.isFinite(ms) && ms >= 0)).toBe(true);
			}),
			{ numRuns: 2000 },
		);
	});
});

describe('what may be over at the next try', () => {
	test.each([
		[200, false],
		[400, false],
		[404, false],
		[408, true],
		[409, false],
		[429, true],
		[499, false],
		[500, true],
		[501, false],
		[502, true],
		[503, true],
		[599, true],
	])('status %d: %p', (status, temporary) => {
		expect(isTemporaryStatus(status)).toBe(temporary);
	});

	test('failures on the way, but no certificate that is not trusted', () => {
		expect(isTemporary(failures.network('broke', true, { code: 'ECONNRESET' }))).toBe(true);
		expect(isTemporary(failures.network('broke', true))).toBe(true);
		expect(isTemporary(failures.proxy('refuses'))).toBe(true);
		expect(isTemporary(failures.network('no', false, { code: 'CERT_HAS_EXPIRED' }))).toBe(false);
		expect(isTemporary(failures.outcomeUnknown('lost'))).toBe(false);
		expect(isTemporary(new Error('ECONNRESET'))).toBe(false);
		expect(isTemporary('ECONNRESET')).toBe(false);
	});

	test.each([
		['CERT_HAS_EXPIRED', true],
		['DEPTH_ZERO_SELF_SIGNED_CERT', true],
		['ERR_TLS_CERT_ALTNAME_INVALID', true],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', true],
		['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', true],
		['ECONNRESET', false],
		['UNABLE_TO_CONNECT', false],
	])('%s is about a certificate: %p', (code, isAbout) => {
		expect(isCertificateCode(code)).toBe(isAbout);
	});
});

test.each([
	[200, false],
	[400, false],
	[408, true],
	[429, false],
	[499, false],
	[500, true],
	[501, true],
	[503, true],
])('a write answered by %d may have been done: %p', (status, open) => {
	expect(leavesOpen(status)).toBe(open);
});

test('by default a read is sent four times, within some seconds', () => {
	expect(DEFAULT_RETRY).toEqual({ attempts: 4, baseMs: 300, capMs: 10_000 });
});

test('back-off spreads over the whole span, which doubles up to its cap', () => {
	const settings = { attempts: 9, baseMs: 100, capMs: 1000 };
	const spans = [1, 2, 3, 4, 5, 6].map((attempt) => backoffDelay(attempt, settings, () => 1));
	expect(spans).toEqual([100, 200, 400, 800, 1000, 1000]);
	expect(backoffDelay(3, settings, () => 0)).toBe(0);
	expect(backoffDelay(3, settings, () => 0.25)).toBe(100);
});
