import { asError } from '../errors';
import type { Clock } from '../time';
import type { Addresses } from './addresses';
import type { Call, Hop } from './call';
import { Connections } from './connect';
import type { Deadlines } from './deadlines';
import { validateEgress } from './egress';
import { failures } from './failures';
import { Exchange } from './exchange';
import { explain } from './explain';
import type { ProxyChoice, ProxyServer } from './proxies';
import { decode, toResponse } from './response';
import type { HttpClientOptions, HttpResponse } from './types';

/** Sends one hop over the right connection and reads its answer. */
export class Sender {
	private readonly connections: Connections;

	private closed = false;

	constructor(
		private readonly options: HttpClientOptions,
		private readonly addresses: Addresses,
		private readonly proxies: ProxyChoice,
		private readonly clock: Clock,
		private readonly deadlines: Deadlines,
	) {
		this.connections = new Connections({ lookup: options.egress?.lookup, ca: options.ca });
	}

	/** Sends a hop, through the proxy where there is one. */
	send(call: Call, hop: Hop): Promise<HttpResponse> {
		const proxy = this.proxies.choose(hop.official);
		return proxy ? this.sendThrough(proxy, call, hop) : this.exchange(call, hop, undefined);
	}

	/** A proxy that is dead before a byte was sent is swapped, for writes as well. */
	private async sendThrough(first: ProxyServer, call: Call, hop: Hop): Promise<HttpResponse> {
		let proxy: ProxyServer | undefined = first;
		for (;;) {
			try {
				const response = await this.exchange(call, hop, proxy);
				if (proxy) this.proxies.worked(proxy);
				return response;
			} catch (error) {
				const swap = proxy && isDeadProxy(error) && this.proxies.failed(proxy);
				if (!swap || this.clock.now() >= call.totalAt) throw asError(error);
				const { logger } = this.options;
				logger?.warn('A proxy does not answer; the next one is used', { proxy: proxy?.label });
				proxy = this.proxies.choose(hop.official);
			}
		}
	}

	async close(): Promise<void> {
		this.closed = true;
		await this.connections.close();
	}

	private async exchange(
		call: Call,
		hop: Hop,
		proxy: ProxyServer | undefined,
	): Promise<HttpResponse> {
		const { request, maxBytes } = call;
		const { name, cookies, responseType = 'text' } = request;
		const actual = this.addresses.actualOf(hop.official);
		if (this.options.egress) await validateEgress(this.options.egress, actual, proxy);
		if (this.closed) {
			throw failures.cancelled(`${name}: the client was closed`, { details: { sent: false } });
		}
		const place = { name, host: hop.official.host, proxy: proxy?.label };
		// Not spread: an object that begins with a spread is built several times slower.
		const exchange = new Exchange(
			{
				name,
				host: place.host,
				clock: this.clock,
				deadlines: this.deadlines,
				timeouts: call.timeouts,
				totalAt: call.totalAt,
				maxBytes,
				explain: (error, sent) => explain(error, sent, place),
			},
			request.signal,
		);
		if (!exchange.over) {
			cookies?.useAddresses(this.addresses);
			const cookie = hop.headers['cookie'] ?? cookies?.header(actual.href);
			this.connections.through(proxy).dispatch(
				{
					origin: actual.origin,
					path: actual.pathname + actual.search,
					method: hop.method,
					headers: cookie ? { ...hop.headers, cookie } : hop.headers,
					body: hop.body.body,
				},
				exchange,
			);
		}
		const raw = await exchange.answer;
		cookies?.take(actual.href, raw.headers['set-cookie']);
		const now = this.clock.now();
		const context = { name, url: hop.official.href, responseType, maxBytes, now };
		const encoded = raw.headers['content-encoding'] !== undefined;
		return toResponse(raw, encoded ? await decode(raw, context) : raw.body, context);
	}
}

function isDeadProxy(error: unknown): boolean {
	return failures.proxy.is(error) || (failures.timeout.is(error) && error.details?.sent === false);
}
