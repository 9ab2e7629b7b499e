import { setTimeout as wait } from 'node:timers/promises';

/** What became of a call that the simulator made: a status, or why there is none. */
export type OutboundOutcome = number | 'timeout' | 'unreachable' | 'refused';

/**
 * Posts to a subscriber for real. Only loopback addresses are called, others are `refused`;
 * redirects are not followed. The time limit is real time.
 */
export async function postTo(
	url: string,
	headers: Record<string, string>,
	body: string,
	timeoutMs: number,
): Promise<OutboundOutcome> {
	if (!isLoopback(url)) return 'refused';
	const abort = new AbortController();
	const done = new AbortController();
	const call = fetch(url, {
		method: 'POST',
		headers,
		body,
		redirect: 'manual',
		signal: abort.signal,
	}).then(
		async (response) => {
			await response.arrayBuffer();
			return response.status;
		},
		(): 'unreachable' => 'unreachable',
	);
	const limit = wait(timeoutMs, 'timeout' as const, { signal: done.signal }).catch(
		(): 'timeout' => 'timeout',
	);
	const outcome = await Promise.race([call, limit]);
	done.abort();
	if (outcome === 'timeout') abort.abort();
	return outcome;
}

/** The simulator talks to this machine only. */
export function isLoopback(url: string): boolean {
	if (!URL.canParse(url)) return false;
	const { hostname, protocol } = new URL(url);
	return (
		(protocol === 'http:' || protocol === 'https:') &&
		(hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname))
	);
}
