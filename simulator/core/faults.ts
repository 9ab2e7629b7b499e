import { z } from 'zod';
import type { Random } from '../../lib/time';

const common = z.object({
	/** Service name; absent: every service. */
	service: z.string().optional(),
	/** Operation as in the request log, `*` at its end stands for anything; absent: every one. */
	operation: z.string().optional(),
	/** Parameters that must be equal, compared as text. */
	match: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
	/** Chance per fitting call, from the seeded random. */
	probability: z.number().min(0).max(1).default(1),
	/** How often it strikes; null: until it is removed. */
	times: z.number().int().positive().nullable().default(1),
	/** Fitting calls that pass before it strikes. */
	skip: z.number().int().min(0).default(0),
});

const kinds = z.discriminatedUnion('kind', [
	/** Answers after `ms` of real time. */
	z.object({ kind: z.literal('latency'), ms: z.number().min(0) }),
	/** Takes the request, has no effect, never answers. */
	z.object({ kind: z.literal('timeout') }),
	/** Breaks the connection before any effect. */
	z.object({ kind: z.literal('reset') }),
	z.object({
		kind: z.literal('status'),
		status: z.number().int().min(200).max(599),
		body: z.string().default('<html><body>Error</body></html>'),
		headers: z.record(z.string(), z.string()).default({}),
	}),
	/** A page where data was expected, no effect. */
	z.object({ kind: z.literal('html'), status: z.number().int().default(200) }),
	/** The effect happens; half of the body comes, then the connection breaks. */
	z.object({ kind: z.literal('truncated') }),
	/** The effect happens; half of the body comes as if it were all. */
	z.object({ kind: z.literal('cut') }),
	z.object({ kind: z.literal('captcha') }),
	z.object({ kind: z.literal('block') }),
	z.object({ kind: z.literal('expiredToken') }),
	z.object({
		kind: z.literal('rateLimit'),
		/** Seconds or an HTTP date; absent: no Retry-After header. */
		retryAfter: z.union([z.number(), z.string()]).optional(),
	}),
	/** The effect happens, the answer does not arrive. */
	z.object({
		kind: z.literal('answerLost'),
		how: z.enum(['reset', 'timeout', 'html', 'status']).default('reset'),
		status: z.number().int().default(502),
		/** With `status`: what comes instead of a page, e.g. the service's own JSON. */
		body: z.string().optional(),
	}),
	/** Sockets: the connection ends before the frame goes out; `code` absent: without a close frame. */
	z.object({ kind: z.literal('drop'), code: z.number().int().optional() }),
	/** Sockets: from this frame on nothing comes any more, not even a pong; the line stays open. */
	z.object({ kind: z.literal('silent') }),
	/** Sockets: this frame is lost. */
	z.object({ kind: z.literal('lose') }),
	z.object({ kind: z.literal('duplicate'), copies: z.number().int().min(1).default(1) }),
	/** Sockets: the frame is held back and sent after the next one. */
	z.object({ kind: z.literal('reorder') }),
	/** Sockets: the frame comes after `ms` of real time, the following ones do not wait. */
	z.object({ kind: z.literal('delay'), ms: z.number().min(0) }),
]);

export const faultSchema = common.and(kinds);
/** A fault as a test writes it. */
export type FaultInput = z.input<typeof faultSchema>;
export type Fault = z.output<typeof faultSchema>;
export type FaultKind = Fault['kind'];
export type FaultOf<Kind extends FaultKind> = Extract<Fault, { kind: Kind }>;
export type FaultReport = Fault & { id: number; struck: number };

const FRAME_KINDS = new Set<FaultKind>(['drop', 'silent', 'lose', 'duplicate', 'reorder', 'delay']);

/** What a call is compared with. */
export interface FaultTarget {
	service: string;
	operation: string;
	parameters: Record<string, unknown>;
}

export class Faults {
	private active: FaultReport[] = [];

	private nextId = 1;

	constructor(private readonly random: Random) {}

	add(input: unknown): number {
		const id = this.nextId++;
		this.active.push({ ...faultSchema.parse(input), id, struck: 0 });
		return id;
	}

	remove(id: number): boolean {
		const before = this.active.length;
		this.active = this.active.filter((fault) => fault.id !== id);
		return this.active.length < before;
	}

	clear(): void {
		this.active = [];
	}

	list(): FaultReport[] {
		return this.active.map((fault) => ({ ...fault }));
	}

	/** The faults that strike this request, in the order they were set. Counts them. */
	forRequest(target: FaultTarget): Fault[] {
		return this.take(target, (kind) => !FRAME_KINDS.has(kind));
	}

	/** The faults that strike this frame. Counts them. */
	forFrame(target: FaultTarget): Fault[] {
		return this.take(target, (kind) => FRAME_KINDS.has(kind));
	}

	private take(target: FaultTarget, wanted: (kind: FaultKind) => boolean): Fault[] {
		return this.active.filter((fault) => {
			if (!wanted(fault.kind) || !fits(fault, target)) return false;
			if (fault.times !== null && fault.struck >= fault.times) return false;
			if (fault.skip > 0) {
				fault.skip--;
				return false;
			}
			if (fault.probability < 1 && this.random() >= fault.probability) return false;
			fault.struck++;
			return true;
		});
	}
}

function fits(fault: Fault, target: FaultTarget): boolean {
	if (fault.service !== undefined && fault.service !== target.service) return false;
	if (fault.operation !== undefined && !nameFits(fault.operation, target.operation)) return false;
	return Object.entries(fault.match ?? {}).every(
		([name, value]) => String(target.parameters[name]) === String(value),
	);
}

const nameFits = (pattern: string, name: string) =>
	pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
