import { KworkClient, createKworkHttp } from '../../../lib/kwork';
import { LocalKwork } from '../../nodes/kworkTrigger/local-kwork';

describe('message pages that move while they are read', () => {
	const kwork = new LocalKwork();
	beforeAll(async () => await kwork.start());
	afterAll(async () => await kwork.stop());

	it.each([
		['a new message adds a page', 100, 1],
		['new messages add two pages', 150, 60],
		['a new message fits into the page', 120, 1],
	])('leaves nothing out when %s', async (_, before, coming) => {
		const name = `client${before}`;
		const ids = Array.from({ length: before }, (__, i) => kwork.write(name, `m${i}`));
		const client = new KworkClient({
			credential: { token: 'good' },
			http: createKworkHttp({ account: 'a', simulatorUrl: kwork.url, requestsPerMinute: 60_000 }),
		});
		let reads = 0;
		kwork.answerWith = (method) => {
			if (method === 'inboxes') reads += 1;
			if (method === 'inboxes' && reads === 2) {
				for (let i = 0; i < coming; i += 1) kwork.write(name, 'late');
			}
			return false;
		};
		const found: number[] = [];
		for await (const message of client.messages.list({ username: name })) {
			found.push(message.message_id);
		}
		await client.close();
		expect(found.filter((id) => ids.includes(id))).toEqual([...ids].reverse());
	});
});
