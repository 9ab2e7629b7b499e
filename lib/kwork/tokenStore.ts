import { z } from 'zod';
import type { SessionVault } from '../session';
import type { StoredSession, TokenStore } from './session';

const storedSchema: z.ZodType<StoredSession> = z.object({
	token: z.string().min(1),
	device: z.string(),
	issuedAtMs: z.number(),
	expiresAtMs: z.number().optional(),
	recaptchaPassToken: z.string().optional(),
	replacesPasted: z.string().optional(),
});

/** Keeps the session in a vault, as text. A text that is no session counts as none. */
export function vaultTokenStore(vault: SessionVault): TokenStore {
	return {
		async load() {
			try {
				return storedSchema.parse(JSON.parse(vault.value));
			} catch {
				return undefined;
			}
		},
		async save(session) {
			vault.renew(JSON.stringify(session));
		},
	};
}
