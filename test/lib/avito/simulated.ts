import type { Simulator, SimulatorOptions } from '../../../simulator';
import { startSimulator } from '../../../simulator';
import type { AvitoAccess, AvitoClient } from '../../../lib/avito';
import { createAvitoClient } from '../../../lib/avito';

export const DEMO_KEY = { clientId: 'avito-demo-client', clientSecret: 'avito-demo-secret' };

/** The simulator without limits, so that tests need no waiting. */
export async function startAvito(
	settings: Record<string, unknown> = {},
	options: SimulatorOptions = {},
): Promise<Simulator> {
	const simulator = await startSimulator(options);
	const limits = { job: null, vacancySearch: null, items: null, itemInfo: null };
	await simulator.control.avito.configure({ limits, ...settings });
	return simulator;
}

/** A client whose own budgets are out of the way; `timeoutMs` bounds an answer that never comes. */
export function clientOf(
	simulator: Simulator,
	access: AvitoAccess = DEMO_KEY,
	timeoutMs = 5000,
): AvitoClient {
	return createAvitoClient(access, {
		account: 'test',
		simulatorUrl: simulator.url,
		timeouts: { headers: timeoutMs },
		retry: { attempts: 3, baseMs: 1, capMs: 5 },
		budgets: {},
	});
}
