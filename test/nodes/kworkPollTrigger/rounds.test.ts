import type { IDataObject } from 'n8n-workflow';
import { orderChanges, projectChanges } from '../../../nodes/Kwork/pollTrigger/changes';
import { newProjects } from '../../../nodes/Kwork/pollTrigger/newProjects';
import { readPollSettings } from '../../../nodes/Kwork/pollTrigger/parameters';
import type { Source } from '../../../nodes/Kwork/pollTrigger/round';
import { loadLib } from '../../../nodes/shared/lib';
import type { Simulated } from '../../lib/kwork/simulated';
import { startSimulated } from '../../lib/kwork/simulated';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('rounds of the Kwork Poll Trigger', () => {
	let simulated: Simulated;
	let warnings: string[];
	beforeEach(async () => {
		warnings = [];
		simulated = await startSimulated();
	});
	afterEach(async () => {
		const violations = simulated.simulator.control.violations();
		await simulated.close();
		expect(violations).toEqual([]);
	});

	/** @param skew how far this machine's clock is ahead of Kwork's */
	function watcher(source: Source, parameters: IDataObject, skew = 0) {
		const settings = readPollSettings((name, fallback) => (parameters[name] ?? fallback) as never);
		let saved: string | undefined;
		return {
			get saved() {
				return saved;
			},
			set saved(text: string | undefined) {
				saved = text;
			},
			/** @param time how often it may be asked for before the time is over */
			async poll(time = Infinity): Promise<IDataObject[]> {
				let left = time;
				const { items, state } = await source.poll({
					client: simulated.client,
					lib: await loadLib(),
					settings,
					saved: saved === undefined ? undefined : JSON.parse(saved),
					now: simulated.simulator.control.now() + skew,
					enough: () => (left -= 1) < 0,
					signal: new AbortController().signal,
					warn: (message) => void warnings.push(message),
				});
				saved = JSON.stringify(state);
				return items.map(({ json }) => json);
			},
		};
	}

	const { arrives, appears } = {
		arrives: () => simulated.simulator.control.kwork.orderArrives({}).orderId,
		appears: (title: string) =>
			simulated.simulator.control.kwork.projectAppears({ title }).projectId,
	};

	it('comes to the end of many new projects a piece per poll, also while others come in', async () => {
		const watched = watcher(newProjects, { event: 'newProject' });
		await watched.poll();
		simulated.simulator.control.advance(HOUR);
		const ids = Array.from({ length: 120 }, (_, i) => appears(`Project ${i}`));
		const told: unknown[] = [];
		for (let polls = 0; polls < 8; polls += 1) {
			simulated.simulator.control.advance(60_000);
			ids.push(appears(`Later ${polls}`));
			told.push(...(await watched.poll(70)).map(({ id }) => id));
		}
		expect([...told].sort()).toEqual([...ids].sort());
	});

	describe('orders', () => {
		it.each([0, 1, 5, Infinity])(
			'tells no old one where the first poll ends after %d',
			async (time) => {
				for (let i = 0; i < 25; i += 1) arrives();
				const watched = watcher(orderChanges, { event: 'orderChanged' });
				expect(await watched.poll(time)).toEqual([]);
				simulated.simulator.control.advance(HOUR);
				const id = arrives();
				const told = [...(await watched.poll()), ...(await watched.poll())];
				expect(told).toMatchObject([{ id, isNew: true }]);
			},
		);

		it.each([-2, 2])('tells a new one while this clock is %d days ahead', async (days) => {
			arrives();
			const watched = watcher(orderChanges, { event: 'orderChanged' }, days * DAY);
			await watched.poll();
			simulated.simulator.control.advance(HOUR);
			const id = arrives();
			expect(await watched.poll()).toMatchObject([{ id, isNew: true }]);
		});

		it('goes on from what a version before remembered', async () => {
			arrives();
			const watched = watcher(orderChanges, { event: 'orderChanged' });
			await watched.poll();
			const { things } = JSON.parse(watched.saved ?? '{}') as {
				things: Array<[string, object]>;
			};
			watched.saved = JSON.stringify(Object.fromEntries(things));
			const id = arrives();
			expect(await watched.poll()).toMatchObject([{ id, isNew: true }]);
			expect(await watched.poll()).toEqual([]);
			expect(warnings).toEqual([]);
		});

		it('tells what it read before a page fails, once, and goes on when that page can be read', async () => {
			for (let i = 0; i < 25; i += 1) arrives();
			const watched = watcher(orderChanges, { event: 'orderChanged' });
			await watched.poll();
			simulated.simulator.control.advance(HOUR);
			const id = arrives();
			const fault = simulated.simulator.control.fault({
				service: 'kwork',
				operation: 'workerOrders',
				match: { page: 2 },
				kind: 'status',
				status: 500,
				times: null,
			});
			expect(await watched.poll()).toMatchObject([{ id }]);
			expect(warnings).toHaveLength(1);
			await expect(watched.poll()).rejects.toThrow();
			simulated.simulator.control.clearFaults(fault);
			expect(await watched.poll()).toEqual([]);
		});
	});

	describe('projects by their IDs', () => {
		it('tells nothing of a number of offers that was not watched before', async () => {
			const projectIds = String(appears('a'));
			const without = watcher(projectChanges, {
				event: 'projectChanged',
				projectIds,
				options: { watchOffers: false },
			});
			await without.poll();
			const watched = watcher(projectChanges, {
				event: 'projectChanged',
				projectIds,
				options: { watchOffers: true },
			});
			watched.saved = without.saved;
			expect(await watched.poll()).toEqual([]);
		});

		it('comes to each of them although every poll ends after one', async () => {
			const ids = ['a', 'b', 'c'].map(appears);
			const watched = watcher(projectChanges, {
				event: 'projectChanged',
				projectIds: ids.join(','),
			});
			await watched.poll();
			const last = ids.at(-1) ?? 0;
			simulated.simulator.control.kwork.projectCloses({ projectId: last });
			const told: IDataObject[] = [];
			for (let round = 0; round < 4; round += 1) told.push(...(await watched.poll(0)));
			expect(told).toMatchObject([{ id: last }]);
		});

		it('goes on behind one that Kwork always fails at, and says which', async () => {
			const [bad = 0, good = 0] = ['a', 'b'].map(appears);
			const watched = watcher(projectChanges, {
				event: 'projectChanged',
				projectIds: `${bad},${good}`,
			});
			await watched.poll();
			const fault = simulated.simulator.control.fault({
				service: 'kwork',
				operation: 'project',
				match: { id: bad },
				kind: 'status',
				status: 500,
				times: null,
			});
			simulated.simulator.control.kwork.projectCloses({ projectId: good });
			expect(await watched.poll()).toMatchObject([{ id: good }]);
			expect(warnings).toEqual([expect.stringContaining(String(bad))]);
			simulated.simulator.control.clearFaults(fault);
			simulated.simulator.control.kwork.projectCloses({ projectId: bad });
			expect(await watched.poll()).toMatchObject([{ id: bad }]);
		});

		it('fails where Kwork fails at all of them', async () => {
			const watched = watcher(projectChanges, {
				event: 'projectChanged',
				projectIds: ['a', 'b'].map(appears).join(','),
			});
			await watched.poll();
			simulated.simulator.control.fault({
				service: 'kwork',
				operation: 'project',
				kind: 'status',
				status: 500,
				times: null,
			});
			await expect(watched.poll()).rejects.toThrow();
		});
	});
});
