import { ServiceError } from '../errors';
import { silentLogger } from '../log';
import type { FeedOptions } from './types';

/** Tells that the service cannot be read, and once that it can be read again. */
export class Trouble {
	private lasts = false;

	constructor(private readonly options: Pick<FeedOptions<never>, 'logger' | 'onTrouble'>) {}

	begin(error: unknown): void {
		this.lasts = true;
		const known = error instanceof ServiceError ? error : undefined;
		(this.options.logger ?? silentLogger).warn('The event feed could not read the service', {
			reason: known?.message ?? (error instanceof Error ? error.name : 'unknown'),
		});
		if (known) this.options.onTrouble?.(known);
	}

	end(): void {
		if (this.lasts) this.options.onTrouble?.(undefined);
		this.lasts = false;
	}
}
