import type { ServiceContext } from '../core/types';
import { World } from '../core/world';
import { seedSizesSchema, settingsSchema, type SeedSizes, type UpworkSettings } from './settings';
import { createState, type UpworkState } from './state';

/** The local Upwork. */
export class UpworkWorld extends World<UpworkState, UpworkSettings, SeedSizes> {
	constructor(context: ServiceContext) {
		super(context, {
			settings: () => settingsSchema.parse({}),
			sizes: () => seedSizesSchema.parse({}),
			state: createState,
		});
	}
}
