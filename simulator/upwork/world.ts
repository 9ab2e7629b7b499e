import type { ServiceContext } from '../core/types';
import { seedSizesSchema, settingsSchema, type SeedSizes, type UpworkSettings } from './settings';
import { createState, type UpworkState } from './state';

/** State, settings and time of the local Upwork, handed to every route and resolver. */
export class UpworkWorld {
	settings: UpworkSettings = settingsSchema.parse({});

	sizes: SeedSizes = seedSizesSchema.parse({});

	state: UpworkState;

	constructor(readonly context: ServiceContext) {
		this.state = this.freshState();
	}

	now(): number {
		return this.context.clock.now();
	}

	/** Seed data and default settings again; sizes stay as chosen. */
	reset(): void {
		this.settings = settingsSchema.parse({});
		this.state = this.freshState();
	}

	reseed(sizes: SeedSizes): void {
		this.sizes = sizes;
		this.state = this.freshState();
	}

	private freshState(): UpworkState {
		return createState(this.context.random, this.context.clock.now(), this.sizes);
	}
}
