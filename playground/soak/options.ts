import { parseArgs } from 'node:util';

export interface SoakOptions {
	messages: number;
	/** Socket breaks of all kinds. */
	kills: number;
	/** Orderly restarts of n8n. */
	restarts: number;
	/** n8n killed without a word. */
	hardKills: number;
	dialogs: number;
	seed: number;
	/** n8n in queue mode; what is killed are its processes, Redis and PostgreSQL in turn. */
	queue: boolean;
	/** When the trigger takes a message as done: at once, or when its execution has succeeded. */
	acknowledge: 'immediately' | 'success';
}

const USUAL: SoakOptions = {
	messages: 2000,
	kills: 100,
	restarts: 5,
	hardKills: 5,
	dialogs: 40,
	seed: 1,
	queue: false,
	acknowledge: 'immediately',
};

/**
 * `--messages 2000 --kills 100 --restarts 5 --hard-kills 5 --dialogs 40 --seed 1 --acknowledge success
 * --queue`; with `--queue` as many hard kills as socket breaks, unless it is said otherwise.
 */
export function readOptions(args: readonly string[]): SoakOptions {
	const string = { type: 'string' } as const;
	const { values } = parseArgs({
		args: [...args],
		options: {
			messages: string,
			kills: string,
			restarts: string,
			'hard-kills': string,
			dialogs: string,
			seed: string,
			acknowledge: string,
			queue: { type: 'boolean' },
		},
	});
	const number = (value: string | undefined, usual: number): number => {
		const parsed = value === undefined ? usual : Number(value);
		if (!Number.isInteger(parsed) || parsed < 0) throw new Error(`Not a whole number: ${value}`);
		return parsed;
	};
	const { acknowledge = USUAL.acknowledge, queue = USUAL.queue } = values;
	if (acknowledge !== 'immediately' && acknowledge !== 'success') {
		throw new Error(`--acknowledge is immediately or success, not ${acknowledge}`);
	}
	const kills = number(values.kills, USUAL.kills);
	return {
		messages: number(values.messages, USUAL.messages),
		kills,
		restarts: number(values.restarts, USUAL.restarts),
		hardKills: number(values['hard-kills'], queue ? kills : USUAL.hardKills),
		dialogs: number(values.dialogs, USUAL.dialogs),
		seed: number(values.seed, USUAL.seed),
		queue,
		acknowledge,
	};
}
