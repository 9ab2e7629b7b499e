export const asText = (value: unknown): string =>
	typeof value === 'string' ? value : value === null || value === undefined ? '' : String(value);

/** Empty and not a number both mean "not set"; operations check ranges themselves. */
export const asNumber = (value: unknown): number | undefined => {
	if (value === '' || value === null || value === undefined) return undefined;
	const number = Number(value);
	return Number.isNaN(number) ? undefined : number;
};

export const asList = (value: unknown): string[] => {
	if (Array.isArray(value)) return value.map(asText).filter((entry) => entry !== '');
	return asText(value)
		.split(',')
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
};
