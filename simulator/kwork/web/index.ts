import type { Answer, ResolvedCall, SimulatedRequest } from '../../core/types';
import { collectParameters } from '../parameters';
import type { World } from '../world';
import { offerForm } from './offerForm';
import { offerSubmit } from './offerSubmit';
import { pages } from './pages';
import { sideCalls } from './sideCalls';
import { WebCall, type WebRoute } from './webCall';

const routes: WebRoute[] = [...pages, ...offerForm, ...offerSubmit, ...sideCalls];

/** A page or XHR of kwork.ru (kwork.md 6). Operations are named `web:POST /api/offer/createoffer`. */
export function resolveWeb(
	world: World,
	request: SimulatedRequest,
	violation: (text: string) => void,
): ResolvedCall {
	const parameters = collectParameters(request);
	const call = new WebCall(world, request, parameters, violation);
	for (const route of routes) {
		const match = route.pattern.exec(request.path);
		if (match === null || route.method !== request.method) continue;
		return {
			operation: `web:${route.method} ${route.name}`,
			parameters: { ...parameters.values, ...match.groups },
			run: () => route.run(call, match.groups ?? {}),
		};
	}
	return {
		operation: `web:${request.method} ${request.path}`,
		parameters: parameters.values,
		run: (): Answer => {
			if (request.path !== '/exchange')
				violation(`kwork.ru has no ${request.method} ${request.path}`);
			return notFoundPage;
		},
	};
}

const notFoundPage: Answer = {
	status: 404,
	html: '<!DOCTYPE html><html><head><title>Страница не найдена</title></head><body>404</body></html>',
};
