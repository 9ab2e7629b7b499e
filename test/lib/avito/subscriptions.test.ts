import type { AvitoClient } from '../../../lib/avito';
import { Subscriptions } from '../../../lib/avito';
import type { Simulator } from '../../../simulator';
import { clientOf, startAvito } from './simulated';

const THEIRS = 'https://theirs.example/hook?token=theirs';
const OURS = 'https://ours.example/hook?token=ours';

describe.each(['messages', 'applications'] as const)('the subscription to %s', (kind) => {
	let simulator: Simulator;
	let avito: AvitoClient;
	let subscriptions: Subscriptions;
	const theirs = { kind, url: THEIRS, secret: 'their secret', takeOver: false };
	const ours = { kind, url: OURS, secret: 'our secret', takeOver: false };

	beforeEach(async () => {
		simulator = await startAvito({ webhooks: { handshake: false, onlyOne: true } });
		avito = clientOf(simulator);
		subscriptions = new Subscriptions(avito.webhooks);
		await subscriptions.subscribe(theirs);
	});
	afterEach(async () => {
		await avito.close();
		await simulator.close();
	});

	const urls = async () => (await subscriptions.others(kind, '')).map(({ url }) => url);

	it('stands beside others where Avito keeps several', async () => {
		await simulator.control.avito.configure({ webhooks: { onlyOne: false } });
		await expect(subscriptions.subscribe(ours)).resolves.toEqual([]);
		expect(await urls()).toEqual([THEIRS, OURS]);
		await subscriptions.release(ours, []);
		expect(await urls()).toEqual([THEIRS]);
	});

	it('does not end the one of others unasked: it gives it back and says whose it is', async () => {
		const refusal = await subscriptions.subscribe(ours).catch((error: unknown) => error);
		expect(refusal).toMatchObject({
			message: expect.stringContaining('https://theirs.example/hook?…'),
		});
		expect(JSON.stringify(refusal) + String(refusal)).not.toContain('token=theirs');
		expect(await urls()).toEqual([THEIRS]);
		expect(await subscriptions.exists(theirs)).toBe(true);
	});

	it('gives back what was taken over when its own was ended by somebody else', async () => {
		const taken = await subscriptions.subscribe({ ...ours, takeOver: true });
		await subscriptions.release(ours, []);
		await subscriptions.release(ours, taken);
		expect(await urls()).toEqual([THEIRS]);
	});

	it.each([true, false])(
		'takes over where asked to, and gives back (only one: %s)',
		async (onlyOne) => {
			await simulator.control.avito.configure({ webhooks: { onlyOne } });
			const taken = await subscriptions.subscribe({ ...ours, takeOver: true });
			expect(taken.map(({ url }) => url)).toEqual([THEIRS]);
			expect(await urls()).toEqual([OURS]);
			await subscriptions.release(ours, taken);
			expect(await urls()).toEqual([THEIRS]);
			expect(await subscriptions.exists(theirs)).toBe(true);
		},
	);
});

describe('subscriptions to messages and applications together', () => {
	let simulator: Simulator;
	let avito: AvitoClient;
	beforeEach(async () => {
		simulator = await startAvito({ webhooks: { handshake: false } });
		avito = clientOf(simulator);
	});
	afterEach(async () => {
		await avito.close();
		await simulator.close();
	});

	it('gives the first back where the second fails', async () => {
		const subscriptions = new Subscriptions(avito.webhooks);
		const kinds = ['messages', 'applications'] as const;
		const urls = async (kind: (typeof kinds)[number]) =>
			(await subscriptions.others(kind, '')).map(({ url }) => url);
		for (const kind of kinds) {
			await subscriptions.subscribe({ kind, url: THEIRS, secret: 'theirs', takeOver: false });
		}
		const fault = simulator.control.fault({
			service: 'avito',
			operation: 'PUT /job/v1/applications/webhook',
			kind: 'status',
			status: 400,
			body: '{"error":{"code":400,"message":"Bad Request"}}',
			headers: { 'content-type': 'application/json' },
			times: null,
		});
		const all = kinds.map((kind) => ({ kind, url: OURS, secret: 'ours', takeOver: true }));
		await expect(subscriptions.subscribeAll(all)).rejects.toThrow();
		simulator.control.clearFaults(fault);
		for (const kind of kinds) expect(await urls(kind)).toEqual([THEIRS]);
		const taken = await subscriptions.subscribeAll(all);
		expect(taken.map(({ kind, url }) => [kind, url])).toEqual(kinds.map((kind) => [kind, THEIRS]));
		expect(await subscriptions.subscribeAll(all)).toEqual([]);
	});
});
