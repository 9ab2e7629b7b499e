import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import * as avito from '../../../lib/avito/errors';
import { StoppedPartwayError } from '../../../lib/avito/stopped';
import type { FailureKind } from '../../../lib/errors';
import { ServiceError } from '../../../lib/errors';
import * as http from '../../../lib/http/errors';
import * as kwork from '../../../lib/kwork/errors';
import { SendingRefusedError } from '../../../lib/ledger';
import * as memory from '../../../lib/memory/errors';
import { NotACandidateError } from '../../../lib/avito/candidates/items';
import { NotARecordError } from '../../../lib/records/schemas';
import { SocketError } from '../../../lib/socket/errors';
import * as upwork from '../../../lib/upwork/errors';
import { toNodeError } from '../../../nodes/shared/errors';

type Sample = [error: ServiceError, kind: FailureKind];

const refusal = (facts: Partial<avito.FailureContext> = {}): avito.FailureContext => ({
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

const lost = new http.OutcomeUnknownError('send: no answer');
const refused = new avito.AvitoValidationError(refusal());
const stopped = (error: Error): ServiceError => {
	if (error instanceof ServiceError) return error;
	throw new TypeError('Not told by its steps');
};

/** Every class of error by its name, as the library makes it; several where it has several words. */
const SAMPLES: Record<string, Record<string, Sample[]>> = {
	'lib/http/errors.ts': {
		NetworkError: [
			[new http.NetworkError('read: the connection broke', true), 'network'],
			[new http.NetworkError('read: no connection', false), 'network'],
		],
		ProxyError: [[new http.ProxyError('read: the proxy refuses'), 'proxy']],
		TimeoutError: [
			[new http.TimeoutError('read: no answer in time', 'headers', true), 'timeout'],
			[new http.TimeoutError('read: no connection in time', 'connect', false), 'timeout'],
		],
		OutcomeUnknownError: [[new http.OutcomeUnknownError('send: no answer'), 'outcomeUnknown']],
		HostNotAllowedError: [[new http.HostNotAllowedError('Not the service'), 'refusedLocally']],
		ResponseTooLargeError: [[new http.ResponseTooLargeError('read: too large'), 'contract']],
		UnexpectedAnswerError: [[new http.UnexpectedAnswerError('read: HTML'), 'contract']],
		RestingError: [
			[
				new http.RestingError('read: the account rests', 'rateLimited', {
					remedy: 'Wait, or lower the requests per minute in the credential.',
				}),
				'rateLimited',
			],
		],
		CancelledError: [[new http.CancelledError('read was cancelled'), 'cancelled']],
	},
	'lib/kwork/errors.ts': {
		WrongPasswordError: [[new kwork.WrongPasswordError(), 'authentication']],
		PhoneDigitsNeededError: [[new kwork.PhoneDigitsNeededError(), 'authentication']],
		DeadTokenError: [[new kwork.DeadTokenError(), 'authentication']],
		AuthenticationError: [
			[
				new kwork.AuthenticationError('There is nothing to sign in with.', 'Paste a token.'),
				'authentication',
			],
		],
		CaptchaError: [[new kwork.CaptchaError(), 'captcha']],
		AddressBlockedError: [[new kwork.AddressBlockedError(), 'blocked']],
		WritingNotAllowedError: [[new kwork.WritingNotAllowedError(), 'forbidden']],
		FraudQuizError: [[new kwork.FraudQuizError(), 'forbidden']],
		MessageLimitError: [
			[new kwork.MessageLimitError({ serviceText: 'Лимит' }), 'rateLimited'],
			[new kwork.MessageLimitError(), 'rateLimited'],
		],
		TooManyRequestsError: [[new kwork.TooManyRequestsError(), 'rateLimited']],
		MethodNotFoundError: [[new kwork.MethodNotFoundError(), 'notFound']],
		NotFoundError: [[new kwork.NotFoundError('There is no user 5.'), 'notFound']],
		ParameterError: [[new kwork.ParameterError('Kwork misses a parameter.'), 'validation']],
		BalanceTooLowError: [[new kwork.BalanceTooLowError(), 'funds']],
		NoConnectsError: [[new kwork.NoConnectsError(), 'funds']],
		ProjectClosedError: [[new kwork.ProjectClosedError(), 'conflict']],
		AlreadyOfferedError: [[new kwork.AlreadyOfferedError(), 'conflict']],
		OfferRefusedError: [[new kwork.OfferRefusedError('Цена', 'Correct the price.'), 'validation']],
		OfferCheckFailedError: [
			[new kwork.OfferCheckFailedError('The text is too short.', 'Write more.'), 'validation'],
		],
		WebSessionError: [[new kwork.WebSessionError('There is no session.'), 'authentication']],
		TemporaryError: [[new kwork.TemporaryError('Kwork is in trouble.'), 'temporary']],
		KworkRefusalError: [
			[new kwork.KworkRefusalError('Нельзя'), 'validation'],
			[new kwork.KworkRefusalError(undefined), 'validation'],
		],
		OrderStateError: [[new kwork.OrderStateError('The order is closed.'), 'conflict']],
		UploadLostError: [[new kwork.UploadLostError('plan.txt'), 'temporary']],
		PartlyDoneError: [
			[
				new kwork.PartlyDoneError('The message is out, the delivery is not.', 1, lost),
				'outcomeUnknown',
			],
		],
		KworkContractError: [[new kwork.KworkContractError('Kwork answered a list.'), 'contract']],
	},
	'lib/avito/errors.ts': {
		AvitoAuthenticationError: [[new avito.AvitoAuthenticationError(refusal()), 'authentication']],
		AvitoBlockedError: [[new avito.AvitoBlockedError(refusal()), 'blocked']],
		AvitoForbiddenError: [[new avito.AvitoForbiddenError(refusal()), 'forbidden']],
		EmployerNotVerifiedError: [[new avito.EmployerNotVerifiedError(refusal()), 'forbidden']],
		SubscriptionRequiredError: [[new avito.SubscriptionRequiredError(refusal()), 'funds']],
		PackageEmptyError: [[new avito.PackageEmptyError(refusal()), 'funds']],
		AdvanceSwitchedOffError: [[new avito.AdvanceSwitchedOffError(refusal()), 'funds']],
		AvitoRateLimitError: [[new avito.AvitoRateLimitError(refusal()), 'rateLimited']],
		AvitoNotFoundError: [[new avito.AvitoNotFoundError(refusal()), 'notFound']],
		AvitoValidationError: [
			[new avito.AvitoValidationError(refusal()), 'validation'],
			[new avito.AvitoValidationError(refusal({ failure: undefined })), 'validation'],
		],
		AvitoConflictError: [
			[new avito.AvitoConflictError(refusal()), 'conflict'],
			[
				new avito.AvitoConflictError(refusal({ failure: { envelope: 'C', slug: 'too_early' } })),
				'conflict',
			],
		],
		AvitoPageError: [[new avito.AvitoPageError(refusal()), 'temporary']],
		EmployeeLimitError: [[new avito.EmployeeLimitError(refusal()), 'funds']],
		EmployeeNotAllowedError: [[new avito.EmployeeNotAllowedError(refusal()), 'validation']],
		AvitoTemporaryError: [[new avito.AvitoTemporaryError(refusal()), 'temporary']],
		AvitoAnswerError: [[new avito.AvitoAnswerError('avito.chat.list', 'chats[0]'), 'contract']],
		RefusedLocallyError: [
			[
				new avito.RefusedLocallyError('Allow Spending is off, nothing was bought', 'Switch it on.'),
				'refusedLocally',
			],
		],
	},
	'lib/avito/stopped.ts': {
		StoppedPartwayError: [
			[stopped(StoppedPartwayError.atPart(lost, 1, ['a', 'b'])), 'outcomeUnknown'],
			[stopped(StoppedPartwayError.atPart(refused, 1, ['a', 'b'])), 'validation'],
			[stopped(StoppedPartwayError.atImage(lost)), 'outcomeUnknown'],
			[stopped(StoppedPartwayError.atImage(refused)), 'validation'],
			[stopped(StoppedPartwayError.atUpload(refused)), 'validation'],
		],
	},
	'lib/upwork/errors.ts': {
		TokenRejectedError: [[new upwork.TokenRejectedError(), 'authentication']],
		ScopeMissingError: [
			[new upwork.ScopeMissingError(['Job.title'], 'Read jobs'), 'forbidden'],
			[new upwork.ScopeMissingError(['Job.title'], undefined), 'forbidden'],
		],
		NotAuthorizedError: [[new upwork.NotAuthorizedError(), 'forbidden']],
		BlockedError: [[new upwork.BlockedError(), 'blocked']],
		TooManyRequestsError: [
			[new upwork.TooManyRequestsError('Too many requests for Upwork.'), 'rateLimited'],
		],
		InvalidDocumentError: [[new upwork.InvalidDocumentError('no field x'), 'validation']],
		InvalidValueError: [[new upwork.InvalidValueError('VJCA-6'), 'validation']],
		NotFoundError: [[new upwork.NotFoundError('job 5'), 'notFound']],
		AlreadyAppliedError: [[new upwork.AlreadyAppliedError('5'), 'conflict']],
		ProposalRefusedError: [
			[new upwork.ProposalRefusedError('the job is closed'), 'conflict'],
			[new upwork.ProposalRefusedError('not enough Connects'), 'funds'],
		],
		SubmitNotOfferedError: [
			[new upwork.SubmitNotOfferedError('https://www.upwork.com/jobs/~025'), 'forbidden'],
		],
		ConfirmationError: [
			[
				new upwork.ConfirmationError('The confirmation is used up.', 'Run Prepare again.'),
				'refusedLocally',
			],
		],
		ResolverError: [[new upwork.ResolverError('Exception occurred'), 'temporary']],
		UpworkError: [[new upwork.UpworkError('Upwork answered 418.'), 'temporary']],
		UnexpectedDataError: [[new upwork.UnexpectedDataError('jobs'), 'contract']],
		WriteOutcomeUnknownError: [
			[
				new upwork.WriteOutcomeUnknownError(
					'the message was sent',
					'Look into the room before you send it again.',
				),
				'outcomeUnknown',
			],
		],
	},
	'lib/socket/errors.ts': {
		SocketError: [[new SocketError('The event connection broke', 'network'), 'network']],
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
	'lib/records/schemas.ts': {
		NotARecordError: [[new NotARecordError('lead', ['title: missing']), 'validation']],
	},
	'lib/avito/candidates/items.ts': {
		NotACandidateError: [[new NotACandidateError(2, 'resumeId: missing'), 'validation']],
	},
};

const samples = Object.entries(SAMPLES).flatMap(([file, classes]) =>
	Object.entries(classes).flatMap(([name, all]) =>
		all.map(([error, kind], index) => ({ label: `${file} ${name} ${index + 1}`, error, kind })),
	),
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
	outcomeUnknown: /\blook\b.*\bbefore\b/is,
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

describe('every class of error', () => {
	const root = path.join(__dirname, '../../..');
	const declared = readdirSync(path.join(root, 'lib'), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.flatMap((file) => {
			const name = path.join('lib', file).split(path.sep).join('/');
			const source = readFileSync(path.join(root, name), 'utf8');
			const classes = source.matchAll(/^export class (\w+) extends (\w*Error)\b/gm);
			return [...classes].map(([, own]) => `${name} ${own}`);
		})
		.filter((name) => name !== 'lib/errors.ts ServiceError' && !name.endsWith(' AvitoError'));

	test('is in the table below', () => {
		const known = Object.entries(SAMPLES).flatMap(([file, classes]) =>
			Object.keys(classes).map((name) => `${file} ${name}`),
		);
		expect(known.sort()).toEqual(declared.sort());
		for (const [file, classes] of Object.entries(SAMPLES)) {
			for (const [name, all] of Object.entries(classes)) {
				for (const [error] of all) expect([file, error.name]).toEqual([file, name]);
			}
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
