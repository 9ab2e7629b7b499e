/** Tells a person who waits what is happening and for how long: one line per phase. */
export class Progress {
	private readonly begun = Date.now();

	constructor(
		private readonly write: (text: string) => void = (text) => process.stderr.write(text),
	) {}

	async phase<T>(text: string, work: () => Promise<T>): Promise<T> {
		const start = Date.now();
		this.write(`[${this.elapsed()}] ${text} ...\n`);
		const timer = setInterval(() => this.write(`[${this.elapsed()}]   still at it\n`), 15_000);
		try {
			return await work();
		} finally {
			clearInterval(timer);
			this.write(`[${this.elapsed()}]   took ${((Date.now() - start) / 1000).toFixed(1)} s\n`);
		}
	}

	private elapsed(): string {
		const seconds = Math.round((Date.now() - this.begun) / 1000);
		return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
	}
}
