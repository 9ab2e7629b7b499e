import fc from 'fast-check';
import { nested } from '../../../simulator/integrations/gate';

it('reads the field names of PHP forms', () => {
	expect(
		nested([
			['fields[TITLE]', 'Лид'],
			['fields[PHONE][0][VALUE]', '1'],
			['fields[PHONE][1][VALUE]', '2'],
			['select[]', 'ID'],
			['select[]', 'TITLE'],
			['start', '50'],
		]),
	).toEqual({
		fields: { TITLE: 'Лид', PHONE: [{ VALUE: '1' }, { VALUE: '2' }] },
		select: ['ID', 'TITLE'],
		start: '50',
	});
});

it('leaves the prototype of objects alone', () => {
	const name = fc.constantFrom('a', '__proto__', 'constructor', 'prototype', '0', '');
	const field = fc
		.array(name, { minLength: 1, maxLength: 4 })
		.map(([first = '', ...rest]) => first + rest.map((part) => `[${part}]`).join(''));
	fc.assert(
		fc.property(fc.array(fc.tuple(field, fc.string()), { maxLength: 8 }), (pairs) => {
			nested(pairs);
			expect(Object.keys(Object.prototype)).toEqual([]);
			expect(({} as Record<string, unknown>).a).toBeUndefined();
		}),
	);
});
