import fc from 'fast-check';
import { statusesOf } from '../../../lib/records/crm/stages';
import { ORDER_STATUS } from '../../../lib/kwork';
import { FreelanceDesk } from '../../../nodes/FreelanceDesk/FreelanceDesk.node';
import { STAGES } from '../../../lib/records';
import { itemsOf, runNode } from '../../support/workflow';
import { KNOWN_STATUSES, referenceStatuses } from './statuses';

const map = (parameters: object, item: object = {}) =>
	runNode({
		node: new FreelanceDesk(),
		parameters: { resource: 'lead', operation: 'mapStage', ...parameters },
		items: [item as never],
		onError: 'continueErrorOutput',
	});

const stageIn = async (source: string, value: string, kind: string) =>
	itemsOf(await map({ source, value }, { kind }))[0]?.stage;

describe('Map Stage', () => {
	it.each(KNOWN_STATUSES)(
		'knows every status of a %s %s, and no other',
		async (source, kind, all) => {
			expect(statusesOf(source, kind).sort()).toEqual([...all].sort());
			for (const status of all) {
				expect(STAGES).toContain(await stageIn(source, status, kind));
			}
		},
	);

	it('knows the names that the node gives to orders', () => {
		expect(statusesOf('kwork', 'order')).toEqual(
			expect.arrayContaining([...Object.keys(ORDER_STATUS), ...Object.values(ORDER_STATUS)]),
		);
	});

	it('knows every status of the references', () => {
		const lists = referenceStatuses();
		for (const [source, kind, statuses] of lists) {
			expect([source, kind, statuses.length > 1]).toEqual([source, kind, true]);
			const known = KNOWN_STATUSES.find(([s, k]) => s === source && k === kind)?.[2];
			expect(known).toEqual(expect.arrayContaining(statuses));
		}
		expect(lists.find(([, kind]) => kind === 'offer')?.[2]).toHaveLength(20);
	});

	it.each([
		['upwork', 'ACTIVE', 'job', 'new'],
		['upwork', 'ACTIVE', 'contract', 'inWork'],
		['upwork', 'CLOSED', 'contract', 'done'],
		['upwork', 'Accepted', 'proposal', 'offered'],
		['upwork', 'ACCEPTED', 'offer', 'inWork'],
		['upwork', 'EXPIRED', '', 'lost'],
		['kwork', 'onReview', '', 'inReview'],
		['kwork', '4', 'order', 'inReview'],
		['kwork', 'cancelled', '', 'lost'],
		['avito', 'inprocess', '', 'talking'],
		['kwork', 'talking', '', 'talking'],
		['upwork', 'PAUSED', 'WEEKLY_RETAINER', 'inWork'],
	])('%s %s of "%s" is %s', async (source, value, kind, stage) => {
		expect(await stageIn(source, value, kind)).toBe(stage);
	});

	it('asks what has the status where it means two things', async () => {
		const { outputs } = await map({ source: 'upwork', value: 'ACTIVE' });
		expect(outputs[1]?.[0]?.json).toEqual({
			error: '"ACTIVE" of upwork is new of a job and inWork of a contract',
			details: 'Set Status Of to job or contract.',
		});
	});

	it('refuses a map that names stages which do not exist', async () => {
		const { outputs } = await map({ source: 'kwork', value: '1', map: { won: '9', inWork: '4' } });
		expect(outputs[1]?.[0]?.json).toMatchObject({
			error: expect.stringContaining('won') as string,
			details: expect.stringContaining('inReview') as string,
		});
	});

	it('finds nothing in what every object has', async () => {
		const words = ['constructor', '__proto__', 'toString', 'hasOwnProperty', '={{ "" }}'];
		await fc.assert(
			fc.asyncProperty(fc.constantFrom(...words), fc.boolean(), async (value, back) => {
				const direction = back ? 'fromCrm' : 'toCrm';
				const { outputs } = await map({ source: 'kwork', direction, value });
				expect(outputs[0]).toEqual([]);
				expect(outputs[1]?.[0]?.json.details).not.toBe('');
			}),
			{ numRuns: 10 },
		);
	});
});
