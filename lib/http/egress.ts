import { HostNotAllowedError } from './errors';
import { codeOf } from './explain';
import type { ProxyServer } from './proxies';
import type { HttpClientOptions } from './types';

type Egress = HttpClientOptions['egress'];

async function validate(egress: Egress, url: string, what: string): Promise<void> {
	try {
		await egress?.validateUrl?.(url);
	} catch (error) {
		// The protection's own text may hold the whole address, with what is secret in it.
		const refused = new HostNotAllowedError(`n8n's outbound protection does not allow ${what}`, {
			remedy: 'Nothing was sent. Ask who runs this n8n to allow the address.',
			details: { reason: codeOf(error) },
		});
		throw refused;
	}
}

/**
 * Asks n8n's outbound protection before a connection: the address itself, and the user's own proxy
 * (the machine's is its administrator's choice).
 *
 * @throws HostNotAllowedError when the protection says no.
 */
export async function validateEgress(
	egress: Egress,
	actual: URL,
	proxy: ProxyServer | undefined,
): Promise<void> {
	if (!egress?.validateUrl) return;
	await validate(egress, actual.href.replace(/^ws/, 'http'), `the host ${actual.host}`);
	if (proxy?.own) {
		const scheme = proxy.kind === 'https' ? 'https' : 'http';
		await validate(egress, `${scheme}://${proxy.label}/`, `the proxy ${proxy.label}`);
	}
}
