import type { Service, ServiceContext, SocketCall } from '../core/types';
import { resolveApi } from './api';
import { createKworkEvents } from './events';
import { kworkFaultAnswer } from './faultAnswers';
import { seedWorld } from './seed';
import { kworkState } from './state';
import { resolveWeb } from './web';
import { World } from './world';

const API_HOSTS = ['api.kwork.ru', 'api.kwork.com'];
const IMAGE_HOSTS = ['cdn-edge.kwork.ru', 'cdn.kwork.ru', 'cache.kwork.ru'];
const CHANNEL = /^\/ws\/public\/([^/]+)$/;

/** A grey pixel, for every picture address. */
const PIXEL = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mOsr6//DwAFhAKAhM5HHQAAAABJRU5ErkJggg==',
	'base64',
);

/** The simulated Kwork: mobile API, web pages of the exchange, event socket (kwork.md). */
export function createKwork(
	context: ServiceContext,
): Service<ReturnType<typeof createKworkEvents>> {
	let world = new World(context);
	seedWorld(world);

	return {
		hosts: [...API_HOSTS, 'kwork.ru', 'notice.kwork.ru', ...IMAGE_HOSTS],
		reset() {
			world = new World(context);
			seedWorld(world);
		},
		resolve(request) {
			const violation = (text: string) => context.violation(request, text);
			if (API_HOSTS.includes(request.host)) return resolveApi(world, request, violation);
			if (request.host === 'kwork.ru') return resolveWeb(world, request, violation);
			return {
				operation: request.host === 'notice.kwork.ru' ? 'socket' : 'image',
				parameters: {},
				run: () =>
					request.host === 'notice.kwork.ru'
						? { status: 400, text: 'This address takes WebSocket connections only' }
						: { headers: { 'content-type': 'image/png' }, bytes: PIXEL },
			};
		},
		resolveSocket(request): SocketCall | undefined {
			const channel = CHANNEL.exec(request.path)?.[1];
			if (request.host !== 'notice.kwork.ru' || channel === undefined) return undefined;
			const userId = world.channels.get(channel);
			// The channel is the only secret: an unknown one opens, and never says anything.
			return {
				operation: 'socket',
				parameters: { channel, userId },
				opened: () => {},
				received: () => context.violation(request, 'Clients send nothing over the event socket'),
			};
		},
		faultAnswer: (fault, request, call) => kworkFaultAnswer(world, fault, request, call),
		events: createKworkEvents(() => world),
		state: () => kworkState(world),
	};
}
