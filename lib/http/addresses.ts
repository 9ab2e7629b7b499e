import { failures } from './failures';

export interface AddressOptions {
	/** Exact hosts, or `*.kwork.ru` for a domain and everything below it. */
	allowedHosts: readonly string[];
	/** Base URL of a simulator on this machine; every official host becomes a path under it. */
	simulatorUrl?: string;
}

/**
 * Where a URL says it goes, before any repair a parser makes: scheme, two slashes, and an
 * authority of plain characters (no user info, escapes, backslashes, blanks, look-alikes). Anything
 * else is two addresses to two readers.
 */
const PLAIN_AUTHORITY = /^[a-z]+:\/\/[a-z\d.:[\]-]+(?:[/?#]|$)/i;
const HOST_NAME = /^(?:[a-z\d-]+\.)*[a-z\d-]+$/;
const KNOWN_AT_MOST = 500;
const LOOPBACK = /^(?:localhost|\[::1\]|127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/;

/** Whether a host as `URL` writes it is this machine: 127.0.0.0/8, ::1 or `localhost`. */
export function isLoopback(hostname: string): boolean {
	return LOOPBACK.test(hostname);
}

function parse(url: string): URL {
	if (!PLAIN_AUTHORITY.test(url)) {
		throw failures.hostNotAllowed('The address is not a plain absolute URL without user info');
	}
	if (!URL.canParse(url)) throw failures.hostNotAllowed('The address is not a URL');
	return new URL(url);
}

/**
 * Pins a credential to its service's hosts and maps official addresses to the simulator's:
 * `https://api.kwork.ru/x` is `{simulatorUrl}/api.kwork.ru/x`, `wss://` becomes `ws://` (see
 * docs/architecture.md). Everything that leaves this machine passes `assertAllowed` first.
 */
export class Addresses {
	private readonly hosts: readonly string[];

	private readonly base?: URL;

	/** What `assertAllowed` returned and where it leads: most calls repeat a few addresses. */
	private readonly known = new Map<string, URL>();

	private readonly actual = new WeakMap<URL, URL>();

	/** @throws `http.hostNotAllowed` when `simulatorUrl` is not a plain loopback http(s) address. */
	constructor(options: AddressOptions) {
		this.hosts = options.allowedHosts.map((host) => host.toLowerCase());
		if (options.simulatorUrl !== undefined && options.simulatorUrl !== '') {
			this.base = Addresses.simulatorBase(options.simulatorUrl);
		}
	}

	/** Whether calls go to a simulator on this machine. */
	get simulated(): boolean {
		return this.base !== undefined;
	}

	/**
	 * The official address, normalised and not to be changed; throws `http.hostNotAllowed` for every
	 * other one.
	 */
	assertAllowed(url: string): URL {
		const known = this.known.get(url);
		if (known) return known;
		const allowed = this.checked(url);
		if (this.known.size >= KNOWN_AT_MOST) this.known.clear();
		this.known.set(url, allowed);
		return allowed;
	}

	private checked(url: string): URL {
		const parsed = parse(url);
		if (parsed.protocol !== 'https:' && parsed.protocol !== 'wss:') {
			throw failures.hostNotAllowed(`Only https is allowed, not ${parsed.protocol}//`);
		}
		if (parsed.port !== '') {
			throw failures.hostNotAllowed(`The port ${parsed.port} is not the service's`);
		}
		if (!this.isAllowedHost(parsed.hostname)) {
			throw failures.hostNotAllowed(`The host ${parsed.hostname} is not one of the service's`);
		}
		return parsed;
	}

	/** Where a call to the official address really goes. */
	toActual(officialUrl: string): string {
		return this.actualOf(this.assertAllowed(officialUrl)).href;
	}

	/** As `toActual`, for an address that `assertAllowed` has returned. */
	actualOf(official: URL): URL {
		if (!this.base) return official;
		const known = this.actual.get(official);
		if (known) return known;
		const address = `${this.base.href}${official.hostname}${official.pathname}${official.search}`;
		const actual = new URL(official.protocol === 'wss:' ? address.replace(/^http/, 'ws') : address);
		this.actual.set(official, actual);
		return actual;
	}

	/** The official form of an actual or official address; throws `http.hostNotAllowed`. */
	toOfficial(url: string): string {
		const base = this.base;
		if (!base) return this.assertAllowed(url).href;
		const parsed = parse(url);
		if (parsed.host !== base.host || !parsed.pathname.startsWith(base.pathname)) {
			return this.assertAllowed(url).href;
		}
		const [host = '', ...path] = parsed.pathname.slice(base.pathname.length).split('/');
		const scheme = parsed.protocol.startsWith('ws') ? 'wss' : 'https';
		if (!this.isAllowedHost(host)) {
			throw failures.hostNotAllowed('The simulator was asked for a host outside the service');
		}
		return this.assertAllowed(`${scheme}://${host}/${path.join('/')}${parsed.search}`).href;
	}

	/**
	 * The official address of a redirect. On the simulator a relative target may be written as the
	 * service would (`/login`) or as the simulator is addressed (`/kwork.ru/login`).
	 */
	resolveRedirect(official: URL, location: string): URL {
		if (!this.base) return this.assertAllowed(new URL(location, official).href);
		const actual = new URL(location, this.actualOf(official));
		const first = actual.pathname.slice(this.base.pathname.length).split('/')[0] ?? '';
		if (actual.host === this.base.host && !this.isAllowedHost(first)) {
			return this.assertAllowed(new URL(location, official).href);
		}
		return new URL(this.toOfficial(actual.href));
	}

	private isAllowedHost(hostname: string): boolean {
		if (!HOST_NAME.test(hostname)) return false;
		return this.hosts.some((host) =>
			host.startsWith('*.')
				? hostname === host.slice(2) || hostname.endsWith(host.slice(1))
				: hostname === host,
		);
	}

	private static simulatorBase(url: string): URL {
		const base = parse(url.trim());
		if (base.protocol !== 'http:' && base.protocol !== 'https:') {
			throw failures.hostNotAllowed('The simulator is reached over http or https');
		}
		if (!isLoopback(base.hostname)) {
			throw failures.hostNotAllowed(
				`The simulator has to be on this machine, not on ${base.hostname}`,
			);
		}
		base.search = '';
		base.hash = '';
		if (!base.pathname.endsWith('/')) base.pathname += '/';
		return base;
	}
}
