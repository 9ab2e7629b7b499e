import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * What the document of the mobile API says of each method: names, types and requirements, without
 * its texts. `npm run contract` writes it.
 */
export const KWORK_CONTRACT = path.join(__dirname, 'contract.json');

export interface Schema {
	$ref?: string;
	type?: string;
	format?: string;
	enum?: readonly unknown[];
	required?: readonly string[];
	properties?: Record<string, Schema>;
	items?: Schema;
	allOf?: readonly Schema[];
	oneOf?: readonly Schema[];
}

interface Body {
	$ref?: string;
	content: Record<string, { schema?: Schema }>;
}

interface Operation {
	security?: unknown;
	parameters?: ReadonlyArray<{ $ref?: string; name: string; required?: boolean; schema?: Schema }>;
	requestBody?: Body;
	responses: Record<string, Body>;
}

interface Specification {
	paths: Record<string, Record<string, Operation>>;
}

export type ParameterType =
	| { kind: 'text' | 'int' | 'num' | 'bool' | 'map' | 'file' | 'ints' | 'texts' }
	| { kind: 'choice'; choices: string[] };

export interface ParameterRule {
	/** Without anything in square brackets. */
	name: string;
	required: boolean;
	type: ParameterType;
}

export interface MethodRule {
	name: string;
	needsToken: boolean;
	parameters: ParameterRule[];
	/** Any further names are allowed (catalogue filters). */
	open: boolean;
	/** Of the answer; absent where nobody has said it. */
	answer?: Schema;
}

/** Fields the app sends with every call (kwork.md 1.3). */
export const COMMON_FIELDS = new Set(['token', 'uad', 'slrememberme', 'device', 'makeOnline']);

/** Parameters that the app sends beyond the document (kwork.md 3). */
const PARAMETER_OF_THE_APP: Record<string, string> = {
	actor: 'whiteListedWindowSkipped',
	categories: 'type',
	dialogs: 'filter',
	inboxCreate: 'kwork_id',
	kworks: 'page',
	searchKworksCatalogQuery: 'page',
	sendUserStatus: 'orderId',
	setFishingTutorialStatus: 'status',
	signUp: 'is_subscribed',
	socialSignUpByToken: 'is_subscribed',
	updateSettings: 'is_consent',
};

/** Methods that the app knows beyond the document (kwork.md 3), each with its parameter. */
const METHODS_OF_THE_APP: ReadonlyArray<[name: string, needsToken: boolean, parameter?: string]> = [
	['getPublicFeatures', false],
	['tos', false],
	['validateEvent', true, 'id'],
	['setNotifyCardRefill', true, 'flag'],
	['blockedDialogs', true, 'page'],
];

const document: unknown = JSON.parse(readFileSync(KWORK_CONTRACT, 'utf8'));

/** The node itself, or what its reference stands for. */
export function resolved<Node extends { $ref?: string }>(node: Node): Node {
	if (node.$ref === undefined) return node;
	const keys = node.$ref.slice('#/'.length).split('/');
	return keys.reduce<unknown>(
		(level, key) => (level as Record<string, unknown>)[key],
		document,
	) as Node;
}

const KINDS: Record<string, 'int' | 'num' | 'bool' | 'map' | 'file'> = {
	integer: 'int',
	int: 'int',
	number: 'num',
	float: 'num',
	boolean: 'bool',
	object: 'map',
	file: 'file',
};

/** PHP's words for yes and no (kwork.md 1.3). */
const choiceOf = (value: unknown): string =>
	typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value);

function typeOf(name: string, schema: Schema): ParameterType {
	const { type = '', format, enum: choices, items } = resolved(schema);
	if (format === 'binary') return { kind: 'file' };
	if (choices !== undefined) return { kind: 'choice', choices: choices.map(choiceOf) };
	if (/\[\w+\]/.test(name)) return { kind: 'map' };
	if (type === 'array') return { kind: items?.type === 'string' ? 'texts' : 'ints' };
	return { kind: KINDS[type] ?? 'text' };
}

const parameterOf = (name: string, required = false, schema: Schema = {}): ParameterRule => ({
	name: name.replace(/\[.*$/, ''),
	required,
	type: typeOf(name, schema),
});

/** Not a parameter but a remark: further filters, each a field of its own. */
const isRemark = ({ name }: { name: string }): boolean => name.startsWith('JSON');

function methodOf(name: string, operation: Operation): MethodRule {
	const named = (operation.parameters ?? []).map(resolved);
	const fields = Object.values(operation.requestBody?.content ?? {}).flatMap(({ schema }) =>
		Object.entries(schema?.properties ?? {}).map(([field, type]) =>
			parameterOf(field, schema?.required?.includes(field), type),
		),
	);
	const ofTheApp = PARAMETER_OF_THE_APP[name];
	const answer = operation.responses['200'];
	return {
		name,
		needsToken: operation.security !== undefined,
		parameters: [
			...named
				.filter((one) => !isRemark(one))
				.map((one) => parameterOf(one.name, one.required, one.schema)),
			...fields,
			...(ofTheApp === undefined ? [] : [parameterOf(ofTheApp)]),
		],
		open: named.some(isRemark),
		answer: answer && resolved(answer).content['application/json']?.schema,
	};
}

/** The methods by name. */
export const methods: ReadonlyMap<string, MethodRule> = new Map(
	[
		...Object.entries((document as Specification).paths).flatMap(([path, verbs]) =>
			Object.values(verbs).map((operation) => methodOf(path.slice(1), operation)),
		),
		...METHODS_OF_THE_APP.map(([name, needsToken, parameter]) => ({
			name,
			needsToken,
			parameters: parameter === undefined ? [] : [parameterOf(parameter)],
			open: false,
		})),
	].map((rule) => [rule.name, rule]),
);
