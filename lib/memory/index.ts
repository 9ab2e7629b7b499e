export { DeskMemory } from './desk';
export {
	LeaseLostError,
	LockBusyError,
	MemoryDownError,
	MemorySettingsError,
	NewerMemoryError,
} from './errors';
export { memoryOver, type MemoryOptions } from './memory';
export { openMemory, type OpenedMemory } from './open';
export { openPostgres } from './postgres';
export { processStores } from './process/stores';
export { memorySettings, type MemorySettings } from './settings';
export { openSqlite, sqliteModule } from './sqlite';
export type * from './types';
