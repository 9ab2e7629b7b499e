import { createHash } from 'node:crypto';

/**
 * The device id that Kwork calls `uad`: 40 upper-case hex digits (kwork.md 1.3). Derived from the
 * login, so that one account shows one device for ever, whatever restarts and workers do.
 */
export function deviceId(login: string): string {
	return sha1(`n8n-nodes-freelance-hub:${login.trim().toLowerCase()}`).toUpperCase();
}

/** Tells tokens apart without keeping them. */
export function fingerprint(secret: string): string {
	return createHash('sha256').update(secret).digest('hex').slice(0, 16);
}

function sha1(text: string): string {
	return createHash('sha1').update(text).digest('hex');
}
