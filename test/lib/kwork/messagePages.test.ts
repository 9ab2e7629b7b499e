import { KworkClient, createKworkHttp } from '../../../lib/kwork';
import { collect } from '../../../lib/streams';
import { LocalKwork } from '../../nodes/kworkTrigger/localKwork';

describe('message pages that move while they are read', () => {
	const kwork = new LocalKwork();
	beforeAll(async () => await kwork.start());
	afterAll(async () => await kwork.stop());

	const open = () =>
		new KworkClient({
			credential: { token: 'good' },
			http: createKworkHttp({ account: 'a', simulatorUrl: kwork.url, requestsPerMinute: 60_000 }),
		});

	it.each([
		['a new message adds a page', 100, 1],
		['new messages add two pages', 150, 60],
		['a new message fits into the page', 120, 1],
	])('leaves nothing out when %s', async (_, before, coming) => {
		const name = `client${before}`;
		const ids = Array.from({ length: before }, (__, i) => kwork.write(name, `m${i}`));
		const client = open();
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

	it.each([1, 3])('leaves nothing out when %i of the latest are taken back', async (taken) => {
		const name = `taker${taken}`;
		const ids = Array.from({ length: 170 }, (_, i) => kwork.write(name, `m${i}`));
		let reads = 0;
		kwork.answerWith = (method) => {
			if (method === 'inboxes') reads += 1;
			if (method === 'inboxes' && reads === 2) {
				for (let i = 0; i < taken; i += 1) kwork.takeBack(name);
			}
			return false;
		};
		const client = open();
		const found = await collect(client.messages.list({ username: name }));
		await client.close();
		const left = new Set(found.map(({ message_id: id }) => id));
		expect(ids.filter((id) => !left.has(id))).toEqual([]);
		expect(found).toHaveLength(left.size);
	});

	it('leaves no dialog out when one that was listed is hidden', async () => {
		for (let i = 0; i < 50; i += 1) kwork.write(`person${i}`, 'x');
		let reads = 0;
		kwork.answerWith = (method) => {
			if (method === 'dialogs') reads += 1;
			if (method === 'dialogs' && reads === 2) kwork.forget('person45');
			return false;
		};
		const client = open();
		const names = (await collect(client.dialogs.list())).map(({ username }) => username);
		await client.close();
		for (let i = 0; i < 50; i += 1) expect(names).toContain(`person${i}`);
	});
});
