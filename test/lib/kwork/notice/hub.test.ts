import {
	createKworkHttp,
	KworkClient,
	KworkNoticeHub,
	type NoticeEvent,
} from '../../../../lib/kwork';
import { startSimulator, type Simulator } from '../../../../simulator';
import { ManualClock } from '../../../support/manualClock';

class Listener {
	readonly events: NoticeEvent[] = [];

	connected = 0;

	downs = 0;

	constructor(private readonly client: KworkClient) {}

	route = async (signal: AbortSignal) => await this.client.noticeRoute(signal);

	onEvent = (event: NoticeEvent) => void this.events.push(event);

	onConnected = () => void (this.connected += 1);

	onDown = () => void (this.downs += 1);
}

describe('one socket per account', () => {
	let simulator: Simulator;
	let client: KworkClient;
	let clock: ManualClock;
	let hub: KworkNoticeHub;

	beforeEach(async () => {
		simulator = await startSimulator();
		clock = new ManualClock();
		const http = createKworkHttp({
			account: 'demo',
			simulatorUrl: simulator.url,
			requestsPerMinute: 60_000,
		});
		client = new KworkClient({ credential: { login: 'demo', password: 'demo' }, http });
		hub = new KworkNoticeHub({ clock, random: () => 1 });
	});
	afterEach(async () => {
		await hub.close();
		await client.close();
		await simulator.close();
	});

	const until = async (done: () => boolean) => {
		while (!done()) await new Promise((resolve) => setImmediate(resolve));
	};
	const sockets = () => simulator.control.sockets.list({ service: 'kwork' }).length;

	it('opens with the first listener, tells every one, and closes with the last one out', async () => {
		const [first, second] = [new Listener(client), new Listener(client)];
		expect(hub.status).toMatchObject({ state: 'idle', listeners: 0, lastEventAt: null });
		const leaveFirst = hub.subscribe(first);
		await until(() => first.connected === 1);
		const leaveSecond = hub.subscribe(second);
		expect(second.connected).toBe(1);
		simulator.control.kwork.clientTypes({});
		await until(() => first.events.length === 1 && second.events.length === 1);
		expect(sockets()).toBe(1);
		expect(hub.status).toMatchObject({
			state: 'open',
			listeners: 2,
			lastEvent: 'is_typing',
			lastEventAt: new Date(clock.now()).toISOString(),
		});
		await leaveFirst();
		await leaveFirst();
		expect(hub.status.state).toBe('open');
		await leaveSecond();
		await until(() => sockets() === 0);
		expect(hub.status).toMatchObject({ state: 'idle', listeners: 0 });
	});

	it('opens again for a listener that comes after the last one left', async () => {
		await hub.subscribe(new Listener(client))();
		const next = new Listener(client);
		hub.subscribe(next);
		await until(() => next.connected === 1);
		expect(sockets()).toBe(1);
	});

	it('asks a listener that is still there for the way, and tells everybody about the outage', async () => {
		const [first, second] = [new Listener(client), new Listener(client)];
		const leave = hub.subscribe(first);
		hub.subscribe(second);
		await until(() => second.connected === 1);
		first.route = async () => await Promise.reject(new Error('gone'));
		await leave();
		simulator.control.sockets.drop({ service: 'kwork' });
		await until(() => second.downs === 1);
		await clock.advance(1000);
		await until(() => second.connected === 2);
		expect(first.downs).toBe(0);
	});

	it('does not let one listener that throws disturb the others', async () => {
		const [broken, second] = [new Listener(client), new Listener(client)];
		broken.onEvent = () => {
			throw new Error('broken');
		};
		hub.subscribe(broken);
		hub.subscribe(second);
		await until(() => second.connected === 1);
		simulator.control.kwork.clientTypes({});
		await until(() => second.events.length === 1);
	});

	it('keeps the name of the channel out of its status', async () => {
		const listener = new Listener(client);
		hub.subscribe(listener);
		await until(() => listener.connected === 1);
		simulator.control.sockets.drop({ service: 'kwork' });
		await until(() => listener.downs === 1);
		expect(JSON.stringify(hub.status)).not.toContain(await client.channel());
	});
});
