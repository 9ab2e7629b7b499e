import type { IDataObject } from 'n8n-workflow';
import { AvitoBench } from './support';

const COMPANY = '301455772';

const bench = new AvitoBench();
beforeEach(async () => await bench.start());
afterEach(async () => await bench.stop());

test('the contact of every chat is the other side, also about a vacancy of ours', async () => {
	const chats = async (output: string): Promise<IDataObject[]> =>
		await bench.items({
			resource: 'chat',
			operation: 'getAll',
			parameters: { returnAll: true, filters: { types: ['u2i', 'u2u', 'a2u'] }, output },
		});
	const raw = await chats('raw');
	const ownerOf = (chat: IDataObject) =>
		String((chat.context as { value: { user_id: number } } | undefined)?.value.user_id);
	const aboutOurs = new Set(raw.filter((chat) => ownerOf(chat) === COMPANY).map(({ id }) => id));
	expect(aboutOurs.size).toBeGreaterThan(20);
	const records = await chats('record');
	expect(records).toHaveLength(raw.length);
	const names = records.map(({ person }) => person as { id: string; name: string });
	expect(names.filter(({ id, name }) => id === COMPANY || /Ромашка/.test(name))).toEqual([]);
	const one = String([...aboutOurs][0]);
	const got = await bench.first({
		resource: 'chat',
		operation: 'get',
		parameters: { chatId: { __rl: true, mode: 'id', value: one }, output: 'record' },
	});
	expect(got).toEqual(records.find(({ sourceId }) => sourceId === one));
});
