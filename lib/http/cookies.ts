import { CookieJar } from 'tough-cookie';
import type { Addresses } from './addresses';

/**
 * Cookies of one account. Kept under the address a call really went to, because the simulator's
 * cookies carry no domain; asked for with the official one. Serialisable, so that a session
 * survives a restart; the text is a secret.
 */
export class CookieStore {
	private readonly jar: CookieJar;

	private addresses?: Addresses;

	constructor(jar = new CookieJar()) {
		this.jar = jar;
	}

	/** A store from what `toJSON` gave; an empty one when the value is anything else. */
	static fromJSON(saved: unknown): CookieStore {
		if (typeof saved !== 'object' || saved === null || !('cookies' in saved)) {
			return new CookieStore();
		}
		try {
			return new CookieStore(CookieJar.deserializeSync(JSON.stringify(saved)));
		} catch {
			return new CookieStore();
		}
	}

	/** The cookies as plain data. */
	toJSON(): unknown {
		return this.jar.toJSON();
	}

	/** Value of a cookie as it would be sent to `url` (official or actual). */
	get(url: string, name: string): string | undefined {
		return this.jar.getCookiesSync(this.actual(url)).find(({ key }) => key === name)?.value;
	}

	/** Sets a cookie as if the service had sent this `Set-Cookie` line. */
	set(url: string, setCookie: string): void {
		this.jar.setCookieSync(setCookie, this.actual(url), { ignoreError: true });
	}

	/** Forgets every cookie, e.g. after a logout. */
	clear(): void {
		this.jar.removeAllCookiesSync();
	}

	/** The `Cookie` header for an actual address; empty when there is none. */
	header(actualUrl: string): string {
		return this.jar.getCookieStringSync(actualUrl);
	}

	/** Takes the `Set-Cookie` lines of an answer from an actual address. */
	take(actualUrl: string, lines: string | readonly string[] | undefined): void {
		if (lines === undefined) return;
		for (const line of typeof lines === 'string' ? [lines] : lines) {
			this.jar.setCookieSync(line, actualUrl, { ignoreError: true });
		}
	}

	/** The client tells where official addresses lead, so that `get` finds the simulator's. */
	useAddresses(addresses: Addresses): void {
		this.addresses = addresses;
	}

	private actual(url: string): string {
		if (!this.addresses?.simulated) return url;
		return this.addresses.toActual(this.addresses.toOfficial(url));
	}
}
