import type { IDataObject } from 'n8n-workflow';
import { accounts } from '../../../lib';
import { startSimulator, type Simulator } from '../../../simulator';
import { pass as passOn, quiet } from '../../support/loopback';
import { ManualClock } from '../../support/manualClock';
import { seeded } from '../../lib/kwork/notice/frames';
import { Engine } from './engine';

const SENDERS = ['shop_owner', 'studio_north', 'tea_house', 'fit_club_line', 'coffee_lab'];

/** A slice of what `npm run fuzz` sends. */
const MESSAGES = Number(process.env.CHAOS_MESSAGES ?? 120);

describe('Kwork Trigger and the simulator', () => {
	let simulator: Simulator;
	let clock: ManualClock;
	let close: Array<() => Promise<void>>;

	beforeEach(async () => {
		simulator = await startSimulator();
		clock = new ManualClock(Date.now(), quiet);
		close = [];
	});
	afterEach(async () => {
		for (const one of close) await whileTimePasses(one);
		await accounts.close();
		const violations = simulator.control.violations();
		await simulator.close();
		expect(violations).toEqual([]);
	});

	const engineOf = (parameters: IDataObject = {}) => {
		const credential = { login: 'demo', password: 'demo', token: '' };
		const engine = new Engine({ simulatorUrl: simulator.url, clock, parameters, credential });
		engine.outcome = () => 'success';
		return engine;
	};

	async function publish(engine: Engine): Promise<() => Promise<void>> {
		const { closeFunction } = await engine.activate();
		const closeNow = async () => await closeFunction?.();
		close.push(closeNow);
		return closeNow;
	}

	const sockets = () => simulator.control.sockets.list({ service: 'kwork' }).length;
	const write = (from: string, text: string) =>
		simulator.control.kwork.clientWrites({ from, text });

	const pass = async (done: () => boolean, stepMs?: number) => await passOn(clock, done, stepMs);

	/** A socket that says nothing any more is given up by the clock, else by ws after 30 s of real time. */
	async function whileTimePasses(end: () => Promise<void>): Promise<void> {
		let over = false;
		const ended = end().finally(() => (over = true));
		await Promise.all([ended, pass(() => over)]);
	}

	it.each(['json', 'urlencoded', 'prefixed', 'object', 'mixed'] as const)(
		'reads frames written as %s, with noise in between',
		async (textEncoding) => {
			simulator.control.kwork.configure({
				textEncoding,
				noiseFrames: true,
				fromAsText: true,
				echoToSender: true,
				messageEvents: ['new_inbox', 'notify', 'pop_up_notify'],
			});
			const engine = engineOf();
			await publish(engine);
			await pass(() => sockets() === 1);
			for (let i = 0; i < 5; i += 1) write('shop_owner', `Сообщение "${i}"`);
			await engine.until(() => engine.emitted.length === 5);
			expect(engine.texts).toEqual([0, 1, 2, 3, 4].map((i) => `Сообщение "${i}"`));
			expect(engine.refused).toBe(0);
		},
	);

	it.each(['login', 'null', 'absent'] as const)(
		'finds the message by a notify alone, dialog data: %s',
		async (notifyDialogData) => {
			simulator.control.kwork.configure({ messageEvents: ['notify'], notifyDialogData });
			const engine = engineOf();
			await publish(engine);
			await pass(() => sockets() === 1);
			write('shop_owner', 'here');
			await engine.until(() => engine.emitted.length === 1);
			expect(engine.texts).toEqual(['here']);
		},
	);

	it('opens the socket again with a new channel', async () => {
		const engine = engineOf();
		await publish(engine);
		await pass(() => sockets() === 1);
		simulator.control.kwork.renewChannels({});
		simulator.control.sockets.drop({ service: 'kwork' });
		await pass(() => sockets() === 1);
		write('shop_owner', 'after');
		await engine.until(() => engine.emitted.length === 1);
	});

	it('loses, doubles and mixes up nothing while everything breaks', async () => {
		const random = seeded(7);
		const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
		const engine = engineOf();
		let stop = await publish(engine);
		const sent: Record<string, string[]> = {};
		simulator.control.kwork.configure({
			textEncoding: 'mixed',
			messageEvents: ['new_inbox', 'notify'],
		});
		for (let i = 0; i < MESSAGES; i += 1) {
			const from = pick(SENDERS);
			if (random() < 0.15) {
				const kind = pick(['drop', 'silent', 'lose', 'duplicate', 'reorder'] as const);
				simulator.control.fault({ service: 'kwork', operation: 'socket', kind });
			}
			if (random() < 0.1) {
				const kind = pick(['reset', 'html', 'rateLimit', 'truncated', 'cut'] as const);
				simulator.control.fault({ service: 'kwork', operation: 'inboxes', kind });
			}
			if (random() < 0.05) simulator.control.sockets.drop({ service: 'kwork' });
			if (random() < 0.02) simulator.control.sockets.silence({ service: 'kwork' });
			if (random() < 0.02) {
				await whileTimePasses(stop);
				stop = await publish(engine);
			}
			write(from, `${from} ${i}`);
			(sent[from] ??= []).push(`${from} ${i}`);
			if (random() < 0.3) await clock.advance(random() * 20_000);
		}
		simulator.control.clearFaults();
		await pass(() => engine.emitted.length === MESSAGES, 2000);
		for (const from of SENDERS) {
			const got = engine.texts.filter((text) => String(text).startsWith(`${from} `));
			expect(got).toEqual(sent[from]);
		}
	});
});
