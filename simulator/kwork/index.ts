import { z } from 'zod';
import { defineEvent } from '../core/event';
import type { Service, ServiceContext } from '../core/types';

const createEvents = () => ({
	configure: defineEvent(z.object({}), () => undefined),
});

/** The simulated kwork.ru: mobile API, web pages, event socket. */
export function createKwork(_context: ServiceContext): Service<ReturnType<typeof createEvents>> {
	return {
		hosts: ['api.kwork.ru', 'kwork.ru', 'notice.kwork.ru'],
		reset() {},
		resolve: (request) => ({
			operation: request.path.slice(1),
			parameters: {},
			run: () => ({ json: { success: true } }),
		}),
		faultAnswer: () => ({ status: 403 }),
		events: createEvents(),
		state: () => ({}),
	};
}
