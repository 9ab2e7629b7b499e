import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { failures as avito, type FailureContext } from '../../../lib/avito/failures';
import { stoppedAtImage, stoppedAtPart, stoppedAtUpload } from '../../../lib/avito/stopped';
import type { FailureKind } from '../../../lib/errors';
import { ServiceError } from '../../../lib/errors';
import { failures as feed } from '../../../lib/feed/trouble';
import { failures as http } from '../../../lib/http/failures';
import { partlyDone } from '../../../lib/kwork/endpoints/write';
import { failures as kwork } from '../../../lib/kwork/failures';
import { SendingRefusedError } from '../../../lib/ledger';
import * as memory from '../../../lib/memory/errors';
import { oauthFailures as oauth } from '../../../lib/oauthFailures';
import { failures as desk } from '../../../lib/records/failures';
import { failures as socket } from '../../../lib/socket/failures';
import { failures as upwork } from '../../../lib/upwork/failures';
import { toNodeError } from '../../../nodes/shared/errors';

type Sample = [error: ServiceError, kind: FailureKind];

const refusal = (facts: Partial<FailureContext> = {}): FailureContext => ({
	name: 'avito.resume.contacts',
	status: 400,
	failure: {
		envelope: 'A',
		message: 'said by Avito',
		slug: 'slug',
		fields: { title: 'too short' },
	},
	...facts,
});

const lost = http.outcomeUnknown('send: no answer');
const refused = avito.validation(refusal());
const STEPS = {
	count: 1,
	done: 'The message is out',
	missing: 'the delivery is not',
	unknown: 'whether the delivery is, is not known',
};
const stopped = (error: Error): ServiceError => {
	if (error instanceof ServiceError) return error;
	throw new TypeError('Not told by its steps');
};

/** Every class of error and every row of a table, as the library makes it; several where it has several words. */
const SAMPLES: Record<string, Record<string, Sample[]>> = {
	http: {
		network: [
			[http.network('read: the connection broke', true), 'network'],
			[http.network('read: no connection', false), 'network'],
		],
		proxy: [[http.proxy('read: the proxy refuses'), 'proxy']],
		timeout: [
			[http.timeout('read: no answer in time', 'headers', true), 'timeout'],
			[http.timeout('read: no connection in time', 'connect', false), 'timeout'],
		],
		outcomeUnknown: [[http.outcomeUnknown('send: no answer'), 'outcomeUnknown']],
		hostNotAllowed: [[http.hostNotAllowed('Not the service'), 'refusedLocally']],
		unsendable: [[http.unsendable('send', 'UND_ERR_INVALID_ARG'), 'validation']],
		tooLarge: [[http.tooLarge('read', 1_000_000, 200), 'contract']],
		unexpectedAnswer: [[http.unexpectedAnswer('read: HTML'), 'contract']],
		resting: [[http.resting('read', '2026-01-01T00:00:00.000Z', kwork.captcha(), 5), 'captcha']],
		manyFailures: [
			[http.manyFailures(10, http.network('read: the connection broke', true)), 'temporary'],
			[http.manyFailures(10, { message: 'HTTP 500' }), 'temporary'],
		],
		noCallsBefore: [
			[http.noCallsBefore('read', '2026-01-01T00:00:00.000Z', '5 of 5', 5), 'rateLimited'],
		],
		noTurn: [[http.noTurn('read'), 'rateLimited']],
		cancelled: [[http.cancelled('read was cancelled'), 'cancelled']],
	},
	kwork: {
		wrongPassword: [[kwork.wrongPassword(), 'authentication']],
		phoneDigitsNeeded: [[kwork.phoneDigitsNeeded(), 'authentication']],
		deadToken: [[kwork.deadToken(), 'authentication']],
		newSessionDied: [[kwork.newSessionDied(2_000), 'authentication']],
		pastedTokenDied: [[kwork.pastedTokenDied(), 'authentication']],
		nothingToSignInWith: [[kwork.nothingToSignInWith(), 'authentication']],
		captcha: [[kwork.captcha(), 'captcha']],
		addressBlocked: [[kwork.addressBlocked(), 'blocked']],
		writingNotAllowed: [[kwork.writingNotAllowed(), 'forbidden']],
		fraudQuiz: [[kwork.fraudQuiz(), 'forbidden']],
		messageLimit: [
			[kwork.messageLimit('Лимит'), 'rateLimited'],
			[kwork.messageLimit(undefined), 'rateLimited'],
		],
		tooManyRequests: [[kwork.tooManyRequests(), 'rateLimited']],
		methodNotFound: [[kwork.methodNotFound(), 'notFound']],
		notFound: [[kwork.notFound('There is no user 5.'), 'notFound']],
		parameter: [[kwork.parameter('Kwork misses a parameter.'), 'validation']],
		balanceTooLow: [[kwork.balanceTooLow(), 'funds']],
		noConnects: [[kwork.noConnects(), 'funds']],
		projectClosed: [[kwork.projectClosed(), 'conflict']],
		alreadyOffered: [[kwork.alreadyOffered(), 'conflict']],
		offerRefused: [[kwork.offerRefused('Цена', 'Correct the price.'), 'validation']],
		offerCheckFailed: [
			[kwork.offerCheckFailed('The text is too short.', 'Write more.'), 'validation'],
		],
		webSession: [[kwork.webSession('There is no session.'), 'authentication']],
		temporary: [[kwork.temporary('Kwork is in trouble.'), 'temporary']],
		refused: [
			[kwork.refused('Нельзя'), 'validation'],
			[kwork.refused(undefined), 'validation'],
		],
		orderState: [[kwork.orderState('The order is closed.'), 'conflict']],
		uploadLost: [[kwork.uploadLost('plan.txt'), 'temporary']],
		unsettled: [[kwork.unsettled('inboxCreate', undefined), 'outcomeUnknown']],
		messageNotConfirmed: [[kwork.messageNotConfirmed({ userId: 5 }, lost), 'outcomeUnknown']],
		offerNotConfirmed: [[kwork.offerNotConfirmed(5), 'outcomeUnknown']],
		viewUnclear: [[kwork.viewUnclear(), 'outcomeUnknown']],
		viewNotConfirmed: [[kwork.viewNotConfirmed(lost), 'outcomeUnknown']],
		senderMissing: [[kwork.senderMissing(), 'contract']],
		botWithoutHandler: [[kwork.botWithoutHandler(), 'refusedLocally']],
		unknownAnswer: [[kwork.unknownAnswer('Kwork answered a list.'), 'contract']],
	},
	avito: {
		authentication: [[avito.authentication(refusal()), 'authentication']],
		blocked: [[avito.blocked(refusal()), 'blocked']],
		forbidden: [[avito.forbidden(refusal()), 'forbidden']],
		employerNotVerified: [[avito.employerNotVerified(refusal()), 'forbidden']],
		subscriptionRequired: [[avito.subscriptionRequired(refusal()), 'funds']],
		packageEmpty: [[avito.packageEmpty(refusal()), 'funds']],
		advanceSwitchedOff: [[avito.advanceSwitchedOff(refusal()), 'funds']],
		rateLimit: [[avito.rateLimit(refusal()), 'rateLimited']],
		notFound: [[avito.notFound(refusal()), 'notFound']],
		validation: [
			[avito.validation(refusal()), 'validation'],
			[avito.validation(refusal({ failure: undefined })), 'validation'],
		],
		conflict: [
			[avito.conflict(refusal()), 'conflict'],
			[avito.conflict(refusal({ failure: { envelope: 'C', slug: 'too_early' } })), 'conflict'],
		],
		page: [[avito.page(refusal()), 'temporary']],
		employeeLimit: [[avito.employeeLimit(refusal()), 'funds']],
		employeeNotAllowed: [[avito.employeeNotAllowed(refusal()), 'validation']],
		temporary: [[avito.temporary(refusal()), 'temporary']],
		notACandidate: [[avito.notACandidate(2, 'resumeId: missing'), 'validation']],
		unknownAnswer: [[avito.unknownAnswer('avito.chat.list', 'chats[0]'), 'contract']],
		brokenOff: [[avito.brokenOff('avito.message.send', 504, 504), 'outcomeUnknown']],
		unreadableSuccess: [[avito.unreadableSuccess('avito.message.send', lost), 'outcomeUnknown']],
		refusedLocally: [
			[
				avito.refusedLocally('Allow Spending is off, nothing was bought', 'Switch it on.'),
				'refusedLocally',
			],
		],
	},
	write: {
		stoppedPartway: [
			[stopped(stoppedAtPart(lost, 1, ['a', 'b'])), 'outcomeUnknown'],
			[stopped(stoppedAtPart(refused, 1, ['a', 'b'])), 'validation'],
			[stopped(stoppedAtImage(lost)), 'outcomeUnknown'],
			[stopped(stoppedAtImage(refused)), 'validation'],
			[stopped(stoppedAtUpload(refused)), 'validation'],
			[stopped(partlyDone(STEPS, lost)), 'outcomeUnknown'],
		],
	},
	upwork: {
		tokenRejected: [[upwork.tokenRejected(), 'authentication']],
		scopeMissing: [
			[upwork.scopeMissing(['Job.title'], 'Read jobs'), 'forbidden'],
			[upwork.scopeMissing(['Job.title'], undefined), 'forbidden'],
		],
		notAuthorized: [[upwork.notAuthorized(), 'forbidden']],
		blocked: [[upwork.blocked(), 'blocked']],
		tooManyRequests: [[upwork.tooManyRequests(), 'rateLimited']],
		invalidDocument: [[upwork.invalidDocument('no field x'), 'validation']],
		invalidValue: [[upwork.invalidValue('VJCA-6'), 'validation']],
		notFound: [[upwork.notFound('job 5'), 'notFound']],
		alreadyApplied: [[upwork.alreadyApplied('5'), 'conflict']],
		proposalRefused: [
			[upwork.proposalRefused('the job is closed'), 'conflict'],
			[upwork.proposalRefused('not enough Connects'), 'funds'],
		],
		submitNotOffered: [[upwork.submitNotOffered('https://www.upwork.com/jobs/~025'), 'forbidden']],
		unconfirmed: [[upwork.unconfirmed(), 'refusedLocally']],
		confirmedOtherwise: [[upwork.confirmedOtherwise(), 'refusedLocally']],
		confirmedTooLongAgo: [[upwork.confirmedTooLongAgo(), 'refusedLocally']],
		confirmationUsed: [[upwork.confirmationUsed('5'), 'refusedLocally']],
		preparedPartly: [[upwork.preparedPartly(['text']), 'refusedLocally']],
		submittedOnlyConfirmed: [[upwork.submittedOnlyConfirmed(), 'refusedLocally']],
		resolver: [[upwork.resolver('Exception occurred'), 'temporary']],
		other: [[upwork.other('Upwork answered 418.'), 'temporary']],
		unknownAnswer: [[upwork.unknownAnswer('jobs'), 'contract']],
		outcomeUnknown: [
			[
				upwork.outcomeUnknown(
					'the message was sent',
					'Look into the room before you send it again.',
				),
				'outcomeUnknown',
			],
		],
	},
	socket: {
		broken: [
			[socket.broken(new Error('secret')), 'network'],
			[socket.broken(Object.assign(new Error('secret'), { code: 'ECONNRESET' })), 'network'],
		],
		refused: [
			[socket.refused(403), 'forbidden'],
			[socket.refused(429), 'rateLimited'],
			[socket.refused(502), 'temporary'],
		],
		closedByServer: [[socket.closedByServer(1006), 'network']],
		notUpInTime: [[socket.notUpInTime(), 'timeout']],
		silent: [[socket.silent(), 'timeout']],
		notPrepared: [[socket.notPrepared(), 'network']],
		closed: [[socket.closed(), 'cancelled']],
	},
	feed: { unforeseen: [[feed.unforeseen(new Error('No credential')), 'contract']] },
	oauth: {
		reconnect: [[oauth.reconnect('The refresh token is over'), 'authentication']],
		notConnected: [[oauth.notConnected(), 'authentication']],
		notRenewed: [[oauth.notRenewed(), 'authentication']],
		unanswered: [[oauth.unanswered(), 'temporary']],
	},
	'lib/ledger.ts': {
		SendingRefusedError: [
			[new SendingRefusedError('It is quiet time, nothing was sent', 'Wait.'), 'refusedLocally'],
		],
	},
	'lib/memory/errors.ts': {
		MemoryDownError: [
			[new memory.MemoryDownError('db:5432/desk', new Error('no connection')), 'temporary'],
			[new memory.MemoryDownError('db:5432/desk', { code: 'ECONNREFUSED' }), 'temporary'],
		],
		NewerMemoryError: [[new memory.NewerMemoryError('db:5432/desk', 2, 1), 'refusedLocally']],
		MemorySettingsError: [
			[new memory.MemorySettingsError('It is no address', 'Write an address.'), 'refusedLocally'],
		],
		LockBusyError: [[new memory.LockBusyError('user 1', 5000), 'temporary']],
		LeaseLostError: [[new memory.LeaseLostError('user 1'), 'temporary']],
	},
	desk: {
		notARecord: [[desk.notARecord('lead', ['title: missing']), 'validation']],
		notAFunnelEvent: [[desk.notAFunnelEvent(['leadKey: missing']), 'validation']],
		notClaimedHere: [[desk.notClaimedHere('kwork:project:1', 'offers'), 'conflict']],
	},
};

/** `lib/memory/errors.ts LockBusyError` of a class, `kwork.captcha` of a row in a table. */
const FAILURES = Object.fromEntries(
	Object.entries(SAMPLES).flatMap(([place, all]) =>
		Object.entries(all).map(([name, made]) => [
			`${place}${place.endsWith('.ts') ? ' ' : '.'}${name}`,
			made,
		]),
	),
);

const nameIn = (label: string) => label.split(' ').at(-1);

const samples = Object.entries(FAILURES).flatMap(([name, all]) =>
	all.map(([error, kind], index) => ({ label: `${name} ${index + 1}`, error, kind })),
);

/** What the remedy of a kind has to speak of, so that it sends nobody the wrong way. */
const REMEDIES: Record<FailureKind, RegExp> = {
	authentication: /credential|token|password|sign in/i,
	captcha: /captcha|browser/i,
	blocked: /^(?=.*rests).*proxy/is,
	forbidden: /open |ask for|check|pass|may belong/i,
	rateLimited: /wait|lower|less often/i,
	notFound: /check the (ID|name)|choose the method/i,
	validation: /\S/,
	conflict: /\S/,
	funds: /top up|buy|wait|tariff|nothing was spent/i,
	temporary: /again/i,
	network: /again/i,
	proxy: /proxy/i,
	timeout: /again/i,
	contract: /newer version|newest version|report|browser|ask for less/i,
	outcomeUnknown: /\b(look|open)\b.*\bbefore\b/is,
	refusedLocally: /\S/,
	cancelled: /nothing to do/i,
};

const node = (type: string): INode => ({
	id: '1',
	name: 'Node',
	type: `n8n-nodes-freelance-hub.${type}`,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
});

describe('every failure', () => {
	const root = path.join(__dirname, '../../..');
	const declared = readdirSync(path.join(root, 'lib'), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.flatMap((file) => {
			const name = path.join('lib', file).split(path.sep).join('/');
			const source = readFileSync(path.join(root, name), 'utf8');
			const classes = source.matchAll(/^export class (\w+) extends (\w*Error)\b/gm);
			const tables = source.matchAll(/\bdefineFailures\('(\w+)', \{\n(.*?)^\}\);/gms);
			return [
				...[...classes].map(([, own]) => `${name} ${own}`),
				...[...tables].flatMap(([, table, rows = '']) =>
					[...rows.matchAll(/^\t(\w+): /gm)].map(([, row]) => `${table}.${row}`),
				),
			];
		})
		.filter((name) => name !== 'lib/errors.ts ServiceError');

	test('is in the table below', () => {
		expect(Object.keys(FAILURES).sort()).toEqual(declared.sort());
		for (const [label, all] of Object.entries(FAILURES)) {
			for (const [error] of all) expect([label, error.name]).toEqual([label, nameIn(label)]);
		}
	});

	test.each(samples)('$label: message and remedy fit its kind', ({ error, kind }) => {
		expect(error.kind).toBe(kind);
		expect(error.message).toMatch(/\S{3}/);
		expect(error.remedy).toMatch(/^[A-Z].*[.)]$/s);
		expect(error.remedy).toMatch(REMEDIES[kind]);
		expect(error.message).not.toContain(error.remedy);
		expect(`${error.message} ${error.remedy}`).not.toMatch(/undefined|\[object|NaN/);
	});

	test.each(samples)('$label: asks for no report of what a user can mend', ({ error, kind }) => {
		if (kind !== 'contract') expect(error.remedy).not.toMatch(/\breport\b/i);
		if (kind !== 'outcomeUnknown') return;
		expect(`${error.message} ${error.remedy}`).not.toMatch(
			/nothing was sent|^(try|run) (it )?again/i,
		);
	});

	test.each(samples)('$label: keeps both in n8n, for people and for agents', ({ error, kind }) => {
		const found = toNodeError(node('kwork'), error, 2);
		const isOurs = kind === 'validation' || kind === 'refusedLocally';
		expect(found).toBeInstanceOf(isOurs ? NodeOperationError : NodeApiError);
		expect(found.message.startsWith(error.message)).toBe(true);
		expect(found.description).toBe(error.remedy);
		expect(found.context.itemIndex).toBe(2);
		const told = toNodeError(node('kworkTool'), error).message;
		expect(told).toContain(error.message.replace(/\.$/, ''));
		expect(told).toContain(error.remedy);
	});
});

describe('in n8n', () => {
	test.each([
		['rateLimited', 'rate-limited'],
		['funds', 'quota-exhausted'],
		['temporary', 'temporarily-unavailable'],
		['network', 'temporarily-unavailable'],
		['timeout', 'temporarily-unavailable'],
		['blocked', 'temporarily-unavailable'],
		['authentication', 'credential-invalid'],
		['validation', 'configuration-invalid'],
		['outcomeUnknown', undefined],
		['conflict', undefined],
		['refusedLocally', undefined],
	] as const)('%s is scheduled as %s', (kind, cause) => {
		const error = new ServiceError('It failed.', { kind, remedy: 'Mend it.', retryAfterMs: 5 });
		const { failure } = toNodeError(node('kwork'), error) as { failure?: unknown };
		expect(failure).toEqual(cause && { cause, retryAfterMs: 5 });
	});

	test("the service's code stands behind the message, its status and details beside", () => {
		const error = new ServiceError('It failed', {
			kind: 'notFound',
			remedy: 'Mend it.',
			code: 'E7',
			httpStatus: 404,
			details: { method: 'm' },
			cause: new Error('SECRET'),
		});
		const found = toNodeError(node('kwork'), error);
		expect(found.message).toBe('It failed [E7]');
		expect((found as NodeApiError).httpCode).toBe('404');
		expect(found.context.data).toEqual({ method: 'm' });
		expect(JSON.stringify(found)).not.toContain('SECRET');
	});
});
