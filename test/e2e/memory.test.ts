import { ensureN8n, REPOSITORY, run } from '../../playground/harness';

test('the memory in SQLite keeps its promises in the Node that n8n runs in', async () => {
	const { node } = await ensureN8n();
	const jest = require.resolve('jest/bin/jest');
	const tests = [
		'--runInBand',
		'--colors=false',
		'--passWithNoTests=false',
		'test/lib/memory/sqlite',
	];
	await run(node, [jest, ...tests], { cwd: REPOSITORY });
}, 900_000);
