import type { ServiceContext } from '../core/types';
import { seedSizesSchema, settingsSchema, type SeedSizes, type UpworkSettings } from './settings';
import { createState, type UpworkState } from './state';

/** State, settings and time of the local Upwork, handed to every route and resolver. */
export class UpworkWorld {
	settings: UpworkSettings = settingsSchema.parse({});

	sizes: SeedSizes = seedSizesSchema.parse({});

	private seededAt: number;

	private drawn?: UpworkState;

	constructor(readonly context: ServiceContext) {
		this.seededAt = this.now();
	}

	/** The seed is drawn when it is first looked at: most runs ask one service only. */
	get state(): UpworkState {
		this.drawn ??= createState(this.context.random, this.seededAt, this.sizes);
		return this.drawn;
	}

	now(): number {
		return this.context.clock.now();
	}

	/** Seed data and default settings again; sizes stay as chosen. */
	reset(): void {
		this.settings = settingsSchema.parse({});
		this.reseed(this.sizes);
	}

	reseed(sizes: SeedSizes): void {
		this.sizes = sizes;
		this.seededAt = this.now();
		this.drawn = undefined;
	}
}
