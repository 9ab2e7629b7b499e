import type { IDataObject } from 'n8n-workflow';
import { FreelanceDesk } from '../../../nodes/FreelanceDesk/FreelanceDesk.node';
import { leadOf, messageOf } from '../../support/records';
import { runNode } from '../../support/workflow';
import { jsonOf, run } from './support';

const leads = [3000, 20_000, 90_000].map((amount, index) =>
	leadOf({
		sourceId: String(index),
		dedupeKey: `kwork:project:${index}`,
		money: { amount, currency: 'RUB', kind: 'budget' },
	}),
);

describe('Freelance Desk', () => {
	it('filters, and says why where all are returned', async () => {
		const rules = { minBudget: 10_000, maxBudget: 50_000 };
		expect(await jsonOf('job', 'hardFilter', leads, { rules })).toMatchObject([{ sourceId: '1' }]);
		expect(await jsonOf('job', 'hardFilter', leads, { rules, show: 'all' })).toMatchObject([
			{ filter: { passed: false, reasons: ['Budget 3000 is below 10000'] } },
			{ filter: { passed: true } },
			{ filter: { passed: false, reasons: ['Budget 90000 is above 50000'] } },
		]);
	});

	it('scores, ranks and links the best to where they came from', async () => {
		const scored = await jsonOf('job', 'score', leads, { skills: 'python, телеграм бот' });
		const { outputs } = await run('job', 'rank', scored, { count: 2, minScore: 10 });
		expect(
			outputs[0]?.map(({ json, pairedItem }) => [json.sourceId, json.rank, pairedItem]),
		).toEqual([
			['1', 1, [{ item: 1 }]],
			['2', 2, [{ item: 2 }]],
		]);
	});

	it('moves what is no lead to the error output with a remedy', async () => {
		const { outputs } = await run('job', 'score', [leads[0] ?? {}, { title: 'x' }], {
			skills: 'a',
		});
		expect(outputs[0]).toHaveLength(1);
		expect(outputs[1]?.[0]?.json).toMatchObject({
			error: expect.stringContaining('not a lead') as string,
			details: expect.stringContaining('Output to Record') as string,
		});
	});

	it('merges the analysis of a model and marks a bad one', async () => {
		const answer = '={{ $json.sourceId === "0" ? "```{fit: 70}```" : "sorry" }}';
		expect(await jsonOf('job', 'mergeAnalysis', leads.slice(0, 2), { answer })).toMatchObject([
			{ ai: { ok: true, repaired: true, analysis: { fit: 70 } } },
			{ ai: { ok: false } },
		]);
	});

	it('calculates the bid of the worked example', async () => {
		const [bid] = await jsonOf('proposal', 'calculateBid', [{}], {
			hours: 10,
			hourlyRate: 1500,
			feePercent: 20,
			options: { budget: 25_000, competition: 10 },
		});
		expect(bid).toMatchObject({ price: 23_300, net: 18_640, netPerHour: 1864, worthwhile: true });
	});

	it.each([
		['hours', -1],
		['hourlyRate', -5],
		['feePercent', 100],
	])('refuses %s of %p', async (name, value) => {
		const { outputs } = await run('proposal', 'calculateBid', [{}], { [name]: value });
		expect(outputs[1]?.[0]?.json.error).toContain('out of range');
	});

	it('estimates, prompts, checks and chooses a variant for a lead', async () => {
		const [estimated] = await jsonOf('proposal', 'estimateDuration', [leadOf()]);
		expect(estimated).toMatchObject({ duration: { days: expect.any(Number) as number } });
		const [prompt] = await jsonOf('proposal', 'buildPrompt', [leadOf()], {
			about: 'Me',
			skills: 'python',
		});
		expect(prompt).toMatchObject({
			dedupeKey: 'kwork:project:3210987',
			user: expect.stringContaining('python') as string,
		});
		const [checked] = await jsonOf('proposal', 'checkDraft', [leadOf()], {
			draft: 'Пишите на a@b.ru',
		});
		expect(checked).toMatchObject({ ok: false });
		const variants = {
			values: [
				{ name: 'A', text: 'a', weight: 1 },
				{ name: 'B', text: 'b', weight: 1 },
			],
		};
		const [once, twice] = await jsonOf('proposal', 'chooseVariant', [leadOf(), leadOf()], {
			variants,
		});
		expect(once).toEqual(twice);
		const { outputs } = await run('proposal', 'chooseVariant', [leadOf()], { variants: {} });
		expect(outputs[1]?.[0]?.json.error).toContain('"Variants"');
	});

	it.each([
		['job', 'hardFilter', 'filter'],
		['job', 'score', 'score'],
		['job', 'mergeAnalysis', 'ai'],
		['proposal', 'estimateDuration', 'duration'],
	])('%s %s keeps what other nodes had added to the lead', async (resource, operation, added) => {
		const item = { ...leadOf(), row: { id: 7 }, note: 'mine', [added]: 'old' };
		const [result] = await jsonOf(resource, operation, [item], { skills: '', answer: '{}' });
		expect(result).toMatchObject({ ...leadOf(), row: { id: 7 }, note: 'mine' });
		expect(result?.[added]).not.toBe('old');
	});

	it('keeps what other nodes had added to messages', async () => {
		const item = { ...messageOf(), row: { id: 7 } };
		expect(await jsonOf('conversation', 'answerOnce', [item])).toMatchObject([item]);
		expect(await jsonOf('conversation', 'mergeBurst', [item])).toMatchObject([item]);
	});

	it('finds what is unanswered, merges bursts and builds the prompt of the reply', async () => {
		const thread = ['Здравствуйте!', 'Сколько стоит?'].map((text, n) =>
			messageOf({ sourceId: String(n + 1), text, createdAt: `2026-10-01T10:00:0${n}.000Z` }),
		);
		expect(await jsonOf('conversation', 'answerOnce', thread)).toHaveLength(2);
		const { outputs } = await run('conversation', 'mergeBurst', thread);
		expect(outputs[0]).toMatchObject([
			{ json: { text: 'Здравствуйте!\nСколько стоит?' }, pairedItem: [{ item: 0 }, { item: 1 }] },
		]);
		const [prompt] = await jsonOf('conversation', 'buildReplyPrompt', thread, {
			about: 'Me',
			skills: '',
		});
		expect(prompt?.user).toContain('Client: Сколько стоит?');
	});

	it('maps leads and contacts to three CRMs, and stages both ways', async () => {
		const options = { stages: '{"new": 142}', keyField: '777' };
		const [amo] = await jsonOf('lead', 'toCrm', [leadOf()], { crm: 'amocrm', options });
		expect(amo).toMatchObject({
			dedupeKey: 'kwork:project:3210987',
			body: { name: 'Бот для приёма заявок', price: 6000, status_id: 142 },
		});
		const unclear = [leadOf({ stage: null })];
		const [unstaged] = await jsonOf('lead', 'toCrm', unclear, { crm: 'amocrm', options });
		expect(unstaged).toMatchObject({ body: { price: 6000, status_id: undefined } });
		const [bitrix] = await jsonOf('lead', 'toCrm', [leadOf()], { crm: 'bitrix24' });
		expect(bitrix).toMatchObject({ body: { fields: { ORIGIN_ID: 'kwork:project:3210987' } } });
		const [contact] = await jsonOf('lead', 'toContact', [leadOf()]);
		expect(contact).toMatchObject({ record: 'contact', dedupeKey: 'kwork:user:777001' });
		const [hubspot] = await jsonOf('lead', 'toCrm', [contact ?? {}], { crm: 'hubspot' });
		expect(hubspot).toMatchObject({ body: { properties: { firstname: 'shop_owner' } } });
		const [stage] = await jsonOf('lead', 'mapStage', [{}], { source: 'kwork', value: '5' });
		expect(stage).toEqual({ stage: 'done', crmStage: '6' });
		const [back] = await jsonOf('lead', 'mapStage', [{}], { direction: 'fromCrm', value: '6' });
		expect(back).toEqual({ stage: 'done', crmStage: '6' });
		const { outputs } = await run('lead', 'mapStage', [{}], { value: 'nonsense' });
		expect(outputs[1]).toHaveLength(1);
	});

	it('makes a contact of a candidate, with phone and e-mail', async () => {
		const candidate = {
			record: 'candidate',
			source: 'avito',
			sourceId: '9',
			dedupeKey: 'avito:candidate:9',
			title: 'Продавец',
			person: { id: '501', name: 'Анна' },
			phone: '+79990000001',
		};
		const [contact] = await jsonOf('lead', 'toContact', [candidate]);
		expect(contact).toMatchObject({
			record: 'contact',
			dedupeKey: 'avito:user:501',
			phone: '+79990000001',
			text: 'Продавец',
		});
	});

	it('records events, reports, forecasts and draws', async () => {
		const events = await jsonOf('funnel', 'recordEvent', leads, {
			step: 'sent',
			options: { variant: 'A' },
		});
		expect(events.map(({ eventKey }) => eventKey)).toEqual(
			leads.map(({ dedupeKey }) => `${dedupeKey}:sent`),
		);
		expect(await jsonOf('funnel', 'report', events, { by: 'variant' })).toMatchObject([
			{ group: 'A', seen: 3, sent: 3, answered: 0 },
		]);
		const [forecast] = await jsonOf('funnel', 'forecast', events);
		expect(forecast).toMatchObject({ history: 3, alike: 3 });
		const { outputs } = await run('funnel', 'chart', events, { title: 'Ноябрь' });
		expect(outputs[0]?.[0]?.binary?.data).toMatchObject({
			mimeType: 'image/svg+xml',
			fileName: 'funnel.svg',
		});
	});

	it('counts by the days of the workflow, and takes no time that is none for now', async () => {
		const inTokyo = async (operation: string, items: object[], parameters: IDataObject) =>
			await runNode({
				node: new FreelanceDesk(),
				parameters: { resource: 'funnel', operation, ...parameters },
				items: items as IDataObject[],
				timeZone: 'Asia/Tokyo',
			});
		const recorded = await inTokyo('recordEvent', leads.slice(0, 1), {
			options: { at: '2026-11-05T01:00:00' },
		});
		const events = (recorded.outputs[0] ?? []).map(({ json }) => json);
		expect(events).toMatchObject([{ at: '2026-11-04T16:00:00.000Z' }]);
		const { outputs } = await inTokyo('report', events, { by: 'day' });
		expect(outputs[0]).toMatchObject([{ json: { group: '2026-11-05' } }]);
		const wrong = await inTokyo('recordEvent', leads.slice(0, 1), { options: { at: 'soon' } });
		expect(wrong.error?.message).toBe('"Time" is not a date: soon');
	});

	it('makes a lead of any item', async () => {
		const [lead] = await jsonOf('lead', 'toLead', [{ id: 7, title: 'Job', description: 'Text' }], {
			fields: { amount: 500, currency: 'USD' },
		});
		expect(lead).toMatchObject({
			dedupeKey: 'kwork:project:7',
			money: { amount: 500, currency: 'USD', kind: 'budget' },
		});
	});
});
