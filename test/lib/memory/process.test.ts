import { processStores } from '../../../lib/memory';
import type { MemoryStores } from '../../../lib/memory/memory';
import { describeMemory } from './contract';
import { describeHostile } from './hostile';
import type { Backend } from './rig';

async function backend(): Promise<Backend> {
	let stores: MemoryStores | undefined;
	return await Promise.resolve({
		open: async (clock) => await Promise.resolve((stores ??= processStores(clock))),
		close: async () => {},
	});
}

describeMemory('process memory', backend);
describeHostile('process memory', backend, 200);
