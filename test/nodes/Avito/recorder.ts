import type { IncomingHttpHeaders } from 'node:http';
import { request as forward } from 'undici';
import { httpServer, readBody, type Local } from '../../support/localServers';

/** A request that went over the socket, and its answer. */
export interface Exchange {
	method: string;
	/** Of `api.avito.ru`, without the query. */
	pathname: string;
	query: Record<string, string>;
	/** JSON or a form; undefined for files and where there is none. */
	body?: unknown;
	hasBody: boolean;
	status: number;
	answer: unknown;
}

const OFFICIAL = '/api.avito.ru';

/** Stands between node and simulator and writes down what goes over the sockets. */
export class Recorder {
	readonly exchanges: Exchange[] = [];

	private constructor(private readonly server: Local) {}

	static async before(simulatorUrl: string): Promise<Recorder> {
		const recorder: Recorder = new Recorder(
			await httpServer(async (request, response) => {
				const body = await readBody(request);
				const { method = 'GET', headers, url = '/' } = request;
				const answer = await forward(simulatorUrl + url, {
					method: method as 'GET',
					headers: ownOnly(headers),
					body: body.length > 0 ? body : undefined,
				});
				const bytes = Buffer.from(await answer.body.arrayBuffer());
				const { pathname, searchParams } = new URL(url, simulatorUrl);
				recorder.exchanges.push({
					method,
					pathname: pathname.replace(OFFICIAL, ''),
					query: Object.fromEntries(searchParams),
					body: parsed(body, headers['content-type'] ?? ''),
					hasBody: body.length > 0,
					status: answer.statusCode,
					answer: bytes.length > 0 ? JSON.parse(bytes.toString()) : undefined,
				});
				response.writeHead(answer.statusCode, ownOnly(answer.headers));
				response.end(bytes);
			}),
		);
		return recorder;
	}

	get url(): string {
		return `http://127.0.0.1:${this.server.port}`;
	}

	async close(): Promise<void> {
		await this.server.close();
	}
}

/** Without what belongs to one of the two connections. */
const ownOnly = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
	Object.fromEntries(
		Object.entries(headers).filter(
			([name]) => !['host', 'connection', 'keep-alive', 'transfer-encoding'].includes(name),
		),
	);

function parsed(body: Buffer, contentType: string): unknown {
	if (contentType.includes('json')) return JSON.parse(body.toString());
	if (contentType.includes('urlencoded')) {
		return Object.fromEntries(new URLSearchParams(body.toString()));
	}
	return undefined;
}
