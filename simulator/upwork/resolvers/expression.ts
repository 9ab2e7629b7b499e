/**
 * The part of Lucene's syntax that the job search takes: AND, OR, NOT, quotes, brackets, `-word`.
 * Words beside each other must all occur. Unbalanced input is read as far as it goes.
 */
export function compileExpression(expression: string): (text: string) => boolean {
	const tokens = expression.match(/"[^"]*"|\(|\)|[^\s()"]+/g) ?? [];
	let position = 0;
	type Test = (text: string) => boolean;

	const either = (): Test => {
		let test = both();
		while (tokens[position] === 'OR') {
			position++;
			const left = test;
			const right = both();
			test = (text) => left(text) || right(text);
		}
		return test;
	};
	const both = (): Test => {
		let test = single();
		while (position < tokens.length && !['OR', ')'].includes(tokens[position] ?? '')) {
			if (tokens[position] === 'AND') position++;
			const left = test;
			const right = single();
			test = (text) => left(text) && right(text);
		}
		return test;
	};
	const single = (): Test => {
		const token = tokens[position++] ?? '';
		if (token === 'NOT') {
			const test = single();
			return (text) => !test(text);
		}
		if (token === '(') {
			const test = either();
			if (tokens[position] === ')') position++;
			return test;
		}
		if (token.startsWith('-') && token.length > 1) {
			const word = term(token.slice(1));
			return (text) => !text.includes(word);
		}
		const word = term(token);
		return (text) => text.includes(word);
	};

	if (tokens.length === 0) return () => true;
	const test = either();
	return (text) => test(text.toLowerCase());
}

function term(token: string): string {
	return token.replaceAll('"', '').replace(/\*$/, '').toLowerCase();
}
