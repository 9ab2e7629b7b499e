import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { parseBody, readBytes } from './body';
import type { Faults } from './faults';
import { masked, type Journal } from './journal';
import { runUnderFaults, writeOutcome } from './respond';
import { SimulatedSocket } from './sockets';
import type { Answer, Service, SimulatedRequest } from './types';

export interface SimulatorServerOptions {
	services: Record<string, Service>;
	faults: Faults;
	journal: Journal;
	/** Answers `/` and everything below `/_control`. */
	control(request: SimulatedRequest): Promise<Answer>;
	/** Told of every request that a fault leaves without an answer for good. */
	onSilence?: (request: IncomingMessage) => void;
}

/** The one HTTP and WebSocket server in front of all services. */
export class SimulatorServer {
	readonly sockets: SimulatedSocket[] = [];

	private readonly server: Server;

	private readonly upgrades = new WebSocketServer({ noServer: true });

	private readonly connectionIds = new WeakMap<Duplex, number>();

	private readonly connections = new Set<Socket>();

	private nextConnectionId = 1;

	private nextRequestId = 1;

	private baseUrl = '';

	constructor(private readonly options: SimulatorServerOptions) {
		this.server = createServer((request, response) => {
			this.answer(request, response).catch((error: unknown) => {
				if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
				response.end(
					`The simulator failed: ${error instanceof Error ? error.stack : String(error)}`,
				);
			});
		});
		this.server.keepAliveTimeout = 60_000;
		this.server.on('connection', (socket) => {
			this.connectionIds.set(socket, this.nextConnectionId++);
			this.connections.add(socket);
			socket.on('close', () => this.connections.delete(socket));
		});
		this.server.on('upgrade', (request, socket, head) => {
			socket.on('error', () => {});
			void this.upgrade(request, socket, head);
		});
	}

	async listen(port: number, host: string): Promise<{ url: string; port: number }> {
		await new Promise<void>((resolve, reject) => {
			this.server.once('error', reject);
			this.server.listen(port, host, resolve);
		});
		const address = this.server.address() as AddressInfo;
		const name = host.includes(':') ? `[${host}]` : host;
		this.baseUrl = `http://${name}:${address.port}`;
		return { url: this.baseUrl, port: address.port };
	}

	/** Cuts every connection and stops listening. */
	async close(): Promise<void> {
		const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
		for (const client of this.upgrades.clients) client.terminate();
		for (const socket of this.connections) socket.destroy();
		await closed;
	}

	private async answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
		const request = await this.read(incoming);
		if (request.host === '' || request.host === '_control') {
			writeOutcome({ answer: await this.options.control(request) }, incoming, response);
			return;
		}
		const { faults, journal } = this.options;
		const [name, service] = this.serviceOf(request.host) ?? [];
		const record = journal.open(request, name ?? 'unknown');
		if (name === undefined || service === undefined) {
			record.operation = `${request.method} ${request.path}`;
			record.status = 404;
			journal.violation(request, 'unknown', `No service answers under the host ${request.host}`);
			writeOutcome(
				{ answer: { status: 404, text: `No service under ${request.host}` } },
				incoming,
				response,
			);
			return;
		}
		const call = service.resolve(request);
		record.operation = call.operation;
		record.parameters = maskedParameters(call.parameters);
		const striking = faults.forRequest({ service: name, ...call });
		record.faults = striking.map((fault) => fault.kind);
		const outcome = await runUnderFaults(service, request, call, striking);
		record.status = writeOutcome(outcome, incoming, response);
		if ('broken' in outcome && outcome.broken === 'timeout') this.options.onSilence?.(incoming);
	}

	private async upgrade(incoming: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> {
		const request = this.describe(incoming);
		const parsed = { ...request, body: await parseBody('', Buffer.alloc(0)) };
		const { faults, journal } = this.options;
		const [name, service] = this.serviceOf(request.host) ?? [];
		const record = journal.open(parsed, name ?? 'unknown', 'WS');
		const call = service?.resolveSocket?.(parsed);
		record.operation = call?.operation ?? 'socket';
		if (name === undefined || call === undefined) {
			record.status = 404;
			journal.violation(parsed, name ?? 'unknown', 'No such socket address');
			refuse(stream, 404);
			return;
		}
		record.parameters = maskedParameters(call.parameters);
		const striking = faults.forRequest({ service: name, ...call });
		record.faults = striking.map((fault) => fault.kind);
		for (const fault of striking) {
			if (fault.kind === 'latency') await new Promise((resolve) => setTimeout(resolve, fault.ms));
			if (fault.kind === 'timeout') return;
			if (fault.kind === 'reset') {
				stream.destroy();
				return;
			}
			if (fault.kind === 'status') {
				record.status = fault.status;
				refuse(stream, fault.status, fault.headers);
				return;
			}
		}
		record.status = 101;
		this.upgrades.handleUpgrade(incoming, stream, head, (socket) => {
			const simulated = new SimulatedSocket(
				socket,
				faults,
				name,
				request.connectionId,
				call.parameters,
				(text) => call.received?.(text),
			);
			this.sockets.push(simulated);
			simulated.onClose(() => {
				const index = this.sockets.indexOf(simulated);
				if (index >= 0) this.sockets.splice(index, 1);
			});
			call.opened(simulated);
		});
	}

	private serviceOf(host: string): [string, Service] | undefined {
		return Object.entries(this.options.services).find(([, service]) =>
			service.hosts.includes(host),
		);
	}

	private async read(incoming: IncomingMessage): Promise<SimulatedRequest> {
		const bytes = await readBytes(incoming);
		return {
			...this.describe(incoming),
			body: await parseBody(incoming.headers['content-type'] ?? '', bytes),
		};
	}

	private describe(incoming: IncomingMessage): Omit<SimulatedRequest, 'body'> {
		const url = new URL(incoming.url ?? '/', this.baseUrl);
		const [, host = '', ...rest] = url.pathname.split('/');
		const headers = Object.fromEntries(
			Object.entries(incoming.headers).map(([name, value]) => [
				name,
				Array.isArray(value) ? value.join(', ') : (value ?? ''),
			]),
		);
		return {
			id: this.nextRequestId++,
			method: incoming.method ?? 'GET',
			host,
			path: `/${rest.join('/')}`,
			query: url.searchParams,
			headers,
			cookies: parseCookies(headers.cookie ?? ''),
			connectionId: this.connectionIds.get(incoming.socket) ?? 0,
			baseUrl: this.baseUrl,
		};
	}
}

const maskedParameters = (parameters: Record<string, unknown>) =>
	Object.fromEntries(
		Object.entries(parameters).map(([name, value]) => [name, masked(value, name)]),
	);

function parseCookies(header: string): Record<string, string> {
	const pairs = header
		.split(';')
		.map((pair) => pair.trim())
		.filter((pair) => pair.includes('='));
	return Object.fromEntries(
		pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
	);
}

function refuse(stream: Duplex, status: number, headers: Record<string, string> = {}): void {
	const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
	stream.end(
		`HTTP/1.1 ${status} Refused\r\n${lines.join('')}connection: close\r\ncontent-length: 0\r\n\r\n`,
	);
}
