import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { parentPort, Worker } from 'node:worker_threads';
import { LocalKwork } from '../../nodes/kworkTrigger/localKwork';

const QUIET_MS = 300;

export type Command =
	/** Messages in turns over the dialogs; `told`: each makes an event on the sockets. */
	| { do: 'write'; messages: number; dialogs: number; told: boolean }
	| { do: 'tell'; event: string; frames: number }
	| { do: 'cut' | 'calls' };

/** Kwork for a benchmark, in a thread of its own; the file of the benchmark is the thread's file. */
export class KworkThread {
	private constructor(
		private readonly worker: Worker,
		readonly url: string,
	) {}

	static async start(file: string): Promise<KworkThread> {
		const worker = new Worker(file, { execArgv: process.execArgv });
		return new KworkThread(worker, String(await reply(worker)));
	}

	/** Resolves when it is done: with the number of calls of each method for `calls`. */
	async ask(command: Command): Promise<Record<string, number>> {
		const answer = reply(this.worker);
		this.worker.postMessage(command);
		return (await answer) as Record<string, number>;
	}

	/** Waits until a socket is open and what was read because of it has been read. */
	async connected(): Promise<void> {
		for (let before = ''; ;) {
			const counts = await this.ask({ do: 'calls' });
			const now = JSON.stringify(counts);
			if (counts.sockets !== 0 && now === before) return;
			before = now;
			await pause(QUIET_MS);
		}
	}

	async close(): Promise<void> {
		await this.worker.terminate();
	}
}

/** What the thread runs. */
export async function serveKwork(): Promise<void> {
	const kwork = new LocalKwork();
	await kwork.start();
	parentPort?.on('message', (command: Command) => {
		parentPort?.postMessage(obey(kwork, command));
	});
	parentPort?.postMessage(kwork.url);
}

function obey(kwork: LocalKwork, command: Command): Record<string, number> {
	if (command.do === 'cut') kwork.cut();
	if (command.do === 'tell') {
		for (let i = 0; i < command.frames; i += 1) kwork.tell(command.event, { user_id: i });
	}
	if (command.do === 'write') {
		for (let i = 0; i < command.messages; i += 1) {
			kwork.write(`client${i % command.dialogs}`, `Сообщение ${i}`, { told: command.told });
		}
	}
	const counts: Record<string, number> = { sockets: kwork.sockets.size };
	for (const method of kwork.calls) counts[method] = (counts[method] ?? 0) + 1;
	return counts;
}

async function reply(worker: Worker): Promise<unknown> {
	const [answer] = (await once(worker, 'message')) as [unknown];
	return answer;
}
