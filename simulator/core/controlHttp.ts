import { z } from 'zod';
import type { CoreControl } from './control';
import { faultSchema } from './faults';
import { controlPage } from './page';
import type { Answer, EventTable, ParsedBody, SimulatedRequest } from './types';

const resetInput = z.object({ seed: z.number().int().optional() });
const clockInput = z.object({ advanceMs: z.number().min(0) });
const socketInput = z.object({
	service: z.string().optional(),
	match: z.record(z.string(), z.unknown()).optional(),
	code: z.number().int().optional(),
	frame: z.string().default(''),
});

const SERVICE_PATTERN = /^\/(events|state)\/([^/]+)(?:\/([^/]+))?$/;

/** The control API over HTTP, for tests whose simulator runs in another process. */
export function createHttpControl(
	control: CoreControl,
	events: Record<string, EventTable>,
): (request: SimulatedRequest) => Promise<Answer> {
	const plain: Record<string, (request: SimulatedRequest) => unknown> = {
		'GET /': () => overview(control, events),
		'POST /reset': ({ body }) => control.reset(resetInput.parse(jsonOf(body)).seed),
		'GET /clock': () => ({ now: control.now() }),
		'POST /clock': ({ body }) => {
			control.advance(clockInput.parse(jsonOf(body)).advanceMs);
			return { now: control.now() };
		},
		'GET /faults': () => control.faults(),
		'POST /faults': ({ body }) => ({ id: control.fault(faultSchema.parse(jsonOf(body))) }),
		'DELETE /faults': ({ query }) =>
			control.clearFaults(query.has('id') ? Number(query.get('id')) : undefined),
		'GET /requests': ({ query }) =>
			control.requests({
				service: query.get('service') ?? undefined,
				operation: query.get('operation') ?? undefined,
				afterId: Number(query.get('afterId') ?? 0),
			}),
		'DELETE /requests': () => control.clearLog(),
		'GET /violations': () => control.violations(),
		'GET /sockets': () => control.sockets.list(),
		'POST /sockets/drop': ({ body }) => ({
			count: control.sockets.drop(socketInput.parse(jsonOf(body))),
		}),
		'POST /sockets/silence': ({ body }) => ({
			count: control.sockets.silence(socketInput.parse(jsonOf(body))),
		}),
		'POST /sockets/send': ({ body }) => {
			const input = socketInput.parse(jsonOf(body));
			return { count: control.sockets.send(input.frame, input) };
		},
	};

	const forService = async (request: SimulatedRequest): Promise<Answer> => {
		const [, kind, service = '', name = ''] = SERVICE_PATTERN.exec(request.path) ?? [];
		const table = events[service];
		if (kind === 'state' && table !== undefined) return { json: control.state(service) ?? null };
		const event = table?.[name];
		if (kind !== 'events' || event === undefined || request.method !== 'POST') {
			return { status: 404, json: { error: `No control ${request.method} ${request.path}` } };
		}
		return { json: (await event.fromJson(jsonOf(request.body))) ?? { ok: true } };
	};

	return async (request) => {
		if (request.host === '') return { html: controlPage };
		const run = plain[`${request.method} ${request.path}`];
		try {
			if (run === undefined) return await forService(request);
			return { json: run(request) ?? { ok: true } };
		} catch (error) {
			const message = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
			return { status: 400, json: { error: message } };
		}
	};
}

/** JSON whatever the content type says, so that `curl -d` works; nothing is an empty object. */
const jsonOf = ({ bytes }: ParsedBody): unknown =>
	bytes.length === 0 ? {} : JSON.parse(bytes.toString('utf8'));

function overview(control: CoreControl, events: Record<string, EventTable>) {
	return {
		now: control.now(),
		services: Object.fromEntries(
			Object.entries(events).map(([name, table]) => [name, Object.keys(table)]),
		),
		requests: control.requests().length,
		violations: control.violations().length,
		faults: control.faults(),
		sockets: control.sockets.list(),
	};
}
