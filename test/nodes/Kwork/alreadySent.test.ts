import { byId } from '../../support/workflow';
import { KworkBench } from './support';

const bench = new KworkBench();
beforeAll(async () => await bench.start());
afterAll(async () => await bench.stop());
afterEach(async () => await bench.reset());

const send = async (facts: object = {}) =>
	(
		await bench.items({
			resource: 'message',
			operation: 'send',
			parameters: { userId: byId(777_001), text: 'Готов начать', ...facts },
		})
	)[0];

describe('Skip If Already Sent', () => {
	it('looks back to the last answer, however far that is', async () => {
		const { kwork } = bench.simulator.control;
		const first = await send();
		for (let i = 0; i < 70; i += 1) {
			kwork.clientWrites({ from: 'demo', to: 'shop_owner', text: `Вопрос ${i}` });
		}
		expect(await send()).toMatchObject({ messageId: first?.messageId, alreadySent: true });
		expect(bench.calls('inboxCreate')).toBe(1);
	});

	it('reads no further than it has to', async () => {
		bench.simulator.control.kwork.clientWrites({ text: 'Когда?' });
		expect(await send()).toMatchObject({ alreadySent: false });
		expect(bench.calls('getInboxTracks')).toBeLessThanOrEqual(2);
	});
});
