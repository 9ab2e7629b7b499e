import { accounts } from '../../../lib';
import { callOf, named, OperationBench, OPERATIONS } from './operationBench';

const bench = new OperationBench();
beforeAll(async () => await bench.start());
afterAll(async () => await bench.stop());
afterEach(async () => await bench.reset());

const answers = (method: string, body: unknown, status = 200) =>
	bench.simulator.control.fault({
		service: 'kwork',
		operation: method,
		kind: 'status',
		status,
		body: JSON.stringify(body),
		headers: { 'content-type': 'application/json' },
		times: null,
	});

const REFUSALS: Array<[body: object, status: number, words: string]> = [
	[{ error: 'Недостаточно параметров', error_code: 100 }, 200, 'is missing or misnamed'],
	[{ error: 'Некорректные значения', error_code: '101' }, 200, 'does not accept'],
	[{ error: 'x', error_code: 116 }, 200, 'quiz'],
	[{ error: 'Подтвердите, что вы не робот', error_code: 118 }, 200, '(captcha)'],
	[{ error: 'Переписка запрещена', error_code: 130 }, 200, 'does not let'],
	[{ error: 'Метод API не найден', error_code: 404 }, 200, 'no API method'],
	[{ error: 'Объект не найден' }, 200, 'found nothing'],
	[{ error: 'Лимит', response: { expire_time: 90 } }, 200, 'does not take more'],
	[{ errors: [{ position: 0, target: 'text', text: 'Коротко' }] }, 200, 'text: Коротко'],
	[{ error: 'Действие недоступно', error_code: 106 }, 200, '«Действие недоступно»'],
	[{ ipAdress: '203.0.113.7' }, 403, 'blocked the address'],
	[{}, 404, 'found nothing'],
];

it.each(named(OPERATIONS))(
	'%s tells every refusal apart, and is not tried again',
	async (_, one) => {
		const { control } = bench.simulator;
		await one.before?.(bench, bench.ids);
		for (const [body, status, words] of REFUSALS) {
			control.clearLog();
			control.clearFaults();
			answers(one.method, { success: false, ...body }, status);
			const { error } = await bench.run(callOf(bench, one));
			expect(error?.message).toContain(words);
			expect(error?.description).toBeTruthy();
			expect(bench.calls(one.method)).toBe(1);
			// A captcha and a block let the account rest.
			await accounts.close();
		}
	},
);
