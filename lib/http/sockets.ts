import type { Agent } from 'node:http';
import type { LookupFunction } from 'node:net';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { SocksProxyAgent } from 'socks-proxy-agent';
import type { Addresses } from './addresses';
import { proxyAuthorization } from './connect';
import { validateEgress } from './egress';
import type { ProxyChoice, ProxyServer } from './proxies';
import type { HttpClientOptions } from './types';

/** How a socket gets to its address. `agent`, `lookup` and `ca` are options of `ws` as they are. */
export interface SocketRoute {
	/** Where the socket really connects to: `ws://…` on the simulator. */
	url: string;
	/** Leads through the proxy; absent means a direct connection. */
	agent?: Agent;
	lookup?: LookupFunction;
	ca?: string | Buffer;
	/** Host and port of the proxy, for messages. */
	proxy?: string;
	/** Call it when the socket did not come up: a dead proxy rests, the next one has its turn. */
	failed(): void;
	/** Call it when the socket is open. */
	worked(): void;
}

type RouteOptions = Pick<HttpClientOptions, 'egress' | 'ca'>;

/**
 * The way of a socket to an official `wss://` address, by the choice that calls use as well.
 *
 * @throws `http.hostNotAllowed` for an address outside the service, `http.proxy` for an unreadable proxy
 */
export async function routeSocket(
	officialUrl: string,
	addresses: Addresses,
	choice: ProxyChoice,
	options: RouteOptions,
): Promise<SocketRoute> {
	const official = addresses.assertAllowed(officialUrl);
	const actual = addresses.actualOf(official);
	const proxy = choice.choose(official);
	await validateEgress(options.egress, actual, proxy);
	const url = actual.href;
	const { ca } = options;
	if (!proxy) {
		return { url, lookup: options.egress?.lookup, ca, failed: () => {}, worked: () => {} };
	}
	return {
		url,
		agent: agentThrough(proxy, options),
		ca,
		proxy: proxy.label,
		failed: () => void choice.failed(proxy),
		worked: () => choice.worked(proxy),
	};
}

function agentThrough(proxy: ProxyServer, { egress, ca }: RouteOptions): Agent {
	const { label, username, password } = proxy;
	const lookup = proxy.own ? egress?.lookup : undefined;
	if (proxy.kind === 'socks5') {
		const login = username && `${encodeURIComponent(username)}:${encodeURIComponent(password)}@`;
		// `socks5h`: the proxy resolves names, as it does for calls.
		return new SocksProxyAgent(`socks5h://${login}${label}`, {
			...(lookup && { socketOptions: { lookup } }),
		});
	}
	const authorization = proxyAuthorization(proxy);
	const options = {
		...(authorization && { headers: { 'Proxy-Authorization': authorization } }),
		...(lookup && { lookup }),
	};
	if (proxy.kind === 'http') return new HttpsProxyAgent(`http://${label}` as const, options);
	return new HttpsProxyAgent(`https://${label}` as const, {
		...options,
		...(ca !== undefined && { ca }),
	});
}
