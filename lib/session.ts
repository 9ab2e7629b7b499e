import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import type { Closable } from './accounts';
import type { Memory } from './memory';

/**
 * The session of one account as this process knows it. Clients take it from here and put a new one
 * here; whoever talks to n8n stores it where other processes find it. The value is opaque text.
 */
export class SessionVault implements Closable {
	private current = '';

	private stored = '';

	/** The newest session: our own where we made one, else the stored one. */
	get value(): string {
		return this.current === '' ? this.stored : this.current;
	}

	/** True while a session was made that is not in the store yet. */
	get unsaved(): boolean {
		return this.current !== '' && this.current !== this.stored;
	}

	/** What the store held when it was read last; a session another process put there wins. */
	offer(stored: string): void {
		if (stored === this.stored) return;
		this.stored = stored;
		this.current = '';
	}

	renew(session: string): void {
		this.current = session;
	}

	markSaved(): void {
		this.stored = this.current;
	}

	async close(): Promise<void> {}
}

/** Where clients find the account's session, and put the one they made. */
export interface SessionKeeper {
	/** Empty: there is none. */
	read(): Promise<string>;
	write(session: string): Promise<void>;
	/** Runs `work`, which reads and signs in where need be, while no other process does. */
	exclusively<T>(work: () => Promise<T>): Promise<T>;
}

export interface SharedSessionOptions {
	vault: SessionVault;
	/** Rejects where it cannot be reached; then the vault alone keeps the session. */
	memory(): Promise<Memory>;
	/** What the memory knows the account by. */
	account: string;
	/** What only those with the credential know: the session is kept under this lock and key. */
	secret: string;
}

const SCOPE = 'session';

/** A session that nobody has renewed for so long is over. */
const KEEP_MS = 60 * 24 * 3_600_000;

/**
 * One session for all processes: whoever needs a new one signs in under the account's lock, and the
 * others take what he got. It is sealed, so that the memory holds nothing that opens an account.
 */
export function sharedSession(options: SharedSessionOptions): SessionKeeper {
	const { vault, memory, account, secret } = options;
	const key = once(async () => await scryptOf(secret, account, 32));
	/** Missing where there is none but this process, or it cannot be reached. */
	const shared = async (): Promise<Memory | undefined> => {
		const found = await memory().catch(() => undefined);
		return found?.place.kind === 'process' ? undefined : found;
	};
	const sealed = async (): Promise<string> => {
		const facts = (await shared())?.facts;
		return facts ? unseal(await facts.get(SCOPE, account), await key()) : '';
	};
	const put = async (session: string): Promise<void> => {
		const facts = (await shared())?.facts;
		await facts?.put(SCOPE, account, seal(session, await key()), KEEP_MS);
	};
	return {
		read: async () => (await sealed().catch(() => '')) || vault.value,
		async write(session) {
			vault.renew(session);
			await put(session).catch(() => {});
		},
		async exclusively(work) {
			const found = await shared();
			if (!found) return await work();
			let begun = false;
			const locked = async () => {
				begun = true;
				return await work();
			};
			try {
				return await found.lock(`${SCOPE} ${account}`, locked, { waitMs: LOCK_WAIT_MS });
			} catch (error) {
				// Nobody is kept from signing in by a memory that fails, or a lock that is never free.
				return begun ? await Promise.reject(error) : await work();
			}
		},
	};
}

/** Longer than any sign-in takes. */
const LOCK_WAIT_MS = 60_000;

const scryptOf = promisify<string, string, number, Buffer>(scrypt);

function once<T>(make: () => Promise<T>): () => Promise<T> {
	let made: Promise<T> | undefined;
	return async () => await (made ??= make());
}

function seal(text: string, key: Buffer): string {
	const nonce = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', key, nonce);
	const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
	return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
}

/** Empty for what was not sealed with this key, e.g. before the password was changed. */
function unseal(sealed: unknown, key: Buffer): string {
	try {
		const bytes = Buffer.from(String(sealed), 'base64');
		const opened = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
		opened.setAuthTag(bytes.subarray(12, 28));
		return Buffer.concat([opened.update(bytes.subarray(28)), opened.final()]).toString('utf8');
	} catch {
		return '';
	}
}
