import catalogue from '../../../lib/avito/catalogue/catalogue.json';
import { catalogueOfFolder } from '../../../lib/avito/catalogue/generate';
import { AVITO_DOCUMENTS } from '../../contract';
import type { LocalAvito } from './localAvito';
import { startLocalAvito } from './localAvito';

let avito: LocalAvito;
afterEach(async () => await avito.close());
beforeEach(async () => {
	avito = await startLocalAvito(({ url }) =>
		url.includes('self') || url === '/token' ? undefined : { json: { ok: true } },
	);
});

test('the catalogue is what the specifications say', () => {
	expect(catalogue.length).toBeGreaterThan(90);
	expect(catalogueOfFolder(AVITO_DOCUMENTS)).toEqual(catalogue);
});

test('a call fills in path, query and the own account', async () => {
	const call = await avito.client.api.prepare(
		'GET /messenger/v3/accounts/{user_id}/chats/{chat_id}/messages/',
		{ parameters: { chat_id: 'u2i-a/b', limit: 5 } },
	);
	expect(await avito.client.api.send(call)).toEqual({ ok: true });
	expect(avito.requests.at(-1)?.url).toBe(
		'/messenger/v3/accounts/301455772/chats/u2i-a%2Fb/messages/?limit=5',
	);
});

test.each([
	['GET /nowhere', {}, 'not an endpoint'],
	['GET /job/v2/resumes/{resume_id}', {}, '"resume_id" is missing'],
	['GET /job/v2/resumes/{resume_id}', { resume_id: 1, colour: 'red' }, 'no parameter "colour"'],
])('%s %j is refused before anything is sent', async (id, parameters, reason) => {
	await expect(avito.client.api.prepare(id, { parameters })).rejects.toMatchObject({
		kind: 'refusedLocally',
		message: expect.stringContaining(reason) as string,
	});
	expect(avito.requests).toHaveLength(0);
});

test('a call that spends is sent once, whatever happens', async () => {
	await avito.close();
	avito = await startLocalAvito(({ url }) => (url.includes('contacts') ? 'break' : undefined));
	const call = await avito.client.api.prepare('GET /job/v1/resumes/{resume_id}/contacts/', {
		parameters: { resume_id: 5 },
	});
	await expect(avito.client.api.send(call)).rejects.toMatchObject({ kind: 'outcomeUnknown' });
	expect(avito.seen(/contacts/)).toHaveLength(1);
});
