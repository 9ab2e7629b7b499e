import type { ServiceContext } from '../core/types';
import { createAmoCrm } from './amocrm';
import { createBitrix24 } from './bitrix24';
import { createHubSpot } from './hubspot';
import { createOpenAi } from './openai';
import { createTelegram } from './telegram';

/** The services that templates call besides the marketplaces, by name. */
export function createIntegrations(contextOf: (name: string) => ServiceContext) {
	return {
		telegram: createTelegram(contextOf('telegram')),
		openai: createOpenAi(contextOf('openai')),
		amocrm: createAmoCrm(contextOf('amocrm')),
		bitrix24: createBitrix24(contextOf('bitrix24')),
		hubspot: createHubSpot(contextOf('hubspot')),
	};
}
