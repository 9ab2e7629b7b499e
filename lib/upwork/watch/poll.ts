/** Result of one poll: what is new, oldest first, and what to remember. */
export interface Poll<Event, State> {
	events: Event[];
	state: State;
	/** False where the time ran out; the next poll goes on. */
	complete: boolean;
	/** The state could not be read, or there was none: what is there now was learned. */
	isFirst: boolean;
}

export interface PollOptions {
	/** What the last poll returned; anything else begins anew, from now on. */
	state: unknown;
	/** Milliseconds since 1970 by this machine's clock. */
	now: number;
	/** True when the poll's time is used up. */
	outOfTime(): boolean;
}
