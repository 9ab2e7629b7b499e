import { failures } from './failures';
import { nameOf } from './explain';
import type { ProxyServer } from './proxies';
import type { HttpClientOptions } from './types';

type Egress = HttpClientOptions['egress'];

/**
 * Asks n8n's outbound protection before a connection: the address itself, and the user's own proxy
 * (the machine's is its administrator's choice).
 *
 * @throws `http.hostNotAllowed` when the protection says no.
 */
export async function validateEgress(
	egress: Egress,
	actual: URL,
	proxy: ProxyServer | undefined,
): Promise<void> {
	let asked = 'host';
	let target = actual.host;
	try {
		await egress?.validateUrl?.(actual.href.replace(/^ws/, 'http'));
		if (!proxy?.own) return;
		asked = 'proxy';
		target = proxy.label;
		const scheme = proxy.kind === 'https' ? 'https' : 'http';
		await egress?.validateUrl?.(`${scheme}://${target}/`);
	} catch (error) {
		// The protection's own text may hold the whole address, with what is secret in it.
		const refused = failures.hostNotAllowed(
			`n8n's outbound protection does not allow the ${asked} ${target}`,
			{
				remedy: 'Nothing was sent. Ask who runs this n8n to allow the address.',
				details: { reason: nameOf(error) },
			},
		);
		throw refused;
	}
}
