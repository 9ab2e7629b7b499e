import { AvitoApi } from '../../../credentials/AvitoApi.credentials';
import { avitoHttpOptions } from '../../../lib/avito';

const PUBLISHED_PER_MINUTE = {
	default: 600,
	job: 600,
	vacancySearch: 120,
	items: 25,
	itemInfo: 500,
	price: 150,
	statistics: 1,
	callTracking: 5,
	callRecord: 50,
};

const perMinute = (requestsPerMinute?: number): Record<string, number> =>
	Object.fromEntries(
		Object.entries(avitoHttpOptions({ account: 'a', requestsPerMinute }).budgets ?? {}).map(
			([name, windows]) => [
				name,
				Math.min(...windows.map(({ limit, intervalMs }) => (limit * 60_000) / intervalMs)),
			],
		),
	);

const standard = new AvitoApi().properties.find(
	({ name }) => name === 'requestsPerMinute',
)?.default;

describe('one request in a hundred stays free', () => {
	test.each([
		['without a setting', undefined],
		['with the default of the credential', Number(standard)],
	])('%s', (_what, setting) => {
		const rates = perMinute(setting);
		for (const [name, published] of Object.entries(PUBLISHED_PER_MINUTE)) {
			expect([name, Number((rates[name] ?? 0).toFixed(2))]).toEqual([
				name,
				Number((published * 0.99).toFixed(2)),
			]);
		}
	});

	test('of what Avito has raised, too, and of a lower setting of the own', () => {
		expect(perMinute(1200).job).toBeCloseTo(1188, 1);
		expect(perMinute(1200).items).toBeCloseTo(24.75, 2);
		expect(perMinute(10).items).toBeCloseTo(9.9, 2);
	});
});
