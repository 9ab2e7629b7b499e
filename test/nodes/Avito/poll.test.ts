import { TriggerContext } from 'n8n-core';
import type { IDataObject } from 'n8n-workflow';
import { AvitoPollTrigger } from '../../../nodes/Avito/AvitoPollTrigger.node';
import { avitoPolls } from '../../../nodes/Avito/pollTrigger/poll';
import { Poller } from '../../support/poller';
import { AvitoBench } from './support';

const bench = new AvitoBench();
beforeEach(async () => await bench.start());
afterEach(async () => await bench.stop());

const pollerOf = (parameters: IDataObject) =>
	new Poller(
		{
			node: AvitoPollTrigger,
			polls: avitoPolls,
			credential: { type: 'avitoApi', decrypt: () => bench.credential() as never },
		},
		parameters,
	);

const control = () => bench.simulator.control.avito;

test('messages: nothing old at first, each new one once, own ones never', async () => {
	const poller = pollerOf({ event: 'newMessage' });
	expect(await poller.poll()).toEqual([]);
	bench.simulator.control.advance(60_000);
	const { chatId } = (await control().candidateWrites({ text: 'Раз' })) as { chatId: string };
	await control().candidateWrites({ chatId, text: 'Два' });
	await control().accountWrites({ chatId, text: 'Ответ' });
	const found = await poller.poll();
	expect(found.map(({ text }) => text).sort()).toEqual(['Два', 'Раз']);
	expect(await poller.poll()).toEqual([]);
	bench.simulator.control.advance(3_600_000);
	await control().candidateWrites({ chatId, text: 'Три' });
	expect((await poller.poll()).map(({ text }) => text)).toEqual(['Три']);
});

test('applications: each once, one behind a chatbot when it appears, changes where wanted', async () => {
	const poller = pollerOf({ event: 'newApplication' });
	const changes = pollerOf({ event: 'newApplication', options: { applicationChanges: true } });
	expect(await poller.poll()).toEqual([]);
	expect(await changes.poll()).toEqual([]);
	bench.simulator.control.advance(60_000);
	const { id } = (await control().newApplication({})) as { id: string };
	const late = (await control().newApplication({ withBot: true })) as { id: string };
	expect((await poller.poll()).map((item) => item.id)).toEqual([id]);
	expect((await changes.poll()).map((item) => item.id)).toEqual([id]);
	bench.simulator.control.advance(3_600_000);
	expect((await poller.poll()).map((item) => item.id)).toEqual([late.id]);
	bench.simulator.control.advance(60_000);
	await control().changeApplication({ id, state: 'interview' });
	expect(await poller.poll()).toEqual([]);
	const changed = await changes.poll();
	expect(changed.find((item) => item.id === id)).toMatchObject({ state: 'interview' });
});

test('new resumes of a search, and changed ones', async () => {
	const fresh = pollerOf({ event: 'newResume' });
	const changed = pollerOf({ event: 'resumeChanged' });
	expect(await fresh.poll()).toEqual([]);
	expect(await changed.poll()).toEqual([]);
	bench.simulator.control.advance(120_000);
	const { id } = (await control().newResume({})) as { id: number };
	expect((await fresh.poll()).map((item) => item.id)).toEqual([id]);
	expect((await changed.poll()).map((item) => item.id)).toEqual([id]);
	bench.simulator.control.advance(120_000);
	await control().changeResume({ id, title: 'Другая должность' });
	expect(await fresh.poll()).toEqual([]);
	expect(await changed.poll()).toMatchObject([{ id, title: 'Другая должность' }]);
});

test('another search for resumes begins anew, as a memory that cannot be read; both are said', async () => {
	const warnings: string[] = [];
	const warn = (message: string) => void warnings.push(message);
	const logger = { debug() {}, info() {}, warn, error() {} };
	const spy = jest
		.spyOn(TriggerContext.prototype, 'logger', 'get')
		.mockReturnValue(logger as never);
	const narrow = pollerOf({ event: 'newResume', filters: { query: 'nobody-has-this' } });
	expect(await narrow.poll()).toEqual([]);
	await control().newResume({});
	const wide = pollerOf({ event: 'newResume' });
	wide.disk = narrow.disk;
	expect(await wide.poll()).toEqual([]);
	expect(warnings).toHaveLength(1);
	const broken = pollerOf({ event: 'newResume' });
	broken.disk = JSON.parse(
		JSON.stringify(wide.disk).replaceAll('"floor":', '"flour":'),
	) as IDataObject;
	expect(await broken.poll()).toEqual([]);
	expect(warnings).toHaveLength(2);
	spy.mockRestore();
});

test('resumes of a list tell their changes', async () => {
	const [card] = await bench.items({
		resource: 'resume',
		operation: 'search',
		parameters: { limit: 1 },
	});
	const id = Number(card?.id);
	const poller = pollerOf({ event: 'resumeChanged', resumeIds: String(id) });
	await poller.poll();
	bench.simulator.control.advance(120_000);
	await control().changeResume({ id, salary: 77_000 });
	expect(await poller.poll()).toMatchObject([{ event: 'resume', id, salary: 77_000 }]);
	expect(await poller.poll()).toEqual([]);
});

test('a manual test gives one sample and moves nothing', async () => {
	const poller = pollerOf({ event: 'newApplication' });
	expect(await poller.poll('manual')).toHaveLength(1);
	expect(poller.disk).toEqual({});
});

test('a poll that fails loses nothing: the next one brings it', async () => {
	const poller = pollerOf({ event: 'newMessage' });
	await poller.poll();
	bench.simulator.control.advance(60_000);
	await control().candidateWrites({ text: 'Важное' });
	bench.simulator.control.fault({
		service: 'avito',
		operation: '*',
		kind: 'status',
		status: 500,
		times: 8,
	});
	const warnings: string[] = [];
	const warn = (message: string) => void warnings.push(message);
	const logger = { debug() {}, info() {}, warn, error() {} };
	const spy = jest
		.spyOn(TriggerContext.prototype, 'logger', 'get')
		.mockReturnValue(logger as never);
	expect(await poller.poll()).toEqual([]);
	expect(warnings).toEqual([expect.stringContaining('a poll failed')]);
	spy.mockRestore();
	bench.simulator.control.clearFaults();
	expect((await poller.poll()).map(({ text }) => text)).toEqual(['Важное']);
});
