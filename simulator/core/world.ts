import type { Random } from '../../lib/time';
import type { ServiceContext } from './types';

/** What makes a service's world its own. */
interface Seed<State, Settings, Sizes> {
	/** As they are without a word from anybody. */
	settings(): Settings;
	sizes(): Sizes;
	state(random: Random, now: number, sizes: Sizes): State;
}

/** State, settings and time of a local service, handed to every route and resolver. */
export class World<State, Settings, Sizes> {
	settings: Settings;

	sizes: Sizes;

	private seededAt: number;

	private drawn?: State;

	constructor(
		readonly context: ServiceContext,
		private readonly seed: Seed<State, Settings, Sizes>,
	) {
		this.settings = seed.settings();
		this.sizes = seed.sizes();
		this.seededAt = this.now();
	}

	/** The seed is drawn when it is first looked at: most runs ask one service only. */
	get state(): State {
		this.drawn ??= this.seed.state(this.context.random, this.seededAt, this.sizes);
		return this.drawn;
	}

	now(): number {
		return this.context.clock.now();
	}

	/** Seed data and default settings again; sizes stay as chosen. */
	reset(): void {
		this.settings = this.seed.settings();
		this.reseed(this.sizes);
	}

	reseed(sizes: Sizes): void {
		this.sizes = sizes;
		this.seededAt = this.now();
		this.drawn = undefined;
	}
}
