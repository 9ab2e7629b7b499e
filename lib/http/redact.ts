const HIDDEN = '[hidden]';

/** Parts of names whose values are secrets or personal, without case and punctuation. */
const SECRET_PARTS = [
	'password',
	'passwd',
	'pwd',
	'token',
	'auth',
	'cookie',
	'secret',
	'apikey',
	'phone',
	'credential',
	'session',
	'csrf',
	'otp',
	'email',
	'signature',
	'captcha',
];
/** Names that mean a secret only when they are the whole name. */
const SECRET_NAMES = [
	'code',
	'codeverifier',
	'assertion',
	'jwt',
	'sid',
	'pin',
	'login',
	'username',
];

export type Redact = (value: unknown) => unknown;

function plainName(name: string): string {
	let decoded = name;
	try {
		decoded = decodeURIComponent(name);
	} catch {
		// A broken escape stays as it is; the name is looked at all the same.
	}
	return decoded.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * Makes a function that copies any value (headers, parameters, URLs, texts, nested data) with the
 * values of secret fields replaced by `[hidden]`. `secrets` are further field names.
 */
export function createRedact(secrets: readonly string[] = []): Redact {
	const names = new Set([...SECRET_NAMES, ...secrets.map(plainName)]);
	const isSecret = (name: string) => {
		const plain = plainName(name);
		return names.has(plain) || SECRET_PARTS.some((part) => plain.includes(part));
	};

	const redactText = (text: string) =>
		text
			// Who logs in, inside an address.
			.replace(/([a-z][a-z\d+.-]*:\/\/)[^\s/?#@]*@/gi, `$1${HIDDEN}@`)
			.replace(/\b(bearer|basic)\s+[^\s"',;]+/gi, `$1 ${HIDDEN}`)
			.replace(
				/\b((?:set-)?cookie2?|(?:proxy-)?authorization)(\s*:\s*)[^\r\n"]+/gi,
				`$1$2${HIDDEN}`,
			)
			// JSON text.
			.replace(
				/"((?:[^"\\]|\\.)*)"(\s*:\s*)("(?:[^"\\]|\\.)*"?|[^\s",{}[\]]+)/g,
				(all, name, colon) =>
					isSecret(String(name)) ? `"${String(name)}"${String(colon)}"${HIDDEN}"` : String(all),
			)
			// Query and form text.
			.replace(/([^\s?&#=;"',/:]+)=([^&#\s"';,]*)/g, (all, name) =>
				isSecret(String(name)) ? `${String(name)}=${HIDDEN}` : String(all),
			);

	const walk = (value: unknown, seen: ReadonlySet<object>): unknown => {
		if (typeof value === 'string') return redactText(value);
		if (typeof value === 'function' || typeof value === 'symbol') return undefined;
		if (typeof value !== 'object' || value === null) return value;
		if (seen.has(value)) return '[circular]';
		if (value instanceof URL || value instanceof URLSearchParams) return redactText(String(value));
		if (value instanceof Date) return value;
		if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
		const deeper = new Set(seen).add(value);
		if (value instanceof Error) {
			return { name: value.name, message: redactText(value.message) };
		}
		if (value instanceof Map) return walk(Object.fromEntries(value), deeper);
		if (value instanceof Set) return walk([...value], deeper);
		if (Array.isArray(value)) return walkList(value, deeper);
		if ('pipe' in value && typeof value.pipe === 'function') return '[stream]';
		const copy: Array<[string, unknown]> = Object.entries(value).map(([name, one]) => [
			name,
			isSecret(name) && one !== null && one !== undefined ? HIDDEN : walk(one, deeper),
		]);
		return Object.fromEntries(copy);
	};

	// Headers also come as `[name, value, name, value]` or as pairs.
	const walkList = (list: readonly unknown[], seen: ReadonlySet<object>): unknown[] =>
		list.map((one, index) => {
			const before = index % 2 === 1 ? list[index - 1] : undefined;
			return typeof before === 'string' && isSecret(before) ? HIDDEN : walk(one, seen);
		});

	return (value) => walk(value, new Set());
}

/** `createRedact` with the built-in names. */
export const redact: Redact = createRedact();
