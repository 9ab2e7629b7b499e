import { createAvito } from './avito';
import type { ServiceContext } from './core/types';
import { createIntegrations } from './integrations';
import { createKwork } from './kwork';
import { createUpwork } from './upwork';

/**
 * The simulated services by name. To add one: write a folder that makes a `Service`, and name it in
 * both functions; its events then appear as `control.<name>` and under `/_control/events/<name>/`.
 */
export function createServices(contextOf: (name: string) => ServiceContext) {
	return {
		kwork: createKwork(contextOf('kwork')),
		avito: createAvito(contextOf('avito')),
		upwork: createUpwork(contextOf('upwork')),
		...createIntegrations(contextOf),
	};
}

export type Services = ReturnType<typeof createServices>;

export const eventsOf = (services: Services) => ({
	kwork: services.kwork.events,
	avito: services.avito.events,
	upwork: services.upwork.events,
	telegram: services.telegram.events,
	openai: services.openai.events,
	amocrm: services.amocrm.events,
	bitrix24: services.bitrix24.events,
	hubspot: services.hubspot.events,
});
