import type { IDataObject } from 'n8n-workflow';
import { Stage } from '../shared/stage';
import { triggers } from '../shared/triggers';

const one = triggers.find(({ name, variant }) => name === 'Avito Trigger' && !variant);
if (!one) throw new Error('The table has no Avito Trigger');

describe('Avito Trigger and what still waits for an answer', () => {
	const stage = new Stage(one);
	beforeEach(async () => await stage.set());
	afterEach(async () => await stage.strike());

	const avito = () => one.bench.simulator.control.avito;

	it.each([
		[{}, ['settled', 'waits']],
		[{ skipAnswered: true }, ['waits']],
	])('tells with %j, after a downtime, %j', async (options, texts) => {
		stage.choose(options);
		await stage.publish();
		await stage.live(2);
		await stage.stop();
		const { chatId } = avito().candidateWrites({ text: 'settled' }) as { chatId: string };
		await stage.live(2);
		one.bench.simulator.control.advance(120_000);
		avito().accountWrites({ chatId, text: 'by hand' });
		avito().candidateWrites({ text: 'waits' });
		await stage.live(2);
		await stage.publish();
		await stage.live(10);
		const items = stage.engine.emitted.map(({ item }): IDataObject => item.json);
		expect(items.map(({ text }) => text).sort()).toEqual(texts);
		for (const { text, answeredSince, ageSeconds } of items) {
			expect(answeredSince === null).toBe(text === 'waits');
			expect(typeof ageSeconds).toBe('number');
		}
	});
});
