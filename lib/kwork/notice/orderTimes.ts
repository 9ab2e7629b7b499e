import type { Message } from '../schemas/inbox';
import { isTrack } from '../schemas/inbox';

/**
 * Whether an entry of an order moves its dialog in the list. Nobody says so (kwork.md 12.2), so it
 * counts only once it was seen: a dialog had the time of an entry, and of no message.
 */
export class OrderTimes {
	/** Times of dialogs as the list told them last, in milliseconds. */
	private readonly listed = new Map<string, number>();

	/** The list can be relied upon to tell where orders have news. */
	areListed = false;

	list(username: string, time: number): void {
		if (!this.areListed) this.listed.set(username, time);
	}

	/** Looks at the rows of a dialog, newest first, while they are read. */
	async *watch(username: string, rows: AsyncIterable<Message>): AsyncIterable<Message> {
		const listed = this.listed.get(username);
		let isOfTrack = false;
		let isOfMessage = false;
		for await (const row of rows) {
			const time = (row.time ?? 0) * 1000;
			if (time === listed && isTrack(row)) isOfTrack = true;
			else if (time === listed) isOfMessage = true;
			if (isOfTrack && !isOfMessage && time < (listed ?? 0)) {
				this.areListed = true;
				this.listed.clear();
				isOfTrack = false;
			}
			yield row;
		}
	}
}
