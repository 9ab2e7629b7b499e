/**
 * Loaded into n8n before everything else: tells on request how much memory its process needs after
 * everything that can be freed has been freed. In bytes.
 */
import { createServer } from 'node:http';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const port = Number(process.env.SOAK_MEMORY_PORT);
// Not in the supervisor, n8n's other commands and its runner of code, which get this too.
if (port > 0 && process.argv[2] === 'start') {
	setFlagsFromString('--expose-gc');
	const collectGarbage = runInNewContext('gc');
	const server = createServer((_request, response) => {
		collectGarbage({ type: 'major', execution: 'sync', flavor: 'last-resort' });
		const { rss, heapUsed } = process.memoryUsage();
		response.end(JSON.stringify({ rss, heapUsed }));
	});
	server.listen(port, '127.0.0.1').unref();
}
