import { createKworkHttp } from '../../../lib/kwork/http';
import { KworkClient } from '../../../lib/kwork/client';
import type { KworkCredential, StoredSession, TokenStore } from '../../../lib/kwork/session';
import type { Clock } from '../../../lib/time';

/** A clock whose sleeps end at once and move it on; it starts at the machine's time. */
export class TestClock implements Clock {
	private offset = 0;

	now(): number {
		return Date.now() + this.offset;
	}

	async sleep(ms: number, signal?: AbortSignal): Promise<void> {
		signal?.throwIfAborted();
		this.offset += ms;
		await new Promise((resolve) => setImmediate(resolve));
	}

	advance(ms: number): void {
		this.offset += ms;
	}
}

/** Timers of deadlines must not fire at once: the HTTP client keeps the machine's own clock. */
export function memoryStore(initial?: StoredSession): TokenStore & { saved?: StoredSession } {
	return {
		saved: initial,
		async load() {
			return this.saved;
		},
		async save(session) {
			this.saved = session;
		},
	};
}

export const LOGIN: KworkCredential = { login: 'pixel_forge', password: 'correct horse' };

export function clientFor(
	simulatorUrl: string,
	options: { credential?: KworkCredential; clock?: TestClock; tokenStore?: TokenStore } = {},
): { client: KworkClient; clock: TestClock } {
	const clock = options.clock ?? new TestClock();
	const http = createKworkHttp({
		account: `test-${simulatorUrl}`,
		simulatorUrl,
		requestsPerMinute: 600_000,
		retry: { attempts: 3, baseMs: 1, capMs: 2 },
	});
	const client = new KworkClient({
		credential: options.credential ?? LOGIN,
		http,
		clock,
		tokenStore: options.tokenStore,
	});
	return { client, clock };
}
