import { Feed, readFeedState, type FeedSettings, type FeedState } from '../../../lib/feed';
import type { ManualClock } from '../../support/manualClock';
import type { FakeService } from './fakeService';

export type Death = 'afterSave' | 'afterEmit';

const STORING_MS = 1000;

/** The receiver of executions: one per key, as n8n with its de-duplication key. */
export class Consumer {
	readonly received: string[] = [];

	readonly started: string[] = [];

	refused = 0;

	private readonly keys = new Set<string>();

	start(key: string, id: string): boolean {
		if (this.keys.has(key)) {
			this.refused += 1;
			return false;
		}
		this.keys.add(key);
		this.started.push(key);
		if (!this.received.includes(id)) this.received.push(id);
		return true;
	}
}

/** What is on disk, and the process that runs the feed. It can die at any moment. */
export class Host {
	/** Every state that reached the disk, latest last. */
	readonly disk: string[] = [];

	feed?: Feed<string>;

	/** Fails this many executions. */
	failingRuns = 0;

	givenUp: string[] = [];

	private life = 0;

	private death?: Death;

	constructor(
		private readonly service: FakeService,
		private readonly consumer: Consumer,
		private readonly clock: ManualClock,
		private readonly settings: Partial<FeedSettings>,
		private readonly runMs = 0,
	) {}

	get alive(): boolean {
		return this.feed !== undefined;
	}

	async boot(): Promise<void> {
		const life = (this.life += 1);
		const lives = () => life === this.life && this.feed !== undefined;
		const feed = new Feed<string>({
			source: this.service,
			state: this.load(),
			save: (state) => {
				if (lives()) this.disk.push(JSON.stringify(state));
			},
			deliver: async (event, attempt, signal) => {
				if (!lives()) return await new Promise(() => {});
				if (this.death === 'afterSave') {
					this.die();
					return await new Promise(() => {});
				}
				const key = attempt > 1 ? `${event.id}:${attempt}` : event.id;
				if (this.settings.order === 'none' && this.death === undefined) {
					return { kept: this.storeLater(key, event.id, signal) };
				}
				const fresh = this.consumer.start(key, event.id);
				if (this.death === 'afterEmit') {
					this.die();
					return await new Promise(() => {});
				}
				if (!fresh) return 'done';
				if (this.runMs > 0) await this.clock.sleep(this.runMs, signal);
				if (this.failingRuns === 0) return 'done';
				this.failingRuns -= 1;
				return 'failed';
			},
			onGivenUp: ({ id }) => void this.givenUp.push(id),
			settings: this.settings,
			clock: this.clock,
			random: () => 0.5,
		});
		this.feed = feed;
		const state = await feed.start();
		if (lives()) this.disk.push(JSON.stringify(state));
	}

	/** The receiver takes an event at once and has it only a while later. */
	private async storeLater(key: string, id: string, signal: AbortSignal): Promise<void> {
		await this.clock.sleep(STORING_MS, signal);
		this.consumer.start(key, id);
	}

	/** The next delivery is the last thing this process does. */
	dieAt(death: Death): void {
		this.death = death;
	}

	/** The latest `lost` states did not reach the disk. */
	die(lost = 0): void {
		void this.feed?.stop();
		this.feed = undefined;
		this.death = undefined;
		this.disk.splice(Math.max(1, this.disk.length - lost));
	}

	private load(): FeedState | undefined {
		const last = this.disk.at(-1);
		return last === undefined ? undefined : readFeedState(JSON.parse(last));
	}
}
