/** How many calls may pile up before Bitrix24 refuses the next one. */
const DEPTH = 50;

/** Bitrix24's bucket: each call adds one, and `perSecond` of them run off every second. */
export class CallBucket {
	private level = 0;

	private at: number;

	constructor(private readonly now: () => number) {
		this.at = now();
	}

	/** Whether a call is taken; `null` is no limit. */
	take(perSecond: number | null): boolean {
		if (perSecond === null) return true;
		const at = this.now();
		this.level = Math.max(0, this.level - ((at - this.at) / 1_000) * perSecond);
		this.at = at;
		if (this.level + 1 > DEPTH) return false;
		this.level++;
		return true;
	}
}
