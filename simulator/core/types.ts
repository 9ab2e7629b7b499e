import type { Random } from '../../lib/time';
import type { SimulatorClock } from './clock';
import type { EventFunction } from './event';
import type { FaultOf } from './faults';
import type { SimulatedSocket } from './sockets';

export interface UploadedPart {
	name: string;
	fileName: string;
	contentType: string;
	data: Buffer;
}

/** A request body as the server understood it; `malformed` could not be read as what it claims. */
export interface ParsedBody {
	type: 'none' | 'json' | 'form' | 'multipart' | 'other' | 'malformed';
	/** Text fields of a form in the order sent, names as sent (`ids[]`). */
	fields: Array<[string, string]>;
	files: UploadedPart[];
	json?: unknown;
	bytes: Buffer;
}

/** A request to one official host, as a service module sees it. */
export interface SimulatedRequest {
	/** Running number, also in the request log. */
	id: number;
	method: string;
	/** Official host, e.g. `api.kwork.ru`. */
	host: string;
	/** Path below the host, starting with a slash, still percent-encoded. */
	path: string;
	query: URLSearchParams;
	/** Lower-case names. */
	headers: Record<string, string>;
	cookies: Record<string, string>;
	body: ParsedBody;
	/** The same for all requests over one TCP connection. */
	connectionId: number;
	/** `http://127.0.0.1:8787`: what links in answers start with, before the official host. */
	baseUrl: string;
}

/** At most one of json, html, text, bytes. Status defaults to 200. */
export interface Answer {
	status?: number;
	headers?: Record<string, string | string[]>;
	json?: unknown;
	html?: string;
	text?: string;
	bytes?: Buffer;
}

/** What a service makes of a request before anything has an effect. */
export interface ResolvedCall {
	/** Name for faults and log, without ids: `inboxCreate`, `POST /oauth2/token`. */
	operation: string;
	/** What the request carries, for fault matching and (masked) for the log. */
	parameters: Record<string, unknown>;
	run(): Answer | Promise<Answer>;
}

export type ServiceFault = FaultOf<'captcha' | 'block' | 'expiredToken' | 'rateLimit'>;

/** What the core gives to a service. */
export interface ServiceContext {
	clock: SimulatorClock;
	random: Random;
	/** Notes a request outside the contract; a test fails on it at its end. */
	violation(request: SimulatedRequest, text: string): void;
	/** Sockets of this service that are open now. */
	sockets(): readonly SimulatedSocket[];
}

/**
 * Events and switches by name; callable in process, and over `/_control/events/<service>/<name>`.
 * Made with `defineEvent`; `never` as the input lets every event function fit.
 */
export type EventTable = Record<string, EventFunction<never, unknown>>;

/** One simulated service: a set of routes over one state. */
export interface Service<Events extends EventTable = EventTable> {
	/** Official hosts, which are the first path segments it answers under. */
	readonly hosts: readonly string[];
	/** Back to the seed data. */
	reset(): void;
	resolve(request: SimulatedRequest): ResolvedCall;
	/** How this service itself says captcha, block, dead token, too many requests. */
	faultAnswer(fault: ServiceFault, request: SimulatedRequest, call: ResolvedCall): Answer;
	/** Undefined: the address is unknown, the upgrade gets a 404. */
	resolveSocket?(request: SimulatedRequest): SocketCall | undefined;
	readonly events: Events;
	/** Plain data for tests and the control page. */
	state(): unknown;
}

export interface SocketCall {
	/** Name for faults, e.g. `socket`. */
	operation: string;
	parameters: Record<string, unknown>;
	opened(socket: SimulatedSocket): void;
	/** A frame from the client. */
	received?(text: string): void;
}
