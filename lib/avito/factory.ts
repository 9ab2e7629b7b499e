import { z } from 'zod';
import { HttpClient } from '../http';
import type { SessionKeeper } from '../session';
import { systemClock } from '../time';
import { AvitoClient } from './client';
import type { AvitoHttpSettings } from './limits';
import { avitoHttpOptions } from './limits';
import type { AvitoTokenStore, TokenProvider } from './tokens';
import { ClientCredentialsTokens, ProvidedTokens } from './tokens';

/** How the account is reached: with its own key pair, or with tokens of a partner application. */
export type AvitoAccess =
	{ clientId: string; clientSecret: string; session?: SessionKeeper } | { provider: TokenProvider };

const storedToken = z.object({
	value: z.string().min(1),
	obtainedAtMs: z.number(),
	expiresAtMs: z.number().optional(),
});

/** Keeps the token as text; text that is not a token counts as none. */
function storeIn(keeper: SessionKeeper): AvitoTokenStore {
	return {
		async load() {
			const text = await keeper.read();
			try {
				return storedToken.safeParse(JSON.parse(text)).data;
			} catch {
				return undefined;
			}
		},
		save: async (token) => await keeper.write(JSON.stringify(token)),
		exclusively: async (work) => await keeper.exclusively(work),
	};
}

/** A client with its own pool and budgets; close it when done. */
export function createAvitoClient(
	access: AvitoAccess,
	settings: AvitoHttpSettings & { employeeOf?: string },
): AvitoClient {
	const { employeeOf, ...wire } = settings;
	const clock = settings.clock ?? systemClock;
	const http = new HttpClient(avitoHttpOptions(wire));
	const tokens =
		'provider' in access
			? new ProvidedTokens(access.provider, clock)
			: new ClientCredentialsTokens({
					http,
					clientId: access.clientId,
					clientSecret: access.clientSecret,
					clock,
					store: access.session && storeIn(access.session),
				});
	return new AvitoClient({ http, tokens, clock, employeeOf });
}
