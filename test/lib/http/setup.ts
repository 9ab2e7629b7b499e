import type { RequestListener, Server } from 'node:http';
import type { HttpClientOptions, HttpRequest } from '../../../lib/http';
import { HttpClient } from '../../../lib/http';
import type { Local } from '../../support/localServers';
import { httpServer } from '../../support/localServers';

const closers: Array<() => Promise<void>> = [];

/** Runs at the end of the test, whatever happens in it. */
export function atEnd(close: () => Promise<void>): void {
	closers.push(close);
}

afterEach(async () => {
	await Promise.all(closers.splice(0).map(async (close) => await close()));
});

export function newClient(options: Partial<HttpClientOptions> = {}): HttpClient {
	const client = new HttpClient({
		account: 'test',
		allowedHosts: ['api.kwork.ru', '*.avito.ru'],
		random: () => 0.5,
		environment: {},
		...options,
	});
	atEnd(async () => await client.close());
	return client;
}

/** A service and a client that talks to it as to the simulator. */
export async function service(
	handler: RequestListener,
	options: Partial<HttpClientOptions> = {},
): Promise<{ local: Local<Server>; client: HttpClient }> {
	const local = await httpServer(handler);
	atEnd(async () => await local.close());
	const client = newClient({ simulatorUrl: `http://127.0.0.1:${local.port}`, ...options });
	return { local, client };
}

export const READ: HttpRequest = {
	method: 'GET',
	url: 'https://api.kwork.ru/projects',
	effect: 'read',
	name: 'test.read',
};

export const WRITE: HttpRequest = {
	method: 'POST',
	url: 'https://api.kwork.ru/offer',
	effect: 'write',
	name: 'test.write',
	body: { form: { text: 'hello' } },
};

/** What a promise failed with; fails itself when it did not. */
export async function failure(promise: Promise<unknown>): Promise<Error> {
	try {
		await promise;
	} catch (error) {
		if (error instanceof Error) return error;
	}
	throw new Error('It did not fail');
}
