import { memoryOver, processStores } from '../../lib/memory';
import type { SessionKeeper } from '../../lib/session';
import { sharedSession, SessionVault } from '../../lib/session';
import { ManualClock } from '../support/manualClock';

const clock = new ManualClock();

/** Processes with the same memory, each with a vault of its own. */
function processes(facts: { secret?: string; isDown?: () => boolean } = {}) {
	const stores = { ...processStores(clock), place: { kind: 'sqlite' } as const };
	const memory = memoryOver(stores, { clock });
	const open = (secret = 'secret') => {
		const vault = new SessionVault();
		const keeper = sharedSession({
			vault,
			memory: async () => {
				if (facts.isDown?.()) return await Promise.reject(new Error('down'));
				return await Promise.resolve(memory);
			},
			account: 'kwork 7',
			secret,
		});
		return Object.assign(keeper, { vault });
	};
	return { memory, open };
}

/** Signs in where nobody has; answers which session is used then. */
const signIn = async (keeper: SessionKeeper, fresh: string) =>
	await keeper.exclusively(async () => {
		const known = await keeper.read();
		if (known) return known;
		await new Promise((resolve) => setImmediate(resolve));
		await keeper.write(fresh);
		return fresh;
	});

test('of all processes that need a session one signs in, and the others take it', async () => {
	const { open } = processes();
	const sessions = await Promise.all(['a', 'b', 'c'].map(async (name) => signIn(open(), name)));
	expect(sessions).toEqual(['a', 'a', 'a']);
	await expect(open().read()).resolves.toBe('a');
});

test('the memory holds nothing that opens the account', async () => {
	const { open, memory } = processes();
	await open().write('a session');
	const [kept] = await memory.facts.list('session');
	expect(kept).toMatchObject({ key: 'kwork 7' });
	expect(Buffer.from(String(kept?.value), 'base64').toString()).not.toContain('session');
	await expect(open('another password').read()).resolves.toBe('');
	await memory.facts.put('session', 'kwork 7', 'broken');
	await expect(open().read()).resolves.toBe('');
});

test('without the memory each process keeps its own in the vault', async () => {
	let isDown = true;
	const { open } = processes({ isDown: () => isDown });
	const one = open();
	await expect(signIn(one, 'a')).resolves.toBe('a');
	expect(one.vault.value).toBe('a');
	await expect(signIn(open(), 'b')).resolves.toBe('b');
	isDown = false;
	await expect(one.read()).resolves.toBe('a');
});

test('a sign-in that fails is told, and not made again', async () => {
	const { open } = processes();
	let tries = 0;
	const failing = open().exclusively(async () => {
		tries += 1;
		return await Promise.reject(new Error('wrong password'));
	});
	await expect(failing).rejects.toThrow('wrong password');
	expect(tries).toBe(1);
});
