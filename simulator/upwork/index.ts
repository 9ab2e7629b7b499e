import type { Service, ServiceContext } from '../core/types';
import { upworkEvents, upworkSummary } from './events';
import { UpworkGate } from './service';

/** The local Upwork: OAuth2 pages on www, GraphQL on api (upwork.md). */
export function createUpwork(context: ServiceContext): Service<ReturnType<typeof upworkEvents>> {
	const gate = new UpworkGate(context);
	return {
		hosts: ['www.upwork.com', 'api.upwork.com'],
		reset: () => gate.reset(),
		resolve: (request) => gate.resolve(request),
		faultAnswer: (fault, request) => gate.faultAnswer(fault, request),
		events: upworkEvents(gate.world),
		state: () => upworkSummary(gate.world),
	};
}
