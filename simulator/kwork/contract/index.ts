import { account } from './account';
import { exchangeAndOrders } from './exchangeAndOrders';
import { messagesAndKworks } from './messagesAndKworks';

export type ParameterType =
	| { kind: 'text' | 'int' | 'num' | 'bool' | 'map' | 'file' }
	| { kind: 'ints' | 'texts' }
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
}

/** Methods the app knows beyond the specification (kwork.md 3.21). */
const seenInTheApp = `
getPublicFeatures -
tos -
validateEvent T id
setNotifyCardRefill T flag
blockedDialogs T page:int
`;

/** Fields the app sends with every call (kwork.md 1.3). */
export const COMMON_FIELDS = new Set(['token', 'uad', 'slrememberme', 'device', 'makeOnline']);

/**
 * The methods by name. Notation of the tables, one method a line (indented lines continue it):
 * `name`, `T` when it needs a token else `-`, then the parameters as `name`, with `*` when required,
 * and `:type` when it is not text. `+` allows any further names. Lines with `#` name the section of
 * kwork.md.
 */
export const methods: ReadonlyMap<string, MethodRule> = new Map(
	[account, exchangeAndOrders, messagesAndKworks, seenInTheApp].flatMap(parseTable),
);

function parseTable(table: string): Array<[string, MethodRule]> {
	return table
		.replace(/\n[ \t]+/g, ' ')
		.split('\n')
		.filter((line) => line !== '' && !line.startsWith('#'))
		.map((line) => {
			const [name = '', auth, ...rest] = line.split(' ');
			const parameters = rest.filter((part) => part !== '+').map(parseParameter);
			return [name, { name, needsToken: auth === 'T', parameters, open: rest.includes('+') }];
		});
}

function parseParameter(text: string): ParameterRule {
	const [, name = '', star, type = ''] = /^(.+?)(\*)?(?::(.+))?$/.exec(text) ?? [];
	const nested = /\[\w+\]/.test(name) && type !== 'file';
	return {
		name: name.replace(/\[.*$/, ''),
		required: star === '*',
		type: nested ? { kind: 'map' } : parseType(type),
	};
}

function parseType(text: string): ParameterType {
	switch (text) {
		case '':
			return { kind: 'text' };
		case 'int':
		case 'num':
		case 'bool':
		case 'file':
			return { kind: text };
		case 'obj':
			return { kind: 'map' };
		case 'int[]':
			return { kind: 'ints' };
		case 'str[]':
			return { kind: 'texts' };
		default:
			return { kind: 'choice', choices: text.split('|') };
	}
}
