import type { SimulatedRequest } from './types';

/** One line of the request log. */
export interface RequestRecord {
	id: number;
	/** Simulator time, milliseconds since 1970. */
	at: number;
	service: string;
	host: string;
	/** `GET`, `POST` ..., `WS` for an opened socket. */
	method: string;
	path: string;
	operation: string;
	/** Secrets are `***`. */
	parameters: Record<string, unknown>;
	/** Names and values of the harmless headers. */
	headers: Record<string, string>;
	connectionId: number;
	/** Absent while no answer has been sent (also after a reset or a timeout). */
	status?: number;
	/** Kinds of the faults that struck. */
	faults: string[];
}

export interface Violation {
	requestId: number;
	at: number;
	service: string;
	operation: string;
	text: string;
}

const SECRET =
	/pass(word)?$|token|secret|authorization|cookie|phone_last|^code$|slrememberme|^hash$|api_?key/i;
const SHOWN_HEADERS = new Set([
	'accept',
	'accept-language',
	'content-type',
	'origin',
	'referer',
	'user-agent',
	'x-requested-with',
	'x-upwork-api-tenantid',
]);

/** A copy with the values of secret-looking names replaced. */
export function masked(value: unknown, name = ''): unknown {
	if (SECRET.test(name) && value !== '' && value !== null && typeof value !== 'object')
		return '***';
	if (Array.isArray(value)) return value.map((item) => masked(item, name));
	if (typeof value === 'object' && value !== null) {
		return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, masked(item, key)]));
	}
	return value;
}

/** Keeps the last 20,000 requests, so that a soak test does not grow without end. */
const MAX_RECORDS = 20_000;

export class Journal {
	private records: RequestRecord[] = [];

	private faultsFound: Violation[] = [];

	constructor(private readonly now: () => number) {}

	open(request: SimulatedRequest, service: string, method = request.method): RequestRecord {
		const record: RequestRecord = {
			id: request.id,
			at: this.now(),
			service,
			host: request.host,
			method,
			path: request.path,
			operation: '',
			parameters: {},
			headers: Object.fromEntries(
				Object.entries(request.headers).filter(([name]) => SHOWN_HEADERS.has(name)),
			),
			connectionId: request.connectionId,
			faults: [],
		};
		this.records.push(record);
		if (this.records.length > MAX_RECORDS) this.records.splice(0, MAX_RECORDS / 10);
		return record;
	}

	violation(request: SimulatedRequest, service: string, text: string): void {
		const record = this.records.findLast((candidate) => candidate.id === request.id);
		this.faultsFound.push({
			requestId: request.id,
			at: this.now(),
			service,
			operation: record?.operation || `${request.method} ${request.path}`,
			text,
		});
	}

	requests(
		filter: { service?: string; operation?: string; afterId?: number } = {},
	): RequestRecord[] {
		return this.records.filter(
			(record) =>
				(filter.service === undefined || record.service === filter.service) &&
				(filter.operation === undefined || record.operation === filter.operation) &&
				record.id > (filter.afterId ?? 0),
		);
	}

	violations(): Violation[] {
		return [...this.faultsFound];
	}

	clear(): void {
		this.records = [];
		this.faultsFound = [];
	}
}
