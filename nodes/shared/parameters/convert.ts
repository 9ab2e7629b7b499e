import { ParameterValueError } from './parameter';

export const asText = (value: unknown): string =>
	typeof value === 'string' ? value : value === null || value === undefined ? '' : written(value);

/** JSON may hold a field `toString`, with which nothing can be made a text or a number of. */
function written(value: unknown): string {
	try {
		return String(value);
	} catch {
		return JSON.stringify(value);
	}
}

/** `undefined` for empty and for what is no number, 1e999 too; operations check ranges themselves. */
export const asNumber = (value: unknown): number | undefined => {
	if (value === '' || value === null || value === undefined) return undefined;
	const number = Number(typeof value === 'object' ? written(value) : value);
	return Number.isFinite(number) ? number : undefined;
};

/** @throws ParameterValueError for what is neither yes nor no, which must not pass for a no */
export const asFlag = (value: unknown, displayName: string): boolean => {
	const text = asText(value).trim().toLowerCase();
	if (text === 'true') return true;
	if (text === 'false' || text === '') return false;
	throw new ParameterValueError(
		`"${displayName}" is neither true nor false: ${text.slice(0, 60)}`,
		`Give true or false for "${displayName}".`,
	);
};

export const asList = (value: unknown): string[] => {
	if (Array.isArray(value)) return value.map(asText).filter((entry) => entry !== '');
	return asText(value)
		.split(',')
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
};
