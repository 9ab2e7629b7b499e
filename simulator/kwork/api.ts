import { asError } from '../../lib/errors';
import type { Answer, ResolvedCall, SimulatedRequest } from '../core/types';
import { ApiFailure, badValue, MethodCall, notAuthorised, type Responder } from './call';
import { methods } from './contract';
import { checkParameters, collectParameters, unknownParameters } from './parameters';
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
			const refused = refuse(name, request, violation);
			if (refused !== undefined) return refused;
			try {
				return answer(world, name, request, violation);
			} catch (error) {
				if (!(error instanceof ApiFailure)) throw asError(error);
				return { json: failureBody(error.message, error.code, error.extra) };
			}
		},
	};
}

/** Refusals before the parameters are looked at. */
function refuse(
	name: string,
	request: SimulatedRequest,
	violation: (text: string) => void,
): Answer | undefined {
	if (request.headers.authorization !== APP_KEY) {
		violation('The app key is missing or wrong');
		return UNAUTHORISED;
	}
	if (request.method !== 'POST' && name !== 'getPayerCompanyModalUrl') {
		violation(`${request.method} instead of POST`);
		return { json: failureBody('Разрешен только HTTP метод POST', 403) };
	}
	if (!methods.has(name)) {
		violation(`There is no method ${name}`);
		return { json: failureBody('Метод API не найден', 404) };
	}
	if (request.body.type === 'malformed') violation('The body is not what its content type says');
	return undefined;
}

function answer(
	world: World,
	name: string,
	request: SimulatedRequest,
	violation: (text: string) => void,
): Answer {
	const rule = methods.get(name);
	if (rule === undefined) throw new Error(`No rule for ${name}`);
	const parameters = collectParameters(request);
	const token = rule.parameters.some((parameter) => parameter.name === 'token')
		? ''
		: parameters.text('token');
	const caller = token === '' ? undefined : world.userOfToken(token);
	if (rule.needsToken && caller === undefined) {
		if (token === '') violation('The method needs a token');
		throw notAuthorised();
	}
	for (const unknown of unknownParameters(rule, parameters)) {
		violation(`${name} has no parameter ${unknown}`);
	}
	const problem = checkParameters(rule, parameters);
	if (problem !== undefined) {
		violation(problem.text);
		if (problem.code === 101) throw badValue();
		throw new ApiFailure('Недостаточно параметров для метода API', 100);
	}
	if (caller !== undefined && parameters.flag('makeOnline')) {
		caller.online = true;
		caller.lastOnlineAt = world.now();
	}
	const responder: Responder | undefined = responders[name];
	if (responder === undefined) throw new Error(`No responder for ${name}`);
	const reply = responder(new MethodCall(world, parameters, request, caller));
	return 'answer' in reply ? reply.answer : { json: reply.body };
}
