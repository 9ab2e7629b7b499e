import { asError, type ServiceError } from '../errors';
import { silentLogger, type Logger } from '../log';
import type { Clock } from '../time';
import { deviceId, fingerprint } from './device';
import { failures } from './failures';

/** What the user's credential holds. Either a token or login and password, or both. */
export interface KworkCredential {
	login?: string;
	password?: string;
	/** Last four digits of the phone, asked for by error 192. */
	phoneLast4?: string;
	/** A token that the user pasted. */
	token?: string;
}

/** What outlives a restart. Belongs into an encrypted store: it is as good as a password. */
export interface StoredSession {
	token: string;
	/** Device the token was issued to; a session of another login is thereby never used. */
	device: string;
	issuedAtMs: number;
	/** A hint: tokens were seen to die much earlier (kwork.md 2.1). */
	expiresAtMs?: number;
	/** Skips the captcha of the next sign-in (kwork.md 2.2). */
	recaptchaPassToken?: string;
	/** Fingerprint of the pasted token that was dead when this session was made. */
	replacesPasted?: string;
}

export interface TokenStore {
	load(): Promise<StoredSession | undefined>;
	save(session: StoredSession): Promise<void>;
	/** Runs `work` while no other process signs in; without it this process is alone. */
	exclusively?<T>(work: () => Promise<T>): Promise<T>;
}

/** What `signIn` needs and answers. The transport is handed in by the client. */
export interface SignInRequest {
	login: string;
	password: string;
	phone_last?: string;
	recaptcha_pass_token?: string;
	uad: string;
}
export interface SignInAnswer {
	token: string;
	expiresInSeconds?: number;
	recaptchaPassToken?: string;
}

export interface SessionOptions {
	credential: KworkCredential;
	store?: TokenStore;
	clock: Clock;
	logger?: Logger;
	signIn(request: SignInRequest): Promise<SignInAnswer>;
}

/** A wrong password stays wrong: how long it is not tried again, so that nothing gets locked. */
const REFUSED_SIGN_IN_REST_MS = 10 * 60_000;

/** A session may die early once; a second time within this a misread answer would become a storm. */
const SIGN_IN_INTERVAL_MS = 5 * 60_000;

/**
 * The token of one account: the pasted one first, the stored one next, signing in last. One
 * sign-in is in flight at a time, however many calls wait for it.
 */
export class KworkSession {
	readonly device: string;

	private readonly logger: Logger;

	private current?: StoredSession;

	private pending?: Promise<StoredSession>;

	/** When a session that had died was given up for a new one. */
	private renewedAtMs = Number.NEGATIVE_INFINITY;

	private readonly dead = new Set<string>();

	private refused?: { error: ServiceError; untilMs: number };

	constructor(private readonly options: SessionOptions) {
		const { login, token } = options.credential;
		this.logger = options.logger ?? silentLogger;
		this.device = deviceId(login || (token ? fingerprint(token) : 'unknown'));
	}

	/** Where the session in use comes from, and how old it is. */
	describe(): { source: 'none' | 'pasted token' | 'sign-in'; ageHours: number | null } {
		if (!this.current) return { source: 'none', ageHours: null };
		const { issuedAtMs } = this.current;
		if (issuedAtMs === 0) return { source: 'pasted token', ageHours: null };
		const ageMs = this.options.clock.now() - issuedAtMs;
		return { source: 'sign-in', ageHours: Math.round(ageMs / 360_000) / 10 };
	}

	/** The token to use now. */
	async token(): Promise<string> {
		return (this.current ?? (await this.obtain())).token;
	}

	/**
	 * To be called when `deadToken` was refused; answers the next token to try.
	 *
	 * @throws `kwork.nothingToSignInWith`, `kwork.pastedTokenDied`; `kwork.newSessionDied` when the
	 * refused token was issued a moment ago: signing in again and again is what gets an address blocked
	 */
	async renew(deadToken: string): Promise<string> {
		if (this.current?.token === deadToken) {
			const now = this.options.clock.now();
			const age = now - this.current.issuedAtMs;
			if (age < SIGN_IN_INTERVAL_MS && now - this.renewedAtMs < SIGN_IN_INTERVAL_MS) {
				throw failures.newSessionDied(age);
			}
			if (this.current.issuedAtMs > 0) this.renewedAtMs = now;
			this.current = undefined;
		}
		this.dead.add(fingerprint(deadToken));
		return await this.token();
	}

	private obtain(): Promise<StoredSession> {
		this.pending ??= this.choose()
			.then((session) => (this.current = session))
			.finally(() => (this.pending = undefined));
		return this.pending;
	}

	private async choose(): Promise<StoredSession> {
		const stored = await this.load();
		const { token: pasted } = this.options.credential;
		const replaced = pasted !== undefined && stored?.replacesPasted === fingerprint(pasted);
		if (pasted && !replaced && !this.dead.has(fingerprint(pasted))) {
			return { token: pasted, device: this.device, issuedAtMs: 0 };
		}
		if (stored && this.isAlive(stored)) return stored;
		const signIn = async () => {
			const newest = await this.load();
			if (newest && this.isAlive(newest)) return newest;
			return await this.signIn(newest?.recaptchaPassToken);
		};
		const { store } = this.options;
		return store?.exclusively ? await store.exclusively(signIn) : await signIn();
	}

	private isAlive({ token }: StoredSession): boolean {
		return !this.dead.has(fingerprint(token));
	}

	/** A store that does not answer costs a sign-in, not the call. */
	private async load(): Promise<StoredSession | undefined> {
		try {
			const loaded = await this.options.store?.load();
			return loaded?.device === this.device ? loaded : undefined;
		} catch (error) {
			this.logger.warn('The stored Kwork session could not be read', { reason: String(error) });
			return undefined;
		}
	}

	private async signIn(recaptchaPassToken?: string): Promise<StoredSession> {
		const { credential, clock, store } = this.options;
		const { login, password, phoneLast4, token: pasted } = credential;
		if (!login || !password) {
			throw pasted ? failures.pastedTokenDied() : failures.nothingToSignInWith();
		}
		if (this.refused && clock.now() < this.refused.untilMs) throw this.refused.error;
		try {
			const answer = await this.options.signIn({
				login,
				password,
				phone_last: phoneLast4 || undefined,
				recaptcha_pass_token: recaptchaPassToken,
				uad: this.device,
			});
			const now = clock.now();
			const session: StoredSession = {
				token: answer.token,
				device: this.device,
				issuedAtMs: now,
				expiresAtMs: answer.expiresInSeconds ? now + answer.expiresInSeconds * 1000 : undefined,
				recaptchaPassToken: answer.recaptchaPassToken || undefined,
				replacesPasted: pasted ? fingerprint(pasted) : undefined,
			};
			this.refused = undefined;
			await store?.save(session).catch((error: unknown) => {
				// The session is good without it; the next restart signs in again.
				this.logger.warn('The Kwork session could not be stored', { reason: String(error) });
			});
			return session;
		} catch (error) {
			if (failures.wrongPassword.is(error) || failures.phoneDigitsNeeded.is(error)) {
				this.refused = { error, untilMs: clock.now() + REFUSED_SIGN_IN_REST_MS };
			}
			throw asError(error);
		}
	}
}
