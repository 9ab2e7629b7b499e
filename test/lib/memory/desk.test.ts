import { DeskMemory } from '../../../lib/memory';
import type { OpenedMemory } from '../../../lib/memory';

test('is opened once for all who ask at the same time', async () => {
	const opened: OpenedMemory[] = [];
	const desk = new DeskMemory(
		() => ({ queueMode: false }),
		(one) => opened.push(one),
	);
	const [one, two] = await Promise.all([desk.open(), desk.open()]);
	expect(one.memory).toBe(two.memory);
	expect(one).toEqual({ memory: expect.anything() });
	expect(opened).toHaveLength(1);
	await desk.close();
});

test('is tried anew at the next use where it could not be opened', async () => {
	let tries = 0;
	const desk = new DeskMemory(() => {
		tries += 1;
		if (tries === 1) throw new Error('the settings are wrong');
		return { queueMode: false };
	});
	await expect(desk.open()).rejects.toThrow('the settings are wrong');
	await expect(desk.open()).resolves.toMatchObject({ memory: { place: { kind: 'process' } } });
	await desk.close();
});

test('closes what was never opened, and what could not be', async () => {
	const never = new DeskMemory(() => ({ queueMode: false }));
	await never.close();
	const down = new DeskMemory(() => ({
		queueMode: true,
		postgres: { connection: { host: '127.0.0.1', port: 1 }, schema: 'freelance_hub' },
	}));
	await expect(down.open()).rejects.toMatchObject({ name: 'MemoryDownError' });
	await down.close();
});
