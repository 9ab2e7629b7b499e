import { createConnection } from 'node:net';
import { Redis } from '../../playground/redis';

/** What a Redis on this port answers. */
async function ask(port: number, command: string): Promise<string> {
	return await new Promise((resolve, reject) => {
		const socket = createConnection({ port, host: '127.0.0.1' });
		socket.once('error', reject);
		socket.once('data', (answer) => {
			resolve(answer.toString());
			socket.destroy();
		});
		socket.write(`${command}\r\n`);
	});
}

test('a real Redis, there again after a power cut, gone after close', async () => {
	const redis = await Redis.open();
	try {
		expect(await ask(redis.port, 'SET word kept')).toBe('+OK\r\n');
		await redis.kill();
		await expect(ask(redis.port, 'GET word')).rejects.toThrow('ECONNREFUSED');
		await redis.start();
		expect(await ask(redis.port, 'GET word')).toBe('$-1\r\n');
	} finally {
		await redis.close();
	}
	await expect(ask(redis.port, 'PING')).rejects.toThrow('ECONNREFUSED');
});
