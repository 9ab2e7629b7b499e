/**
 * From a frame on the socket to `emit`, beside a bare ws client on the same channel that parses the
 * same frame; simulator, trigger and client share one process. Two figures: an event that is passed
 * on as it comes, and a new message, which is read from its dialog first because a frame can neither
 * be trusted to be in order nor to be the only one.
 */
import WebSocket from 'ws';
import { accounts, systemClock } from '../../lib';
import { startSimulator } from '../../simulator';
import { Engine } from '../nodes/kworkTrigger/engine';
import { median, now } from './measure';

const EVENTS = 200;
/** n8n runs for weeks: measured is code that the engine has compiled. */
const WARM_UP = 200;
const TARGET_MS = 1;
const APP_KEY = 'Basic bW9iaWxlX2FwaTpxRnZmUmw3dw==';

async function channelOf(url: string): Promise<string> {
	const post = async (method: string, form: Record<string, string>) => {
		const answer = await fetch(`${url}/api.kwork.ru/${method}`, {
			method: 'POST',
			headers: { authorization: APP_KEY },
			body: new URLSearchParams(form),
		});
		return (await answer.json()) as { response: Record<string, string> };
	};
	const { response } = await post('signIn', { login: 'demo', password: 'demo' });
	const channel = await post('getChannel', { token: response.token ?? '' });
	return channel.response.channel ?? '';
}

async function main(): Promise<void> {
	const simulator = await startSimulator();
	const channel = await channelOf(simulator.url);
	const socket = new WebSocket(
		`${simulator.url.replace('http', 'ws')}/notice.kwork.ru/ws/public/${channel}`,
	);
	await new Promise((resolve) => socket.once('open', resolve));
	let parsedAt = 0;
	socket.on('message', (data) => {
		const { text } = JSON.parse(String(data)) as { text: string };
		if (text.startsWith('{')) JSON.parse(text);
		parsedAt = now();
	});

	const measure = async (events: string[], happen: () => unknown): Promise<number[]> => {
		const engine = new Engine({
			simulatorUrl: simulator.url,
			clock: systemClock,
			parameters: { events },
			credential: { login: 'demo', password: 'demo', requestsPerMinute: 100_000_000 },
		});
		engine.outcome = () => 'success';
		const { closeFunction } = await engine.activate();
		while (simulator.control.sockets.list().length < 2) {
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
		const delays: number[] = [];
		for (let index = 0; index < WARM_UP + EVENTS; index += 1) {
			const before = engine.emitted.length;
			happen();
			await engine.until(() => engine.emitted.length > before);
			const emittedAt = now();
			while (parsedAt === 0) await new Promise((resolve) => setImmediate(resolve));
			delays.push(emittedAt - parsedAt);
			parsedAt = 0;
		}
		await closeFunction?.();
		await accounts.close();
		return delays.slice(WARM_UP);
	};

	const passedOn = await measure(['typing'], () => simulator.control.kwork.clientTypes({}));
	const messages = await measure(['newMessage'], () =>
		simulator.control.kwork.clientWrites({ text: 'Привет' }),
	);
	const result = {
		bench: 'frame',
		events: EVENTS,
		passedOnMs: median(passedOn),
		newMessageMs: median(messages),
		baseline: 'bare ws client that parses the frame',
		target: TARGET_MS,
	};
	process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit(0));
}

void main();
