import { asError, ServiceError } from '../errors';
import { defineFailures } from '../failures';
import { silentLogger } from '../log';
import type { FeedOptions, Part } from './types';

export const failures = defineFailures('feed', {
	/** E.g. a credential that n8n cannot read any more: it is told like every other outage. */
	unforeseen: (cause: Error) => ({
		kind: 'contract',
		message: cause.message,
		remedy:
			'This is not an answer of the service. Check the credential of the trigger, then publish the workflow again; if it stays, report what the message says.',
		cause,
	}),
});

/** Tells that a part of the service cannot be read, and once that it can be read again. */
export class Trouble {
	private readonly parts = new Set<Part>();

	constructor(private readonly options: Pick<FeedOptions<never>, 'logger' | 'onTrouble'>) {}

	begin(part: Part, error: unknown): void {
		this.parts.add(part);
		const known = error instanceof ServiceError ? error : failures.unforeseen(asError(error));
		(this.options.logger ?? silentLogger).warn('The event feed could not read the service', {
			reason: known.message,
		});
		this.options.onTrouble?.(known, part);
	}

	end(part: Part): void {
		if (this.parts.delete(part)) this.options.onTrouble?.(undefined, part);
	}
}
