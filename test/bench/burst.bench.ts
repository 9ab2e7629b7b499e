/**
 * 10,000 frames at once, from the socket through the hub to `emit`: events that are passed on as
 * they come, and new messages in 40 dialogs, each read from its dialog. Beside it a bare ws client
 * that parses the same frames. The peak of the heap is what comes on top of the heap before.
 */
import { isMainThread } from 'node:worker_threads';
import WebSocket from 'ws';
import { accounts, systemClock } from '../../lib';
import { Engine } from '../nodes/kworkTrigger/engine';
import { now } from './measure';
import { KworkThread, serveKwork, type Command } from './support/service';

const FRAMES = 10_000;
const DIALOGS = 40;
/** MB on top, for 10,000 messages that are all there at once. */
const HEAP_TARGET = 100;
const SAMPLE_MS = 2;

interface Figures {
	ms: number;
	peakMb: number;
}

async function timed(work: () => Promise<void>): Promise<Figures> {
	globalThis.gc?.();
	const before = process.memoryUsage().heapUsed;
	let peak = before;
	const sample = () => (peak = Math.max(peak, process.memoryUsage().heapUsed));
	const timer = setInterval(sample, SAMPLE_MS);
	const start = now();
	await work();
	const ms = now() - start;
	sample();
	clearInterval(timer);
	return { ms, peakMb: (peak - before) / 1_048_576 };
}

async function throughTrigger(events: string[], command: Command): Promise<Figures> {
	const kwork = await KworkThread.start(__filename);
	const engine = new Engine({
		simulatorUrl: kwork.url,
		clock: systemClock,
		remember: false,
		parameters: { events },
		credential: { requestsPerMinute: 100_000_000 },
	});
	const { closeFunction } = await engine.activate();
	await kwork.connected();
	const figures = await timed(async () => {
		void kwork.ask(command);
		await engine.until(() => engine.starts === FRAMES);
	});
	await closeFunction?.();
	await accounts.close();
	await kwork.close();
	return figures;
}

async function bareClient(command: Command): Promise<Figures> {
	const kwork = await KworkThread.start(__filename);
	const socket = new WebSocket(kwork.url.replace('http', 'ws'));
	await new Promise((resolve) => socket.once('open', resolve));
	const figures = await timed(async () => {
		let frames = 0;
		const all = new Promise<void>((resolve) => {
			socket.on('message', (data) => {
				const { text } = JSON.parse(String(data)) as { text: string };
				JSON.parse(text);
				frames += 1;
				if (frames === FRAMES) resolve();
			});
		});
		void kwork.ask(command);
		await all;
	});
	socket.terminate();
	await kwork.close();
	return figures;
}

async function measure(): Promise<void> {
	const tell: Command = { do: 'tell', event: 'is_typing', frames: FRAMES };
	const write: Command = { do: 'write', messages: FRAMES, dialogs: DIALOGS, told: true };
	// Once for the compiler, once for the figure.
	await bareClient(write);
	const bare = await bareClient(write);
	await throughTrigger(['typing'], tell);
	const passedOn = await throughTrigger(['typing'], tell);
	await throughTrigger(['newMessage'], write);
	const messages = await throughTrigger(['newMessage'], write);
	const ok = passedOn.peakMb <= HEAP_TARGET && messages.peakMb <= HEAP_TARGET;
	const line = (name: string, { ms, peakMb }: Figures) =>
		`${name}: ${ms.toFixed(0)} ms, ${peakMb.toFixed(1)} MB on top\n`;
	process.stdout.write(
		line('bare ws client that parses', bare) +
			line('events passed on', passedOn) +
			line('new messages', messages) +
			`${JSON.stringify({ bench: 'burst', frames: FRAMES, bareMs: bare.ms, barePeakMb: bare.peakMb, passedOnMs: passedOn.ms, passedOnPeakMb: passedOn.peakMb, messagesMs: messages.ms, messagesPeakMb: messages.peakMb, heapTargetMb: HEAP_TARGET, ok })}\n`,
		() => process.exit(ok ? 0 : 1),
	);
}

void (isMainThread ? measure() : serveKwork());
