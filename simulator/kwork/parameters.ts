import { isRecord } from '../core/isRecord';
import type { SimulatedRequest, UploadedPart } from '../core/types';
import { COMMON_FIELDS, type MethodRule, type ParameterRule } from './contract';

/** The parameters of one call, from query, form, JSON and multipart alike (kwork.md 1.3). */
export class Parameters {
	constructor(
		/** By name; `name[]` and `name[key]` are nested under `name`. */
		readonly values: Readonly<Record<string, unknown>>,
		readonly files: readonly UploadedPart[],
	) {}

	has(name: string): boolean {
		const value = this.values[name];
		return value !== undefined && value !== null;
	}

	text(name: string): string {
		const value = this.values[name];
		return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
	}

	/** The number, or the fallback when it was not sent. */
	int(name: string, fallback = 0): number {
		const text = this.text(name);
		return text === '' ? fallback : Number(text);
	}

	optionalInt(name: string): number | undefined {
		return this.text(name) === '' ? undefined : Number(this.text(name));
	}

	flag(name: string): boolean {
		const value = this.values[name];
		return value === true || ['1', 'true', 'True'].includes(String(value));
	}

	/** From `name[]`, `name[0]`, a JSON list or a comma list. */
	ints(name: string): number[] {
		return this.texts(name).map(Number);
	}

	texts(name: string): string[] {
		return listOf(this.values[name]);
	}

	map(name: string): Record<string, unknown> {
		const value = this.values[name];
		if (Array.isArray(value)) return Object.fromEntries(value.map((item, index) => [index, item]));
		return isRecord(value) ? value : {};
	}

	file(name: string): UploadedPart | undefined {
		return this.files.find((file) => headOf(file.name) === name);
	}
}

const headOf = (name: string): string => name.split('[')[0] ?? name;

function listOf(value: unknown): string[] {
	if (value === undefined || value === null || value === '') return [];
	if (Array.isArray(value)) return value.map(String);
	if (isRecord(value)) return Object.values(value).map(String);
	return String(value)
		.split(',')
		.map((part) => part.trim());
}

export function collectParameters(request: SimulatedRequest): Parameters {
	const values: Record<string, unknown> = {};
	for (const [name, value] of [...request.query, ...request.body.fields])
		place(values, name, value);
	if (isRecord(request.body.json)) {
		for (const [name, value] of Object.entries(request.body.json)) {
			if (value === null) continue;
			if (typeof value === 'object' && !name.includes('[')) values[name] = value;
			else place(values, name, value);
		}
	}
	return new Parameters(values, request.body.files);
}

/** Puts `stages[0][title]` and `ids[]` where they belong. */
function place(target: Record<string, unknown>, name: string, value: unknown): void {
	const [head = name] = name.split('[');
	const keys = [...name.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '');
	if (keys.length === 0 || head === '') {
		target[name] = value;
		return;
	}
	let level = target;
	for (const [index, key] of [head, ...keys.slice(0, -1)].entries()) {
		const existing = level[key];
		const next: Record<string, unknown> = isRecord(existing) ? existing : {};
		level[index > 0 && key === '' ? String(Object.keys(level).length) : key] = next;
		level = next;
	}
	const last = keys.at(-1) ?? '';
	level[last === '' ? String(Object.keys(level).length) : last] = value;
}

export interface ParameterProblem {
	code: 100 | 101;
	/** For the violations list. */
	text: string;
}

/** Missing required parameters give 100, wrong types 101 (kwork.md 9). */
export function checkParameters(
	rule: MethodRule,
	parameters: Parameters,
): ParameterProblem | undefined {
	for (const parameter of rule.parameters) {
		const present =
			parameter.type.kind === 'file'
				? parameters.file(parameter.name) !== undefined
				: parameters.has(parameter.name) && parameters.values[parameter.name] !== '';
		if (!present) {
			if (parameter.required) return { code: 100, text: `${parameter.name} is missing` };
			continue;
		}
		if (!fits(parameter, parameters)) {
			return { code: 101, text: `${parameter.name} has the wrong type` };
		}
	}
	return undefined;
}

function fits({ name, type }: ParameterRule, parameters: Parameters): boolean {
	const value = parameters.values[name];
	const scalar = typeof value === 'boolean' ? String(Number(value)) : parameters.text(name);
	switch (type.kind) {
		case 'int':
			return /^-?\d+$/.test(scalar);
		case 'num':
			return scalar !== '' && Number.isFinite(Number(scalar));
		case 'bool':
			return ['0', '1', 'true', 'false', 'True', 'False'].includes(scalar);
		case 'choice':
			return type.choices.includes(scalar);
		case 'ints':
			return parameters.texts(name).every((text) => /^\d+$/.test(text));
		case 'map':
			return typeof value === 'object' || value === '';
		default:
			return true;
	}
}

/** Names that this method does not know: the real service ignores them, a test should not. */
export function unknownParameters(rule: MethodRule, parameters: Parameters): string[] {
	if (rule.open) return [];
	const known = new Set(rule.parameters.map((parameter) => parameter.name));
	const names = [...Object.keys(parameters.values), ...parameters.files.map((file) => file.name)];
	return names.filter((name) => {
		const head = headOf(name);
		return !known.has(head) && !COMMON_FIELDS.has(head);
	});
}
