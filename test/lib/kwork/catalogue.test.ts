import { API_METHODS } from '../../../lib/kwork/catalogue/catalogue';
import { generate } from '../../../lib/kwork/catalogue/generate';
import { PURPOSES } from '../../../lib/kwork/catalogue/purposes';
import { validateCall } from '../../../lib/kwork/catalogue/validate';
import { kworkSpecification } from '../../contract';
import { startLocalServer } from './localServer';
import { clientFor } from './setup';

describe('catalogue of API methods', () => {
	it('has every method once, with words of its own', () => {
		expect(API_METHODS.size).toBe(256);
		expect([...API_METHODS.keys()].sort()).toEqual(Object.keys(PURPOSES).sort());
		for (const { purpose, parameters } of API_METHODS.values()) {
			expect(purpose).toMatch(/^[A-Z][^а-яё]+[^.]$/);
			for (const { description } of parameters) expect(description).toMatch(/^[^а-яё]+$/i);
		}
	});

	it('is what the specification and the tables make', () => {
		const fresh = generate(kworkSpecification());
		expect(fresh).toEqual([...API_METHODS.values()]);
	});

	it('knows what changes something and what costs money', () => {
		const effectOf = (method: string) => API_METHODS.get(method)?.effect;
		expect(['actor', 'dialogs', 'getTracks'].map(effectOf)).toEqual(['read', 'read', 'read']);
		expect(['inboxCreate', 'startKwork', 'setOrderRating'].map(effectOf)).toEqual([
			'write',
			'write',
			'write',
		]);
		expect(['orderKwork', 'payerBuyExtras', 'sendBonus'].map(effectOf)).toEqual([
			'spend',
			'spend',
			'spend',
		]);
	});

	it.each<[string, Parameters<typeof validateCall>[1], string[]]>([
		[
			'getOrderDetails',
			{ order_id: 5 },
			[
				'`order_id` is not a parameter of this method; did you mean `orderId`?',
				'`orderId` is missing: Order ID.',
			],
		],
		[
			'workerInprogress',
			{ orderID: 5, order_id: 5 },
			['`orderID` is not a parameter of this method; did you mean `order_id`?'],
		],
		[
			'getOrderDetail',
			{},
			["`getOrderDetail` is not a method of Kwork's API; did you mean `getOrderDetails`?"],
		],
		['zzzzzzzz', {}, ["`zzzzzzzz` is not a method of Kwork's API."]],
		['typing', { recipientId: 'abc' }, ['`recipientId` has to be a whole number.']],
		['typing', { recipientId: '777001', orderId: null }, []],
		['typing', { recipientId: [1] }, ['`recipientId` has to be a single value.']],
		['trackRead', { ids: [1, '2'] }, []],
		['trackRead', { 'ids[]': ['a'] }, ['`ids[]` has to be a list of whole numbers.']],
		[
			'setAvailableAtWeekends',
			{ available: 'yes' },
			['`available` has to be one of: True, False.'],
		],
		['updateStageProgress', { order_id: 1, stages: { 5: 50 }, comment: 'ok' }, []],
		['updateStageProgress', { order_id: 1, 'stages[5]': 50, comment: 'ok' }, []],
		[
			'updateStageProgress',
			{ order_id: 1, stages: 5, comment: 'ok' },
			['`stages` has to be an object.'],
		],
		['fileUpload', {}, ['`upload_files` is missing: File.']],
		['kworks', { sprice: 5, categoryId: 41 }, []],
		['actor', { makeOnline: 1 }, []],
		['actor', { colour: 'red' }, ['`colour` is not a parameter of this method.']],
	])('checks %s with %j', (method, parameters, messages) => {
		expect(validateCall(method, parameters).map(({ message }) => message)).toEqual(messages);
	});

	it('sends what is right and nothing that is wrong', async () => {
		const server = await startLocalServer();
		const { client } = clientFor(server.url);
		server.on('signIn', () => ({ success: true, response: { token: 'tok' } }));
		server.on('category', () => ({ success: true, response: { id: 41 } }));
		server.on('getDialog', () => ({ success: true, response: { user_id: 1 }, extra: 1 }));
		await expect(client.apiCall('getDialog', { userId: 1 })).rejects.toMatchObject({
			name: 'kwork.parameter',
			message: expect.stringContaining('`id` is missing'),
		});
		expect(server.seen).toHaveLength(0);
		await client.apiCall('category', { category_id: 41, attribute_id: [1, 2] });
		expect(server.seen.map(({ path: sent }) => sent)).toEqual(['category']);
		expect(server.seen[0]?.form.get('attribute_id')).toBe('1,2');
		expect(server.seen[0]?.form.has('token')).toBe(false);
		expect(await client.apiCall('getDialog', { id: 1 })).toEqual({
			response: { user_id: 1 },
			extra: 1,
		});
		expect(server.seen.at(-1)?.form.get('token')).toBe('tok');
		await client.close();
		await server.close();
	});
});
