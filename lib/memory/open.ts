import type { Clock } from '../time';
import { systemClock } from '../time';
import { memoryOver } from './memory';
import { openPostgres } from './postgres';
import { processStores } from './process/stores';
import type { MemorySettings } from './settings';
import { openSqlite, sqliteModule } from './sqlite';
import type { Memory } from './types';

export interface OpenedMemory {
	memory: Memory;
	/** Why it ends with the process although it should not; for the log and for Get Status. */
	notice?: string;
}

/**
 * The memory that the settings name. Where no PostgreSQL is named and the file cannot be had, it is
 * in the process, and says so; a PostgreSQL that is named and cannot be reached is an error, because
 * others may be using it. Rejects with `MemoryDownError`, `MemorySettingsError`, `NewerMemoryError`.
 */
export async function openMemory(
	{ postgres, file, queueMode }: MemorySettings,
	clock: Clock = systemClock,
): Promise<OpenedMemory> {
	if (postgres) return { memory: memoryOver(await openPostgres(postgres), { clock }) };
	const inProcess = () => memoryOver(processStores(clock), { clock });
	if (file === undefined) return { memory: inProcess() };
	const without = (reason: string): OpenedMemory => ({
		memory: inProcess(),
		notice: `Locks, limits and what was sent are remembered by this process only, and forgotten with it: ${reason}`,
	});
	if (!sqliteModule()) return without('this Node has no SQLite (22.13 or later has it)');
	try {
		const memory = memoryOver(await openSqlite(file, clock), { clock });
		return { memory, notice: queueMode ? inQueueMode(file) : undefined };
	} catch (error) {
		if (!isUnwritable(error)) return await Promise.reject(error);
		return without(`${file} cannot be written`);
	}
}

const inQueueMode = (file: string): string =>
	`n8n runs in queue mode, and what is remembered of sends, limits and sessions is in a file of this machine (${file}): workers without that very file know nothing of it. Set FREELANCE_HUB_DATABASE_URL to n8n, or to the address of a PostgreSQL database, on all of them.`;

/** SQLITE_READONLY, SQLITE_CANTOPEN. */
const UNWRITABLE = [8, 14];

/** The folder is not there or belongs to others. A locked or broken file is another thing. */
function isUnwritable(error: unknown): boolean {
	const { cause } = Object(error) as { cause?: { errcode?: number } };
	return UNWRITABLE.includes(Number(cause?.errcode) & 0xff);
}
