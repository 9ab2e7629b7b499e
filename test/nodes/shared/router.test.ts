import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { ServiceError } from '../../../lib/errors';
import { SendLedger } from '../../../lib/ledger';
import { ManualClock } from '../../support/manualClock';
import { defineOperation, Marker } from '../../../nodes/shared/operation';
import {
	collection,
	locator,
	number,
	returnAllAndLimit,
	text,
} from '../../../nodes/shared/parameters';
import { defineResource, resourceProperties } from '../../../nodes/shared/resource';
import type { ServiceContext } from '../../../nodes/shared/router';
import { runResources } from '../../../nodes/shared/router';
import { runNode } from '../../support/workflow';

/** A service in memory: the router is tested through it, in n8n's engine. */
class Board {
	sent: Array<{ to: string; text: string }> = [];

	running = 0;

	mostRunning = 0;

	async *names(limit: number) {
		for (let index = 0; index < Math.min(limit, 120); index += 1)
			yield { name: `n${index}`, extra: 1 };
		if (limit === 121) yield new Marker({ left: 3, extra: 1 });
	}
}

const getMany = defineOperation<Board>()({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many names',
	description: 'Names',
	effect: 'read',
	parameters: {
		wanted: returnAllAndLimit(),
		filters: collection(
			{ displayName: 'Filters' },
			{ first: number({ displayName: 'First', default: 0 }) },
		),
	},
	execute: ({ client, params }) => client.names(params.wanted),
	output: {
		record: false,
		forms: () => ({ simplify: ({ name }: { name: string }) => ({ name }) }),
	},
});

const get = defineOperation<Board>()({
	value: 'get',
	name: 'Get',
	action: 'Get a name',
	description: 'One name',
	effect: 'read',
	parameters: { id: locator({ displayName: 'Name', description: 'Which', idPlaceholder: '12' }) },
	async execute({ client, params }) {
		client.running += 1;
		client.mostRunning = Math.max(client.mostRunning, client.running);
		await new Promise((resolve) => setImmediate(resolve));
		client.running -= 1;
		if (params.id === '13') {
			throw new ServiceError('There is no name 13', {
				kind: 'notFound',
				remedy: 'Choose another one.',
				code: 404,
			});
		}
		return { id: params.id };
	},
});

const send = defineOperation<Board>()({
	value: 'send',
	name: 'Send',
	action: 'Send a text',
	description: 'Sends',
	effect: 'write',
	sends: true,
	parameters: {
		to: locator({ displayName: 'Recipient', description: 'Who', idPlaceholder: '12' }),
		text: text({ displayName: 'Text' }),
	},
	prepare: async ({ client, params }) => ({
		target: `user ${params.to}`,
		content: params.text,
		request: { to: params.to, text: params.text },
		look: async () => ({
			sent: client.sent.find((one) => one.to === params.to && one.text === params.text),
		}),
		send: async () => {
			client.running += 1;
			client.mostRunning = Math.max(client.mostRunning, client.running);
			await new Promise((resolve) => setImmediate(resolve));
			client.running -= 1;
			client.sent.push({ to: params.to, text: params.text });
			return { id: client.sent.length };
		},
	}),
});

const resources = [
	defineResource<Board>('name', 'Name', [getMany, get]),
	defineResource<Board>('message', 'Message', [send]),
];

function probe(board: Board, extra: Partial<ServiceContext<Board>> = {}): INodeType {
	const ledger = new SendLedger();
	return {
		description: {
			displayName: 'Probe',
			name: 'probe',
			group: ['input'],
			version: 1,
			description: 'Probe',
			defaults: { name: 'Probe' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			properties: resourceProperties('Example', resources),
		} as INodeTypeDescription,
		async execute(this: IExecuteFunctions) {
			return await runResources.call(this as never, resources as never, async () => ({
				client: board,
				account: 'board',
				writeAccess: 'allow' as const,
				ledger,
				...extra,
			}));
		},
	};
}

const at = (id: unknown) => ({ __rl: true, mode: 'id', value: id });

describe('the item loop', () => {
	it('reads a list up to the limit and simplifies it', async () => {
		const { outputs } = await runNode({
			node: probe(new Board()),
			parameters: { resource: 'name', operation: 'getAll', limit: 3 },
		});
		expect(outputs[0]).toEqual(
			[0, 1, 2].map((n) => ({ json: { name: `n${n}` }, pairedItem: { item: 0 } })),
		);
	});

	it('returns everything raw where asked', async () => {
		const { outputs } = await runNode({
			node: probe(new Board()),
			parameters: { resource: 'name', operation: 'getAll', returnAll: true, output: 'raw' },
		});
		expect(outputs[0]).toHaveLength(120);
		expect(outputs[0]?.[119]?.json).toEqual({ name: 'n119', extra: 1 });
	});

	it.each(['simplified', 'raw'])('passes a marker on as it is, output %s', async (output) => {
		const { outputs } = await runNode({
			node: probe(new Board()),
			parameters: { resource: 'name', operation: 'getAll', limit: 121, output },
		});
		expect(outputs[0]?.at(-1)).toEqual({ json: { left: 3, extra: 1 }, pairedItem: { item: 0 } });
	});

	it('keeps the order and the links of many items and runs at most ten reads at a time', async () => {
		const board = new Board();
		const items = Array.from({ length: 50 }, (_, n) => ({ id: n + 100 }));
		const { outputs } = await runNode({
			node: probe(board),
			parameters: { resource: 'name', operation: 'get', id: at('={{ $json.id }}') },
			items,
		});
		expect(outputs[0]?.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual(
			items.map(({ id }, item) => [String(id), { item }]),
		);
		expect(board.mostRunning).toBe(10);
	});

	it('moves one bad item to the error output and lets the others through', async () => {
		const { outputs } = await runNode({
			node: probe(new Board()),
			parameters: { resource: 'name', operation: 'get', id: at('={{ $json.id }}') },
			items: [{ id: 1 }, { id: 13 }, { id: 'x' }, { id: 2 }],
			onError: 'continueErrorOutput',
		});
		expect(outputs[0]?.map(({ json }) => json.id)).toEqual(['1', '2']);
		expect(outputs[1]?.map(({ json }) => json.error)).toEqual([
			'There is no name 13 [404]',
			'"Name" is not a valid ID: x',
		]);
	});

	it('stops with message, remedy and item where errors are not continued', async () => {
		const { error } = await runNode({
			node: probe(new Board()),
			parameters: { resource: 'name', operation: 'get', id: at('={{ $json.id }}') },
			items: [{ id: 1 }, { id: 13 }],
		});
		expect(error?.message).toBe('There is no name 13 [404]');
		expect(error?.description).toBe('Choose another one.');
		expect(error?.context?.itemIndex).toBe(1);
	});

	it('names an operation that does not exist', async () => {
		const { error } = await runNode({
			node: probe(new Board()),
			parameters: { resource: 'name', operation: 'paint' },
		});
		expect(error?.message).toContain('"paint"');
	});

	it.each([0, -1, 1.5, 'many'])('refuses a limit of %p', async (limit) => {
		const { error } = await runNode({
			node: probe(new Board()),
			parameters: { resource: 'name', operation: 'getAll', limit },
		});
		expect(error?.message).toContain('"Limit"');
	});
});

describe('the write guard', () => {
	const parameters = { resource: 'message', operation: 'send', to: at('7'), text: 'Hello' };

	it('sends once and returns the earlier one for an equal second item', async () => {
		const board = new Board();
		const { outputs } = await runNode({ node: probe(board), parameters, items: [{}, {}] });
		expect(board.sent).toHaveLength(1);
		expect(outputs[0]?.map(({ json }) => json.alreadySent)).toEqual([false, true]);
	});

	it('sends one after the other, in the order of the items, also to different recipients', async () => {
		const board = new Board();
		const items = Array.from({ length: 12 }, (_, n) => ({ to: n + 1 }));
		await runNode({
			node: probe(board),
			parameters: { ...parameters, to: at('={{ $json.to }}') },
			items,
		});
		expect(board.mostRunning).toBe(1);
		expect(board.sent.map(({ to }) => to)).toEqual(items.map(({ to }) => String(to)));
	});

	it('sends an equal one again where asked', async () => {
		const board = new Board();
		await runNode({
			node: probe(board),
			parameters: { ...parameters, skipIfAlreadySent: false },
			items: [{}, {}],
		});
		expect(board.sent).toHaveLength(2);
	});

	it.each([
		['of the node', { dryRun: true }, {}],
		['of the credential', {}, { writeAccess: 'dryRun' as const }],
	])('shows the request and sends nothing on Dry Run %s', async (_, parameter, extra) => {
		const board = new Board();
		const { outputs } = await runNode({
			node: probe(board, extra),
			parameters: { ...parameters, ...parameter },
		});
		expect(board.sent).toHaveLength(0);
		expect(outputs[0]?.[0]?.json).toEqual({
			dryRun: true,
			sent: false,
			target: 'user 7',
			request: { to: '7', text: 'Hello' },
		});
	});

	it('refuses every write of a read-only credential', async () => {
		const board = new Board();
		const { error } = await runNode({ node: probe(board, { writeAccess: 'block' }), parameters });
		expect(error?.message).toContain('Write Access');
		expect(board.sent).toHaveLength(0);
	});

	it.each([
		[{ maxPerHour: 2 }, 2],
		[{ maxPerDay: 3 }, 3],
		[{ maxPerRun: 1 }, 1],
		[{ minIntervalSeconds: 60 }, 1],
	])('keeps the caps %p', async (sendingLimits, expected) => {
		const board = new Board();
		const { outputs } = await runNode({
			node: probe(board),
			parameters: { ...parameters, text: '={{ $json.text }}', sendingLimits },
			items: [1, 2, 3, 4, 5].map((n) => ({ text: `text ${n}` })),
			onError: 'continueErrorOutput',
		});
		expect(board.sent).toHaveLength(expected);
		expect(outputs[1]).toHaveLength(5 - expected);
	});

	it('says beside what was sent that others do not know of it', async () => {
		const memoryNotice = async () => await Promise.resolve('Nobody else knows.');
		const told = async (more: object) => {
			const { run } = await runNode({
				node: probe(new Board(), { memoryNotice }),
				parameters: { ...parameters, ...more },
			});
			return run.data.resultData.runData.Tested?.[0]?.hints?.map(({ message }) => message);
		};
		expect(await told({})).toEqual(['Nobody else knows.']);
		expect(await told({ dryRun: true })).toEqual([]);
	});

	it('keeps quiet hours in their time zone', async () => {
		const board = new Board();
		// 23:30 in Moscow.
		const ledger = new SendLedger(new ManualClock(Date.UTC(2026, 0, 15, 20, 30)));
		const { error } = await runNode({
			node: probe(board, { ledger }),
			parameters: { ...parameters, sendingLimits: { quietFrom: '23:00', quietUntil: '07:00' } },
		});
		expect(error?.message).toContain('quiet time');
		expect(board.sent).toHaveLength(0);
	});

	describe("under n8n's Retry On Fail", () => {
		/** Fails once at the text `bad`, after it went out where `lost` says so. */
		class FailingBoard extends Board {
			tries = 0;

			constructor(readonly lost: boolean) {
				super();
				const push = this.sent.push.bind(this.sent);
				this.sent.push = (...texts) => {
					if (texts[0]?.text !== 'bad' || this.tries++ > 0) return push(...texts);
					if (this.lost) push(...texts);
					throw new ServiceError('It broke', {
						kind: this.lost ? 'outcomeUnknown' : 'temporary',
						remedy: 'Look before you repeat it.',
					});
				};
			}
		}
		const texts = { ...parameters, text: '={{ $json.text }}' };
		const items = [{ text: 'good' }, { text: 'bad' }];

		it.each([false, true])(
			'what is sent already is found and not sent again, the answer lost: %p',
			async (lost) => {
				const board = new FailingBoard(lost);
				const { outputs } = await runNode({
					node: probe(board),
					parameters: texts,
					items,
					maxTries: 2,
				});
				expect(board.sent.map(({ text: sent }) => sent)).toEqual(['good', 'bad']);
				expect(outputs[0]?.map(({ json }) => json.alreadySent)).toEqual([true, lost]);
			},
		);

		it('everything is done again where nobody looks first', async () => {
			const board = new FailingBoard(false);
			const again = { ...texts, skipIfAlreadySent: false };
			await runNode({ node: probe(board), parameters: again, items, maxTries: 2 });
			expect(board.sent.map(({ text: sent }) => sent)).toEqual(['good', 'good', 'bad']);
		});

		it('with Continue On Fail only a failure of the first item repeats the node', async () => {
			const run = async (given: typeof items) => {
				const board = new FailingBoard(false);
				const onError = 'continueRegularOutput';
				await runNode({
					node: probe(board),
					parameters: texts,
					items: given,
					maxTries: 2,
					onError,
				});
				return board.sent.map(({ text: sent }) => sent);
			};
			expect(await run(items)).toEqual(['good']);
			expect(await run([...items].reverse())).toEqual(['good', 'bad']);
		});
	});

	it('settles once at the end, also after a failure', async () => {
		let settled = 0;
		const settle = async () => {
			settled += 1;
		};
		await runNode({ node: probe(new Board(), { settle, writeAccess: 'block' }), parameters });
		expect(settled).toBe(1);
	});
});
