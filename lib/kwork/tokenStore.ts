import { z } from 'zod';
import type { SessionKeeper } from '../session';
import type { StoredSession, TokenStore } from './session';

const storedSchema: z.ZodType<StoredSession> = z.object({
	token: z.string().min(1),
	device: z.string(),
	issuedAtMs: z.number(),
	expiresAtMs: z.number().optional(),
	recaptchaPassToken: z.string().optional(),
	replacesPasted: z.string().optional(),
});

/** Keeps the session as text. A text that is no session counts as none. */
export function tokenStoreIn(keeper: SessionKeeper): TokenStore {
	return {
		async load() {
			const text = await keeper.read();
			try {
				return storedSchema.parse(JSON.parse(text));
			} catch {
				return undefined;
			}
		},
		save: async (session) => await keeper.write(JSON.stringify(session)),
		exclusively: async (work) => await keeper.exclusively(work),
	};
}
