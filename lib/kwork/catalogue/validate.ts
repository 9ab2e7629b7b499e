import { distance } from 'fastest-levenshtein';
import { number } from '../schemas/values';
import type { ParameterValue, Parameters } from '../parameters';
import { API_METHODS, type ApiMethod, type ApiParameter } from './catalogue';
import { SECRET_ANSWERS } from './secrets';

export interface CallProblem {
	/** The parameter it is about; absent when the method itself is unknown. */
	parameter?: string;
	message: string;
	/** What to do, where correcting names and values does not help. */
	remedy?: string;
}

/** Fields that the app sends with every call (kwork.md 1.3); the token is the session's affair. */
const COMMON = new Set(['uad', 'device', 'slrememberme', 'makeOnline']);

/**
 * What is wrong with a call before it is made: an answer that must not be seen, unknown names with the nearest known one, missing
 * parameters, values of the wrong type. The service itself only says "not enough parameters".
 *
 * @param files names of the files that go with the call
 */
export function validateCall(
	method: string,
	parameters: Parameters,
	files: readonly string[] = [],
): CallProblem[] {
	const known = API_METHODS.get(method);
	if (!known) {
		const hint = didYouMean(method, [...API_METHODS.keys()]);
		return [{ message: `\`${method}\` is not a method of Kwork's API${hint}` }];
	}
	const secret = SECRET_ANSWERS[method];
	if (secret) return [secretAnswer(method, secret)];
	const given = Object.entries(parameters).filter(([, value]) => !isAbsent(value));
	return [
		...given.flatMap(([name, value]) => checkGiven(known, name, value)),
		...missing(known, [...given.map(([name]) => name), ...files]),
	];
}

function secretAnswer(method: string, secret: string): CallProblem {
	return {
		message: `\`${method}\` answers ${secret}. It would be stored with the execution, so it is not called.`,
		remedy:
			'Leave signing in to the credential: it opens the sessions that operations and triggers need, and keeps them encrypted.',
	};
}

/** The parameters as they travel: lists that the service wants as one text are joined. */
export function callParameters(method: ApiMethod, parameters: Parameters): Parameters {
	return Object.fromEntries(
		Object.entries(parameters).map(([name, value]) => [
			name,
			parameterOf(method, name)?.joined && Array.isArray(value) ? value.join(',') : value,
		]),
	);
}

function checkGiven(method: ApiMethod, name: string, value: ParameterValue): CallProblem[] {
	const parameter = parameterOf(method, name);
	if (!parameter) {
		if (method.openEnded || COMMON.has(name)) return [];
		const names = method.parameters.map((known) => known.name);
		const hint = didYouMean(name, names);
		return [{ parameter: name, message: `\`${name}\` is not a parameter of this method${hint}` }];
	}
	const wrong = wrongType(parameter, name, value);
	return wrong ? [{ parameter: name, message: wrong }] : [];
}

function missing(method: ApiMethod, given: readonly string[]): CallProblem[] {
	const names = new Set(given.map(baseName));
	return method.parameters
		.filter(({ required, name }) => required && !names.has(baseName(name)))
		.map(({ name, description }) => ({
			parameter: name,
			message: `\`${name}\` is missing: ${description || 'required'}.`,
		}));
}

function parameterOf(method: ApiMethod, name: string): ApiParameter | undefined {
	return (
		method.parameters.find((parameter) => parameter.name === name) ??
		method.parameters.find((parameter) => baseName(parameter.name) === baseName(name))
	);
}

/** `ids` for `ids[]`, `stages` for `stages[0][title]`. */
function baseName(name: string): string {
	return name.split('[')[0] ?? name;
}

function wrongType(
	parameter: ApiParameter,
	name: string,
	value: ParameterValue,
): string | undefined {
	const { type, values } = parameter;
	if (name !== parameter.name && /\[[^\]]+\]/.test(name)) return undefined;
	if (type === 'file') return `\`${name}\` is a file: give it as binary data.`;
	if (type === 'map') {
		return typeof value === 'object' ? undefined : `\`${name}\` has to be an object.`;
	}
	if (type === 'number list' || type === 'text list') return wrongList(type, name, value);
	if (typeof value === 'object') return `\`${name}\` has to be a single value.`;
	if ((type === 'integer' || type === 'number') && !isNumber(value, type)) {
		return `\`${name}\` has to be ${type === 'integer' ? 'a whole number' : 'a number'}.`;
	}
	if (values && !values.map(String).includes(String(typeof value === 'boolean' ? +value : value))) {
		return `\`${name}\` has to be one of: ${values.join(', ')}.`;
	}
	return undefined;
}

function wrongList(type: string, name: string, value: ParameterValue): string | undefined {
	const entries = Array.isArray(value) ? (value as readonly ParameterValue[]) : [value];
	const wrong =
		type === 'number list'
			? entries.some((entry) => !isNumber(entry, 'integer'))
			: entries.some((entry) => typeof entry === 'object');
	if (!wrong) return undefined;
	return `\`${name}\` has to be a list of ${type === 'number list' ? 'whole numbers' : 'texts'}.`;
}

function isNumber(value: ParameterValue, type: string): boolean {
	const read = typeof value === 'boolean' ? Number(value) : number.parse(value);
	return read !== undefined && (type !== 'integer' || Number.isInteger(read));
}

function isAbsent(value: ParameterValue): boolean {
	return value === null || value === undefined;
}

/** The nearest name, if it is near: case, underscores and brackets do not count. */
function didYouMean(name: string, candidates: readonly string[]): string {
	const bare = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
	const ranked = candidates
		.map((candidate) => ({ candidate, far: distance(bare(name), bare(candidate)) }))
		.sort((a, b) => a.far - b.far);
	const [nearest] = ranked;
	if (!nearest || nearest.far > Math.max(2, Math.floor(name.length / 3))) return '.';
	return `; did you mean \`${nearest.candidate}\`?`;
}
