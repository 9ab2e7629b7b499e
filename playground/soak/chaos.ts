import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../../lib/time';
import type { FaultInput, Simulator } from '../../simulator';
import { ACCOUNTS } from './accounts';
import type { SoakOptions } from './options';
import type { SentMessage } from './verdict';

const FRAME_FAULTS = ['drop', 'silent', 'lose', 'duplicate', 'reorder'] as const;
/** Share of the messages before the last restart. */
const LAST_RESTART = 0.6;
const LARGE_BURST = 30;
const READS = ['inboxes', 'dialogs', 'getChannel', 'actor'];

/** Something that runs and can be made to end. */
export interface Victim {
	name: string;
	/** Ends as in a power cut. */
	kill(): Promise<void>;
	start(): Promise<void>;
}

/** What the messages go through. */
export interface Ground {
	n8n: { stop(): Promise<void>; start(): Promise<void> };
	/** Killed one after the other. */
	victims: readonly Victim[];
	/** Starts again what a kill has brought down with it, as a supervisor does; its names. */
	revive(): Promise<string[]>;
}

export interface ChaosCounts {
	kills: number;
	frameFaults: number;
	apiFaults: number;
	restarts: number;
	hardKills: number;
	/** Processes of n8n that ended by themselves when another one was killed. */
	broughtDown: number;
	deadTokens: number;
}

/** Writes messages and breaks everything around them, the same way for the same seed. */
export class Chaos {
	readonly sent: SentMessage[] = [];

	/** When n8n was down, milliseconds since 1970. */
	readonly ends: number[] = [];

	readonly counts: ChaosCounts = {
		kills: 0,
		frameFaults: 0,
		apiFaults: 0,
		restarts: 0,
		hardKills: 0,
		broughtDown: 0,
		deadTokens: 0,
	};

	private readonly dialogs: Array<{ from: string; to: string }>;

	constructor(
		private readonly ground: Ground,
		private readonly simulator: Simulator,
		private readonly options: SoakOptions,
		private readonly random: Random,
		private readonly say: (text: string) => void,
	) {
		this.dialogs = Array.from({ length: options.dialogs }, (_, i) => ({
			from: SENDERS[i % SENDERS.length] ?? 'shop_owner',
			to: ACCOUNTS[i % ACCOUNTS.length] ?? 'demo',
		}));
	}

	/** So many messages after a start n8n has loaded and compiled what it needs. */
	get warmUpCount(): number {
		const { messages } = this.options;
		return Math.ceil(Math.max(messages / 10, Math.min(100, messages / 2)));
	}

	/** Messages as later on, many at once among them, with nothing broken. */
	async warmUp(): Promise<void> {
		const count = this.warmUpCount;
		for (let wanted = LARGE_BURST; this.sent.length < count; wanted = this.burst()) {
			for (let i = 0; i < wanted && this.sent.length < count; i += 1) this.write();
			await this.rest();
		}
	}

	/** @param onWarm called in the last life, as long after its start as the warm-up was */
	async run(onWarm: () => Promise<void>): Promise<void> {
		const { messages, kills, restarts, hardKills } = this.options;
		const stops = this.plan(restarts + hardKills, messages);
		let warmAt = (stops.at(-1) ?? 0) + this.warmUpCount;
		const isHard = (_: number, i: number) => i % 2 === 0 || i >= 2 * restarts;
		const hard = new Set(stops.filter(isHard).slice(0, hardKills));
		while (this.sent.length < messages || this.counts.kills < kills) {
			const wanted = this.sent.length < messages ? this.burst() : 0;
			for (let i = 0; i < wanted && this.sent.length < messages; i += 1) this.write();
			if (this.chance(0.08)) this.breakApi();
			if (this.chance(0.1)) this.breakFrame();
			if (this.counts.kills < kills) this.cut();
			const next = stops[0];
			if (next !== undefined && this.sent.length >= next) {
				stops.shift();
				await this.restart(hard.has(next));
			}
			if (this.sent.length >= warmAt) {
				warmAt = Infinity;
				await onWarm();
			}
			if (this.sent.length >= messages / 3 && this.counts.deadTokens === 0) {
				this.counts.deadTokens = this.simulator.control.kwork.expireTokens({}).count;
			}
			await this.rest();
		}
		this.simulator.control.clearFaults();
	}

	private write(): void {
		const { from, to } = this.pick(this.dialogs);
		const text = `Сообщение ${this.sent.length} "${from}" <b>100%</b>`;
		const { messageId } = this.simulator.control.kwork.clientWrites({ from, to, text });
		this.sent.push({ id: messageId, dialog: `${from} ${to}` });
		if (this.sent.length % 200 === 0) this.say(`${this.sent.length} messages written`);
	}

	/** Mostly one, now and then many at once. */
	private burst(): number {
		return this.chance(0.05) ? LARGE_BURST : Math.floor(this.random() * 4);
	}

	private async rest(): Promise<void> {
		await pause(50 + this.random() * 300);
	}

	private breakFrame(): void {
		const kind = this.pick(FRAME_FAULTS);
		this.simulator.control.fault({ service: 'kwork', operation: 'socket', kind });
		this.counts.frameFaults += 1;
	}

	private breakApi(): void {
		const fault = this.pick<FaultInput>([
			{ kind: 'status', status: 502 },
			{ kind: 'html' },
			{ kind: 'rateLimit', retryAfter: 1 },
			{ kind: 'reset' },
			{ kind: 'truncated' },
			{ kind: 'cut' },
			{ kind: 'latency', ms: 1500 },
		]);
		const operation = this.pick(READS);
		this.simulator.control.fault({ ...fault, service: 'kwork', operation });
		this.counts.apiFaults += 1;
	}

	/** Breaks a socket that is up: with a close frame, without one, or into silence. */
	private cut(): void {
		const { sockets } = this.simulator.control;
		const open = sockets.list({ service: 'kwork' });
		if (open.length === 0 || !this.chance(0.5)) return;
		const match = this.pick(open).parameters as Record<string, unknown>;
		const way = this.random();
		if (way < 0.2) this.counts.kills += sockets.silence({ service: 'kwork', match });
		else if (way < 0.6) this.counts.kills += sockets.drop({ service: 'kwork', match, code: 1001 });
		else this.counts.kills += sockets.drop({ service: 'kwork', match });
	}

	/** While something is down the clients go on writing. */
	private async restart(hard: boolean): Promise<void> {
		const { n8n, victims } = this.ground;
		const victim = victims[this.counts.hardKills % victims.length];
		if (hard && victim === undefined) throw new Error('Nothing to kill');
		this.say(hard ? `${victim?.name} is killed` : 'n8n is restarted');
		await (hard ? victim?.kill() : n8n.stop());
		this.ends.push(Date.now());
		this.counts[hard ? 'hardKills' : 'restarts'] += 1;
		for (let i = 0; i < 10 && this.sent.length < this.options.messages; i += 1) this.write();
		await (hard ? victim?.start() : n8n.start());
		const fallen = await this.ground.revive();
		this.counts.broughtDown += fallen.length;
		if (fallen.length > 0) this.say(`ended by themselves: ${fallen.join(', ')}`);
	}

	/**
	 * Counts of messages after which n8n goes down, spread over the run. The last life gets more than
	 * a third of all messages, so that memory has time to grow.
	 */
	private plan(count: number, messages: number): number[] {
		const first = this.warmUpCount;
		const last = Math.max(first, messages * LAST_RESTART);
		return Array.from({ length: count }, (_, i) =>
			Math.floor(first + ((i + 0.3 + this.random() * 0.5) / count) * (last - first)),
		);
	}

	private chance(probability: number): boolean {
		return this.random() < probability;
	}

	private pick<T>(from: readonly T[]): T {
		const one = from[Math.floor(this.random() * from.length)];
		if (one === undefined) throw new Error('Nothing to pick from');
		return one;
	}
}

/** People of the simulator's seed. */
const SENDERS =
	'shop_owner studio_north tea_house auto_parts_msk clinic_smile event_time fit_club_line baker_street stroy_garant toy_planet legal_point coffee_lab sport_hub green_farm print_yard city_keys school_plus pet_family velo_mag beauty_room travel_wind home_textile data_corner photo_loft music_box agro_union eco_pack light_house paper_crane book_shelf'.split(
		' ',
	);
