import path from 'node:path';
import { REPOSITORY, run } from '../../playground/harness';

/** The short one; `npm run soak` is the long one. */
const SHORT = ['--messages', '200', '--kills', '10', '--restarts', '1', '--hard-kills', '1'];

test('200 messages, sockets cut 10 times, n8n restarted and killed: each starts one execution, in order', async () => {
	const tsx = path.join(REPOSITORY, 'node_modules', 'tsx', 'dist', 'cli.mjs');
	const soak = path.join(REPOSITORY, 'playground', 'soak', 'index.ts');
	const output = await run(process.execPath, [tsx, soak, ...SHORT], { cwd: REPOSITORY });
	const result = JSON.parse(output.trim().split('\n').at(-1) ?? '{}') as Record<string, unknown>;
	expect(result).toMatchObject({ ok: true, messages: 200, lost: 0, duplicated: 0, outOfOrder: 0 });
}, 900_000);
