import { asError, ServiceError } from '../errors';
import { silentLogger } from '../log';
import type { FeedOptions, Part } from './types';

/** Tells that a part of the service cannot be read, and once that it can be read again. */
export class Trouble {
	private readonly parts = new Set<Part>();

	constructor(private readonly options: Pick<FeedOptions<never>, 'logger' | 'onTrouble'>) {}

	begin(part: Part, error: unknown): void {
		this.parts.add(part);
		const known = error instanceof ServiceError ? error : unforeseen(error);
		(this.options.logger ?? silentLogger).warn('The event feed could not read the service', {
			reason: known.message,
		});
		this.options.onTrouble?.(known, part);
	}

	end(part: Part): void {
		if (this.parts.delete(part)) this.options.onTrouble?.(undefined, part);
	}
}

/** E.g. a credential that n8n cannot read any more: it is told like every other outage. */
const unforeseen = (error: unknown) =>
	new ServiceError(asError(error).message, {
		kind: 'contract',
		remedy:
			'This is not an answer of the service. Check the credential of the trigger, then publish the workflow again.',
		cause: error,
	});
