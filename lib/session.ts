import type { Closable } from './accounts';

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
