/**
 * The one place where nodes and credentials reach the library at run time. It is a chunk of its
 * own, so that n8n's start does not pay for undici, ws and the rest before the first request.
 */
export async function loadLib() {
	return await import('../../lib');
}

export type Library = Awaited<ReturnType<typeof loadLib>>;
