import type { IDataObject } from 'n8n-workflow';
import { desk } from '../../../lib';
import { deskMemory } from '../../../nodes/shared/memory';
import { leadOf, messageOf } from '../../support/records';

export interface OperationCase {
	/** `resource.operation` */
	at: string;
	/** An item that it works on; `n` makes it another one. */
	good: (n: number) => object;
	/** Two sets of parameters that give different answers. */
	parameters: [IDataObject, IDataObject];
	/** All items are worked on at once, with the parameters of the first. */
	once?: boolean;
	/** Works without any item's data. */
	needsNoItem?: boolean;
	/** What the desk remembers before it; else nothing. */
	before?: () => Promise<void>;
	/** Leaves out what it cannot use, and says so above the output. */
	leavesOut?: boolean;
}

const lead = (n: number) =>
	leadOf({
		sourceId: String(n),
		dedupeKey: `kwork:project:${n}`,
		money: { amount: 1000 * (n + 1), currency: 'RUB', kind: 'budget' },
	});

const message = (n: number) =>
	messageOf({ sourceId: String(n), createdAt: `2026-10-01T10:0${n}:00.000Z` });

const event = (n: number) => ({
	eventKey: `kwork:project:${n}:sent`,
	leadKey: `kwork:project:${n}`,
	source: 'kwork',
	step: 'sent',
	at: '2026-10-01T10:00:00.000Z',
	category: `${n}`,
	budgetBand: null,
	variant: 'A',
	score: 50,
});

const me = { about: 'Me', skills: 'python' };
const claim = { scope: 'leads', key: '={{ $json.dedupeKey }}' };
const variants = { values: [{ name: 'A', text: 'a', weight: 1 }] };

const NOW = Date.now();

/** One that went out and one that nobody knows of, always at the same time. */
async function twoSends(): Promise<void> {
	const { memory } = await deskMemory(console);
	const clock = jest.spyOn(Date, 'now').mockReturnValue(NOW);
	for (const [target, outcome] of [
		['user 1', 'sent'],
		['user 2', 'unknown'],
	] as const) {
		const intent = { service: 'kwork', account: 'shop', target, operation: 'kwork.message.send' };
		const noted = await memory.journal.intend(intent);
		if ('id' in noted) await memory.journal.settle(noted.id, outcome);
	}
	clock.mockRestore();
}

/** One in each of two funnels. */
async function twoSteps(): Promise<void> {
	const { facts } = (await deskMemory(console)).memory;
	for (const [funnel, n] of [
		['main', 1],
		['other', 2],
	] as const) {
		await desk.rememberStep(facts, funnel, desk.readFunnelEvent(event(n)));
	}
}

export const OPERATIONS: OperationCase[] = [
	{
		at: 'job.hardFilter',
		good: lead,
		parameters: [
			{ show: 'all', rules: { minBudget: 1 } },
			{ show: 'all', rules: { minBudget: 10_000, currency: 'RUB' } },
		],
	},
	{
		at: 'job.score',
		good: lead,
		parameters: [
			{ skills: 'python', budgetFloor: 0, budgetIdeal: 10, options: { idealComplexity: 1 } },
			{ skills: 'php', budgetFloor: 5000, budgetIdeal: 9000, options: { skillsWeight: 1 } },
		],
	},
	{
		at: 'job.mergeAnalysis',
		good: lead,
		parameters: [{ answer: '{"fit": 70}' }, { answer: '{"fit": 20}' }],
	},
	{
		at: 'job.rank',
		good: (n) => ({ ...lead(n), score: { total: 70 + n } }),
		parameters: [{ count: 5 }, { count: 1 }],
		once: true,
		leavesOut: true,
	},
	{
		at: 'proposal.buildPrompt',
		good: lead,
		parameters: [me, { ...me, about: 'You', options: { tone: 'calm' } }],
	},
	{
		at: 'proposal.checkDraft',
		good: lead,
		parameters: [{ draft: 'Пишите на a@b.ru' }, { draft: 'Бот' }],
	},
	{
		at: 'proposal.calculateBid',
		good: () => ({}),
		parameters: [
			{ hours: 10, hourlyRate: 1500, options: { budget: 25_000, competition: 10 } },
			{ hours: 1, hourlyRate: 20, feePercent: 10, options: { minimum: 50, step: 5 } },
		],
		needsNoItem: true,
	},
	{
		at: 'proposal.estimateDuration',
		good: lead,
		parameters: [{ options: { hoursPerDay: 5 } }, { options: { hoursPerDay: 1 } }],
	},
	{
		at: 'proposal.chooseVariant',
		good: lead,
		parameters: [
			{ experiment: 'a', key: '={{ $json.dedupeKey }}', variants },
			{ experiment: 'b', key: 'k', variants },
		],
	},
	{ at: 'conversation.answerOnce', good: message, parameters: [{}, {}], once: true },
	{
		at: 'conversation.mergeBurst',
		good: message,
		parameters: [{ pauseSeconds: 600 }, { pauseSeconds: 1 }],
		once: true,
	},
	{
		at: 'conversation.buildReplyPrompt',
		good: message,
		parameters: [me, { ...me, about: 'You' }],
		once: true,
	},
	{
		at: 'lead.toLead',
		good: (n) => ({ id: n + 1, title: `Job ${n}`, description: '' }),
		parameters: [
			{ source: 'kwork', fields: { amount: 5 } },
			{ source: 'upwork', fields: { amount: 7, currency: 'EUR', skills: 'a, b' } },
		],
	},
	{ at: 'lead.toContact', good: lead, parameters: [{}, {}] },
	{
		at: 'lead.toCrm',
		good: lead,
		parameters: [{ crm: 'amocrm' }, { crm: 'hubspot', options: { pipelineId: '7' } }],
	},
	{
		at: 'lead.mapStage',
		good: () => ({}),
		parameters: [
			{ source: 'kwork', value: '5', map: { done: '6' } },
			{ source: 'avito', value: 'interview', map: { talking: '9' } },
		],
		needsNoItem: true,
	},
	{
		at: 'once.keepNew',
		good: lead,
		parameters: [
			{ ...claim, leaseMinutes: 30 },
			{ ...claim, scope: 'others', leaseMinutes: 60, options: { atMost: 9, others: 'mark' } },
		],
	},
	{
		at: 'once.markDone',
		good: lead,
		parameters: [claim, { ...claim, options: { result: 'sent', keepDays: 3 } }],
	},
	{ at: 'once.release', good: lead, parameters: [claim, { ...claim, scope: 'others' }] },
	{
		at: 'journal.getAll',
		good: () => ({}),
		parameters: [
			{ returnAll: false, limit: 1, filters: { outcome: 'sent' } },
			{ returnAll: false, limit: 2, filters: { outcome: 'unknown' } },
		],
		needsNoItem: true,
		before: twoSends,
	},
	{
		at: 'journal.export',
		good: () => ({}),
		parameters: [
			{ format: 'csv', fileName: 'a' },
			{ format: 'csv', fileName: 'b', filters: { outcome: 'sent' } },
		],
		needsNoItem: true,
		before: twoSends,
	},
	{
		at: 'journal.erase',
		good: () => ({}),
		parameters: [{ recipient: 'user 1' }, { account: 'shop', recipient: 'user 2' }],
		needsNoItem: true,
		before: twoSends,
	},
	{
		at: 'funnel.recordEvent',
		good: lead,
		parameters: [
			{ step: 'seen', options: { at: '2026-10-01T10:00:00Z' } },
			{ step: 'sent', options: { at: '2026-10-02T10:00:00Z', variant: 'B', score: 7 } },
		],
	},
	{
		at: 'funnel.recordStep',
		good: lead,
		parameters: [
			{ step: 'seen', funnel: 'a', options: { at: '2026-10-01T10:00:00Z' } },
			{
				step: 'asked',
				funnel: 'b',
				options: { at: '2026-10-02T10:00:00Z', variant: 'B', score: 7 },
			},
		],
	},
	{
		at: 'funnel.getSteps',
		good: () => ({}),
		parameters: [
			{ funnel: 'main', returnAll: false, limit: 1 },
			{ funnel: 'other', returnAll: false, limit: 1 },
		],
		needsNoItem: true,
		before: twoSteps,
	},
	{
		at: 'funnel.report',
		good: event,
		parameters: [{ by: 'none' }, { by: 'category' }],
		once: true,
	},
	{
		at: 'funnel.forecast',
		good: event,
		parameters: [{ category: '0' }, { category: 'other' }],
		once: true,
	},
	{ at: 'funnel.chart', good: event, parameters: [{ title: 'A' }, { title: 'B' }], once: true },
];
