import type { Service, ServiceContext } from '../core/types';
import { avitoEvents, avitoSummary } from './events';
import { AvitoGate } from './service';

/** The local Avito: API host and the two hosts of the consent page (avito.md). */
export function createAvito(context: ServiceContext): Service<ReturnType<typeof avitoEvents>> {
	const gate = new AvitoGate(context);
	return {
		hosts: ['api.avito.ru', 'avito.ru', 'www.avito.ru'],
		reset: () => gate.reset(),
		resolve: (request) => gate.resolve(request),
		faultAnswer: (fault, request) => gate.faultAnswer(fault, request),
		events: avitoEvents(gate.world),
		state: () => avitoSummary(gate.world),
	};
}
