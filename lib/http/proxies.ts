import { createHash } from 'node:crypto';
import { backoffDelay } from '../backoff';
import type { Clock } from '../time';
import { failures } from './failures';
import type { HttpStatistics } from './types';

export interface ProxyServer {
	kind: 'http' | 'https' | 'socks5';
	/** As a socket wants it, without brackets. */
	hostname: string;
	port: number;
	/** `host:port`, for messages and figures. */
	label: string;
	username: string;
	password: string;
	/** From the user's credential, not from the machine's environment. */
	own: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

const KINDS: Record<string, { kind: ProxyServer['kind']; port: number }> = {
	'http:': { kind: 'http', port: 80 },
	'https:': { kind: 'https', port: 443 },
	'socks5:': { kind: 'socks5', port: 1080 },
	'socks5h:': { kind: 'socks5', port: 1080 },
	'socks:': { kind: 'socks5', port: 1080 },
};

const REST = { baseMs: 60_000, capMs: 15 * 60_000 };

/** Reads `http://user:password@host:port` (http, https, socks5); without a scheme it is http. */
export function parseProxy(text: string, own: boolean): ProxyServer {
	const trimmed = text.trim();
	const absolute = /^[a-z\d]+:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`;
	const url = URL.canParse(absolute) ? new URL(absolute) : undefined;
	const known = url ? KINDS[url.protocol] : undefined;
	if (!url || !known || url.hostname === '') {
		throw failures.proxy('The address of the proxy cannot be read', {
			remedy: 'Write it as http://user:password@host:port; http, https and socks5 are known.',
		});
	}
	const port = url.port === '' ? known.port : Number(url.port);
	return {
		kind: known.kind,
		hostname: url.hostname.replace(/^\[|\]$/g, ''),
		port,
		label: `${url.hostname}:${port}`,
		username: decoded(url.username),
		password: decoded(url.password),
		own,
	};
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/**
 * The proxy that the environment names for an address, by the rules of undici's
 * `EnvHttpProxyAgent`: lower case before upper case, `https_proxy` falls back to `http_proxy`,
 * `no_proxy` matches a host and all below it, optionally with a port, `*` matches all. Besides,
 * `all_proxy` as curl knows it. Sockets (`wss:`) go the way of `https:`.
 */
export function environmentProxy(url: URL, environment: Environment): string | undefined {
	const read = (name: string) => environment[name] || environment[name.toUpperCase()] || undefined;
	const secure = url.protocol === 'https:' || url.protocol === 'wss:';
	const port = Number(url.port) || (secure ? 443 : 80);
	for (const entry of (read('no_proxy') ?? '').split(/[,\s]+/)) {
		if (entry === '') continue;
		if (entry === '*') return undefined;
		const [, name = entry, onlyPort] = /^(.+):(\d+)$/.exec(entry) ?? [];
		const host = name.replace(/^\*?\./, '').toLowerCase();
		if (onlyPort !== undefined && Number(onlyPort) !== port) continue;
		if (url.hostname === host || url.hostname.endsWith(`.${host}`)) return undefined;
	}
	return (secure ? read('https_proxy') : undefined) ?? read('http_proxy') ?? read('all_proxy');
}

interface Entry {
	server: ProxyServer;
	restingUntilMs: number;
	failures: number;
}

export interface ProxyChoiceOptions {
	account: string;
	proxies?: readonly string[];
	/** The simulator is on this machine: only a proxy that the user named is asked for it. */
	simulated: boolean;
	environment: Environment;
	clock: Clock;
}

/**
 * Which proxy an account uses, for calls and for sockets. The user's own proxies come first: the
 * account's name picks one, the same after every restart, and it stays until it is dead; a dead
 * one rests for a minute, doubled up to a quarter of an hour. Without own ones the environment's.
 */
export class ProxyChoice {
	private readonly entries: Entry[];

	private readonly fromEnvironment = new Map<string, ProxyServer | undefined>();

	private current: number;

	constructor(private readonly options: ProxyChoiceOptions) {
		this.entries = (options.proxies ?? [])
			.filter((text) => text.trim() !== '')
			.map((text) => ({ server: parseProxy(text, true), restingUntilMs: 0, failures: 0 }));
		const hash = createHash('sha256').update(options.account).digest().readUInt32BE(0);
		this.current = this.entries.length > 0 ? hash % this.entries.length : 0;
	}

	/** The proxy for an official address; `undefined` means a direct connection. */
	choose(official: URL): ProxyServer | undefined {
		if (this.entries.length === 0) {
			return this.options.simulated ? undefined : this.environmentFor(official);
		}
		const awake = this.nextAwake();
		if (awake >= 0) this.current = awake;
		else this.current = this.soonestAwake();
		return this.entries[this.current]?.server;
	}

	/** Puts a dead proxy to rest; `true` when another one may be tried in its place. */
	failed(server: ProxyServer): boolean {
		const entry = this.entries.find((one) => one.server === server);
		if (!entry) return false;
		entry.failures += 1;
		entry.restingUntilMs = this.options.clock.now() + backoffDelay(entry.failures, REST);
		return this.nextAwake() >= 0;
	}

	worked(server: ProxyServer): void {
		const entry = this.entries.find((one) => one.server === server);
		if (!entry) return;
		entry.failures = 0;
		entry.restingUntilMs = 0;
	}

	statistics(): HttpStatistics['proxies'] {
		const now = this.options.clock.now();
		return this.entries.map(({ server, restingUntilMs }) =>
			restingUntilMs > now ? { host: server.label, restingUntilMs } : { host: server.label },
		);
	}

	private nextAwake(): number {
		const now = this.options.clock.now();
		const { length } = this.entries;
		for (let step = 0; step < length; step += 1) {
			const index = (this.current + step) % length;
			if ((this.entries[index]?.restingUntilMs ?? 0) <= now) return index;
		}
		return -1;
	}

	private soonestAwake(): number {
		const times = this.entries.map(({ restingUntilMs }) => restingUntilMs);
		return times.indexOf(Math.min(...times));
	}

	private environmentFor(official: URL): ProxyServer | undefined {
		const { origin } = official;
		if (!this.fromEnvironment.has(origin)) {
			const text = environmentProxy(official, this.options.environment);
			this.fromEnvironment.set(origin, text ? parseProxy(text, false) : undefined);
		}
		return this.fromEnvironment.get(origin);
	}
}
