import fc from 'fast-check';
import { compileExpression } from '../../../simulator/upwork/resolvers/expression';

const word = fc.stringMatching(/^[a-z]{3,8}$/);
const operators = ['AND', 'OR', 'NOT', '(', ')', '"', '-'];

it.each([
	['react AND node', 'react and node.js', true],
	['react AND vue', 'react only', false],
	['react OR vue', 'vue only', true],
	['NOT wordpress', 'react', true],
	['react -native', 'react native', false],
	['"react native"', 'native react', false],
	['(react OR vue) AND node', 'vue with node', true],
	['react vue', 'vue and react', true],
	['', 'anything', true],
])('reads %j in %j', (expression, text, fits) => {
	expect(compileExpression(expression)(text)).toBe(fits);
});

it('comes to an answer whatever is typed', () => {
	const tokens = fc.array(fc.oneof(word, fc.constantFrom(...operators)), { maxLength: 40 });
	fc.assert(
		fc.property(tokens, fc.string(), (parts, text) => {
			expect(typeof compileExpression(parts.join(' '))(text)).toBe('boolean');
		}),
	);
});

it('finds a text that has the words, and not its negation', () => {
	fc.assert(
		fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 5 }), (words) => {
			const all = words.join(' AND ');
			const text = words.join(' and also ');
			expect(compileExpression(all)(text)).toBe(true);
			expect(compileExpression(`NOT (${all})`)(text)).toBe(false);
		}),
	);
});
