import { asError } from '../../lib/errors';
import type { Answer, ResolvedCall, SimulatedRequest } from '../core/types';
import { ApiFailure, badValue, MethodCall, notAuthorised } from './call';
import { type MethodRule, methods } from './contract';
import { documentedAnswer } from './documentedAnswer';
import {
	checkParameters,
	collectParameters,
	type Parameters,
	unknownParameters,
} from './parameters';
import type { User } from './model';
import { responders } from './methods';
import type { World } from './world';

/** The app key every request needs (kwork.md 1.2); it is the same for all users. */
const APP_KEY = `Basic ${Buffer.from('mobile_api:qFvfRl7w').toString('base64')}`;

const UNAUTHORISED: Answer = {
	status: 401,
	headers: { 'www-authenticate': 'Basic realm="Authentication Required!"' },
	html: '<html><head><title>401 Authorization Required</title></head><body><center><h1>401 Authorization Required</h1></center><hr><center>nginx</center></body></html>',
};

export const failureBody = (text: string, code?: number, extra: Record<string, unknown> = {}) => ({
	success: false,
	error: text,
	...(code === undefined ? {} : { error_code: code }),
	...extra,
});

/** Known to answer on the .ru host only (kwork.md 1.1). */
const EXCHANGE_METHODS = new Set(['projects', 'project', 'getWantsCount', 'offers', 'offer']);

/** The method a request to api.kwork.ru means, and what will happen. */
export function resolveApi(
	world: World,
	request: SimulatedRequest,
	violation: (text: string) => void,
): ResolvedCall {
	const name = request.path.slice(1);
	const parameters = collectParameters(request);
	const files = parameters.files.map((file) => [
		file.name,
		`${file.fileName} (${file.data.length} bytes)`,
	]);
	return {
		operation: name,
		parameters: { ...parameters.values, ...Object.fromEntries(files) },
		run: () => {
			try {
				return run(world, name, request, parameters, violation);
			} catch (error) {
				if (!(error instanceof ApiFailure)) throw asError(error);
				return { json: failureBody(error.message, error.code, error.extra) };
			}
		},
	};
}

function run(
	world: World,
	name: string,
	request: SimulatedRequest,
	parameters: Parameters,
	violation: (text: string) => void,
): Answer {
	if (request.headers.authorization !== APP_KEY) {
		violation('The app key is missing or wrong');
		return UNAUTHORISED;
	}
	if (request.method !== 'POST' && name !== 'getPayerCompanyModalUrl') {
		violation(`${request.method} instead of POST`);
		throw new ApiFailure('Разрешен только HTTP метод POST', 403);
	}
	const rule = methods.get(name);
	if (rule === undefined) {
		violation(`There is no method ${name}`);
		throw new ApiFailure('Метод API не найден', 404);
	}
	if (request.body.type === 'malformed') violation('The body is not what its content type says');
	if (request.host === 'api.kwork.com' && EXCHANGE_METHODS.has(name)) {
		violation('There is no exchange on api.kwork.com');
		return { json: { success: true, paging: { page: 1, total: 0, limit: 12, pages: 1 } } };
	}
	const caller = callerOf(world, rule, parameters);
	if (rule.needsToken && caller === undefined) {
		if (parameters.text('token') === '') violation('The method needs a token');
		throw notAuthorised();
	}
	checkContract(rule, parameters, violation);
	if (caller !== undefined && parameters.flag('makeOnline')) {
		caller.online = true;
		caller.lastOnlineAt = world.now();
	}
	const responder = responders[name];
	if (responder === undefined) return { json: documentedAnswer(rule) };
	const reply = responder(new MethodCall(world, parameters, request, caller));
	return 'answer' in reply ? reply.answer : { json: reply.body };
}

/** Social sign-ins have a `token` of their own, which is not the user's. */
function callerOf(world: World, rule: MethodRule, parameters: Parameters): User | undefined {
	if (rule.parameters.some((parameter) => parameter.name === 'token')) return undefined;
	return world.userOfToken(parameters.text('token'));
}

function checkContract(
	rule: MethodRule,
	parameters: Parameters,
	violation: (text: string) => void,
): void {
	for (const unknown of unknownParameters(rule, parameters)) {
		violation(`${rule.name} has no parameter ${unknown}`);
	}
	const problem = checkParameters(rule, parameters);
	if (problem === undefined) return;
	violation(problem.text);
	if (problem.code === 101) throw badValue();
	throw new ApiFailure('Недостаточно параметров для метода API', 100);
}
