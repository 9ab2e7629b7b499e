import { ServiceError } from '../errors';
import type { HttpStatistics } from '../http/types';
import type { KworkClient } from './client';
import type { NoticeStatus } from './notice';

export interface KworkStatus {
	ok: boolean;
	username: string | null;
	userId: number | null;
	role: string | null;
	connectsLeft: number | null;
	session: { source: string; ageHours: number | null };
	socket: NoticeStatus | null;
	budget: HttpStatistics['budgets'];
	/** Since this process opened the account. */
	calls: number;
	errors: Record<string, number>;
	latencyMs: HttpStatistics['latency'];
	/** What is wrong and how to mend it; empty when all is well. */
	advice: string[];
}

/** Asks Kwork who is signed in and adds what this process knows. Says what fails instead of throwing. */
export async function kworkStatus(
	client: KworkClient,
	socket: NoticeStatus | null,
	signal?: AbortSignal,
): Promise<KworkStatus> {
	const advice: string[] = [];
	const tryTo = async <T>(read: () => Promise<T>): Promise<T | undefined> => {
		try {
			return await read();
		} catch (error) {
			const text =
				error instanceof ServiceError ? `${error.message} ${error.remedy}` : String(error);
			if (!advice.includes(text)) advice.push(text);
			return undefined;
		}
	};
	const actor = await tryTo(async () => await client.account.actor(signal));
	const connects = actor && (await tryTo(async () => await client.account.connects(signal)));
	const { calls, errors, latency, budgets, breaker, proxies } = client.statistics();

	if (actor?.type === 'payer') {
		advice.push(
			'The account is in the role of a buyer; projects and offers need the role of a seller.',
		);
	}
	if (connects?.active_connects === 0)
		advice.push('No connects are left; offers are refused until the refill.');
	if (breaker.open)
		advice.push(`Calls rest for a while: ${breaker.reason ?? 'too many failures'}.`);
	for (const { host, restingUntilMs } of proxies) {
		if (restingUntilMs !== undefined) advice.push(`The proxy ${host} does not answer and rests.`);
	}
	if (socket && socket.listeners > 0 && socket.state !== 'open') {
		advice.push(
			'The event socket is not connected; it is being reconnected, and nothing is lost meanwhile.',
		);
	}
	return {
		ok: advice.length === 0,
		username: actor?.username ?? null,
		userId: actor?.id ?? null,
		role: actor?.type === 'payer' ? 'buyer' : actor ? 'seller' : null,
		connectsLeft: connects?.active_connects ?? null,
		session: client.sessionInfo(),
		socket,
		budget: budgets,
		calls,
		errors,
		latencyMs: latency,
		advice,
	};
}
