import { z } from 'zod';
import type { Closable } from '../accounts';
import type { ServiceError } from '../errors';
import type { HttpClient } from '../http';
import type { Clock } from '../time';
import { isPage, readFailure } from './envelopes';
import { avitoError } from './errorMapping';
import { BLOCK_REST_MS, failures } from './failures';

export interface AvitoToken {
	value: string;
	obtainedAtMs: number;
	/** When to stop using it; unknown where the owner of the token renews it by itself. */
	expiresAtMs?: number;
}

/** Where the transport gets its bearer token from. */
export interface AvitoTokens {
	current(): Promise<AvitoToken>;
	/** A token other than the one Avito refused. One renewal in flight, the others wait for it. */
	renew(refused: AvitoToken): Promise<AvitoToken>;
}

/** Keeps a token over restarts, e.g. n8n's credential store. */
export interface AvitoTokenStore {
	load(): Promise<AvitoToken | undefined>;
	save(token: AvitoToken): Promise<void>;
	/** Runs `work` while no other process renews; without it this process is alone. */
	exclusively?<T>(work: () => Promise<T>): Promise<T>;
}

/** Tokens of an authorization-code credential, renewed by its owner (n8n's OAuth2). */
export interface TokenProvider {
	get(): Promise<string>;
	refresh(refused: string): Promise<string>;
}

const RENEW_BEFORE_MS = 60_000;

/** A refused key stays refused: it is not asked about again for so long, whoever wants a token. */
const REFUSED_KEY_REST_MS = 10 * 60_000;

const tokenSchema = z.looseObject({
	access_token: z.string().min(1),
	expires_in: z.number().positive().default(86_400),
});

/** Runs one call at a time and hands its result to everybody who asked meanwhile. */
class SingleFlight<T> {
	private flight: Promise<T> | undefined;

	async run(work: () => Promise<T>): Promise<T> {
		this.flight ??= work().finally(() => (this.flight = undefined));
		return await this.flight;
	}
}

/**
 * Personal access: one token per key pair by `client_credentials` (avito.md 1.2), renewed a minute
 * before its end. An answer is good only when it holds a token, whatever its status (1.5).
 */
export class ClientCredentialsTokens implements AvitoTokens {
	private token: AvitoToken | undefined;

	/** The token that Avito refused last; the store may still hold it. */
	private dead: string | undefined;

	private refused?: { error: ServiceError; untilMs: number };

	private readonly flight = new SingleFlight<AvitoToken>();

	constructor(
		private readonly options: {
			http: Pick<HttpClient, 'request' | 'rest'>;
			clientId: string;
			clientSecret: string;
			clock: Clock;
			store?: AvitoTokenStore;
		},
	) {}

	async current(): Promise<AvitoToken> {
		if (this.token && this.isFresh(this.token)) return this.token;
		return await this.flight.run(async () => await this.obtain());
	}

	async renew(refused: AvitoToken): Promise<AvitoToken> {
		if (this.token && this.token.value !== refused.value && this.isFresh(this.token)) {
			return this.token;
		}
		this.dead = refused.value;
		this.token = undefined;
		return await this.flight.run(async () => await this.obtain());
	}

	/** From the store, where another process may have put a newer one, else from Avito. */
	private async obtain(): Promise<AvitoToken> {
		const { store } = this.options;
		const renew = async () => {
			const newest = await this.stored();
			if (newest) return newest;
			const token = await this.request();
			await store?.save(token);
			return token;
		};
		const stored = await this.stored();
		this.token = stored ?? (await (store?.exclusively ? store.exclusively(renew) : renew()));
		return this.token;
	}

	private async stored(): Promise<AvitoToken | undefined> {
		const stored = await this.options.store?.load();
		return stored && stored.value !== this.dead && this.isFresh(stored) ? stored : undefined;
	}

	private async request(): Promise<AvitoToken> {
		const { http, clientId, clientSecret, clock } = this.options;
		if (this.refused && clock.now() < this.refused.untilMs) throw this.refused.error;
		const name = 'avito.token';
		const response = await http.request({
			method: 'POST',
			url: 'https://api.avito.ru/token',
			body: {
				form: {
					grant_type: 'client_credentials',
					client_id: clientId,
					client_secret: clientSecret,
				},
			},
			// Asking twice is harmless: a second token does not spoil the first (avito.md 1.2).
			effect: 'read',
			expects: 'json',
			name,
			budget: 'token',
		});
		const { status, text } = response;
		const refusal = avitoError({ name, status, isPage: isPage(text) });
		if (failures.blocked.is(refusal)) {
			http.rest(refusal, clock.now() + BLOCK_REST_MS);
			throw refusal;
		}
		if (status >= 500 || status === 429) throw refusal;
		const body = response.json();
		const token = tokenSchema.safeParse(body);
		const now = clock.now();
		if (status < 400 && token.success) {
			this.refused = undefined;
			return {
				value: token.data.access_token,
				obtainedAtMs: now,
				expiresAtMs: now + token.data.expires_in * 1000,
			};
		}
		const failure = readFailure(body);
		if (failure || status >= 400) {
			const error = failures.authentication({ name, status, failure });
			this.refused = { error, untilMs: now + REFUSED_KEY_REST_MS };
			throw error;
		}
		throw failures.unknownAnswer(name, 'access_token is missing');
	}

	private isFresh(token: AvitoToken): boolean {
		return (token.expiresAtMs ?? Infinity) - RENEW_BEFORE_MS > this.options.clock.now();
	}
}

/** Application access: the token and its rotation belong to somebody else. */
export class ProvidedTokens implements AvitoTokens {
	private token: AvitoToken | undefined;

	private readonly flight = new SingleFlight<AvitoToken>();

	constructor(
		private readonly provider: TokenProvider,
		private readonly clock: Clock,
	) {}

	async current(): Promise<AvitoToken> {
		return this.keep(await this.provider.get());
	}

	async renew(refused: AvitoToken): Promise<AvitoToken> {
		if (this.token && this.token.value !== refused.value) return this.token;
		return await this.flight.run(async () =>
			this.keep(await this.provider.refresh(refused.value), this.clock.now()),
		);
	}

	/** A token that was there before us counts as old, so that its refusal leads to a refresh. */
	private keep(value: string, obtainedAtMs = 0): AvitoToken {
		if (this.token?.value !== value) this.token = { value, obtainedAtMs };
		return this.token;
	}
}

/**
 * The provider of the execution that used the account last. A client lives longer than the
 * execution that made it, and n8n refreshes tokens only through a living one.
 */
export class TokenBox implements TokenProvider, Closable {
	provider: TokenProvider | undefined;

	async get(): Promise<string> {
		return await this.filled().get();
	}

	async refresh(refused: string): Promise<string> {
		return await this.filled().refresh(refused);
	}

	async close(): Promise<void> {
		this.provider = undefined;
	}

	private filled(): TokenProvider {
		if (this.provider) return this.provider;
		throw failures.refusedLocally(
			'The Avito account is not connected any more',
			'Run the workflow again; if it stays, connect the OAuth2 credential again.',
		);
	}
}
