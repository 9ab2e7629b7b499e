import type { Random } from '../../../../lib/time';

/** A small, fast source of random numbers, so that a run can be repeated by its seed. */
export function seeded(seed: number): Random {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
}

const NAMES = ['new_inbox', 'notify', 'pop_up_notify', 'is_typing', 'dialog_updated', '', 'x'];
const TEXTS = [
	'Здравствуйте! 100% +1',
	'',
	'data: {"a":1}',
	'%7B%22',
	'😀\u0000',
	'a'.repeat(3000),
];
const KEYS = [
	'from',
	'inbox_id',
	'inboxMessage',
	'lastMessage',
	'fromUserId',
	'fromUsername',
	'new_message',
	'dialog_data',
	'login',
	'pop_up_notify',
	'data',
	'username',
	'event',
	'text',
	'__proto__',
	'constructor',
	'toString',
];
const CUTS = ['{', '}', '"', '\\', '%', '%E0', 'data:', '[', ',', '\ud800', '\u0000', 'ping', ' '];

/** Frames of every form of kwork.md 5.2, well-formed ones and broken ones. */
export class FrameMaker {
	constructor(private readonly random: Random) {}

	next(): string {
		const frame = this.frame();
		return this.random() < 0.5 ? frame : this.mutated(frame);
	}

	/** An event in one of the forms that Kwork sends. */
	wellFormed(event: unknown): string {
		const json = JSON.stringify(event);
		const encoded = encodeURIComponent(json).replace(/%20/g, '+');
		const text = this.pick([json, encoded, `data:${json}`, `data: ${encoded}`, event]);
		return JSON.stringify({ id: 1, channel: 'x', text });
	}

	private frame(): string {
		if (this.random() < 0.1) return this.pick(['', 'ping', '{}', '[]', 'null', '7', '{"text":""}']);
		const data = this.random() < 0.7 ? this.object(1) : this.value(0);
		const event = { event: this.pick(NAMES), data };
		return this.random() < 0.8
			? this.wellFormed(event)
			: JSON.stringify({ text: this.value(0), event: 'x' });
	}

	private value(depth: number): unknown {
		const kind = Math.floor(this.random() * (depth < 4 ? 8 : 6));
		if (kind === 0) return this.pick([null, true, false]);
		if (kind === 1) return this.pick([0, 1, 777_001, -1, 1e300, 1.5]);
		if (kind === 2) return this.pick(['777001', '0', '12345678901234567890']);
		if (kind <= 5) return this.pick(TEXTS);
		const many = Math.floor(this.random() * 4);
		if (kind === 6) return Array.from({ length: many }, () => this.value(depth + 1));
		return this.object(depth + 1);
	}

	private object(depth: number): unknown {
		const many = Math.floor(this.random() * 4);
		const entries = Array.from({ length: many }, () => [this.pick(KEYS), this.value(depth)]);
		return Object.fromEntries(entries);
	}

	private mutated(frame: string): string {
		let text = frame;
		for (let left = 1 + Math.floor(this.random() * 3); left > 0; left -= 1) {
			const at = Math.floor(this.random() * (text.length + 1));
			const length = Math.floor(this.random() * 10);
			text = text.slice(0, at) + this.pick(CUTS) + text.slice(at + length);
		}
		return text;
	}

	private pick<T>(from: readonly T[]): T {
		const one = from[Math.floor(this.random() * from.length)];
		if (one === undefined) throw new Error('Nothing to pick from');
		return one;
	}
}
