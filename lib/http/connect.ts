import { once, setMaxListeners } from 'node:events';
import type { LookupFunction, Socket } from 'node:net';
import { connect as connectTcp } from 'node:net';
import { SocksClient } from 'socks';
import type { Dispatcher } from 'undici';
import { Agent, buildConnector, Pool, ProxyAgent } from 'undici';
import type { ProxyServer } from './proxies';

export interface ConnectOptions {
	lookup?: LookupFunction;
	ca?: string | Buffer;
}

/**
 * When a socket that does not come up is cleaned away. The call itself ended before, by its own
 * deadline; this one is the machine's time and only frees what hangs.
 */
const HANGING_MS = 60_000;
/** The deadlines of a call are ours (injected clock), so undici's own are off. */
const NO_TIMEOUTS = { headersTimeout: 0, bodyTimeout: 0 };

/**
 * Opens and keeps connections: one keep-alive pool per origin and proxy. `close` ends all of them,
 * those that are still being opened included, so that nothing keeps a process alive.
 */
export class Connections {
	private readonly dispatchers = new Map<string, Dispatcher>();

	private readonly closing = new AbortController();

	constructor(private readonly options: ConnectOptions) {
		setMaxListeners(0, this.closing.signal);
	}

	/** The pool that leads through `proxy`, or straight to the service. */
	through(proxy: ProxyServer | undefined): Dispatcher {
		const key = proxy ? `${proxy.kind} ${proxy.label} ${proxy.username} ${proxy.password}` : '';
		let dispatcher = this.dispatchers.get(key);
		if (!dispatcher) {
			dispatcher = proxy ? this.proxied(proxy) : this.direct();
			this.dispatchers.set(key, dispatcher);
		}
		return dispatcher;
	}

	async close(): Promise<void> {
		const ends = [...this.dispatchers.values()].map(async (one) => await one.destroy());
		this.closing.abort();
		await Promise.all(ends);
	}

	private direct(): Dispatcher {
		return new Agent({ ...NO_TIMEOUTS, connect: this.socketOptions(this.options.lookup) });
	}

	private proxied(proxy: ProxyServer): Dispatcher {
		if (proxy.kind === 'socks5') {
			return new Agent({ ...NO_TIMEOUTS, connect: this.socksConnector(proxy) });
		}
		return new ProxyAgent({
			...NO_TIMEOUTS,
			uri: `${proxy.kind}://${proxy.label}`,
			token: proxyAuthorization(proxy),
			proxyTls: this.socketOptions(this.lookupOf(proxy)),
			requestTls: this.socketOptions(undefined),
			clientFactory: (origin, options) =>
				new Pool(origin, { ...options, headersTimeout: HANGING_MS, bodyTimeout: HANGING_MS }),
		});
	}

	/** The user's proxy is the user's address: protection applies. The machine's own is trusted. */
	private lookupOf(proxy: ProxyServer): LookupFunction | undefined {
		return proxy.own ? this.options.lookup : undefined;
	}

	private socketOptions(lookup: LookupFunction | undefined): buildConnector.BuildOptions {
		const { ca } = this.options;
		return {
			timeout: HANGING_MS,
			signal: this.closing.signal,
			...(lookup && { lookup }),
			...(ca !== undefined && { ca }),
		};
	}

	/**
	 * undici has a SOCKS5 agent of its own, marked experimental: it warns at run time and has fixed
	 * timeouts. The kept `socks` library opens the tunnel, undici's connector puts TLS on it.
	 */
	private socksConnector(proxy: ProxyServer): buildConnector.connector {
		const secure = buildConnector(this.socketOptions(undefined));
		return (target, callback) => {
			this.openTunnel(proxy, target).then(
				(httpSocket) => {
					if (target.protocol === 'https:') secure({ ...target, httpSocket }, callback);
					else callback(null, httpSocket);
				},
				(error: Error) => callback(error, null),
			);
		};
	}

	private async openTunnel(proxy: ProxyServer, target: buildConnector.Options): Promise<Socket> {
		const { hostname: host, port, username, password } = proxy;
		const { signal } = this.closing;
		const existing_socket = connectTcp({ host, port, signal, lookup: this.lookupOf(proxy) });
		existing_socket.setNoDelay(true);
		await once(existing_socket, 'connect');
		const { socket } = await SocksClient.createConnection({
			proxy: { host, port, type: 5, ...(username && { userId: username, password }) },
			command: 'connect',
			destination: {
				host: target.hostname.replace(/^\[|\]$/g, ''),
				port: Number(target.port) || (target.protocol === 'https:' ? 443 : 80),
			},
			timeout: HANGING_MS,
			existing_socket,
		});
		return socket;
	}
}

/** `Proxy-Authorization`, apart from the address so that no log of a library shows it. */
export function proxyAuthorization({ username, password }: ProxyServer): string | undefined {
	if (username === '') return undefined;
	return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
