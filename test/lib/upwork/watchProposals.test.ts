import { PROPOSAL_STATUSES, UpworkClient, watchProposals } from '../../../lib/upwork';
import type { Answer, Asked, TestServer } from './server';
import { accountOn, JumpingClock, serve, tokens } from './server';

const NOW = Date.UTC(2026, 10, 21);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

interface Own {
	id: string;
	status: string;
	made: number;
	/** Default: when it was made. */
	changed?: number;
	/** In no list; null: not to be found by its id either, a text: asking for it fails with it. */
	hidden?: true | null | string;
	/** Upwork tells it without its status. */
	withoutStatus?: boolean;
}

const node = ({ id, status, made, changed = made, withoutStatus }: Own) => ({
	id,
	status: withoutStatus ? null : { status },
	auditDetails: {
		createdDateTime: { rawValue: String(made) },
		modifiedDateTime: { rawValue: String(changed) },
	},
	marketplaceJobPosting: { id: `job${id}` },
});

describe('watchProposals', () => {
	let list: Own[];
	let now: number;
	let server: TestServer;
	let upwork: UpworkClient;
	let account: ReturnType<typeof accountOn>;

	const answer = ({ operationName, variables }: Asked): Answer => {
		if (operationName === 'MyProposal') {
			const own = list.find(({ id }) => id === variables.id);
			if (own?.hidden === 'HTTP 401') return { status: 401, body: {} };
			if (typeof own?.hidden === 'string') {
				return { body: { data: null, errors: [{ message: own.hidden }] } };
			}
			return { body: { data: { vendorProposal: own && own.hidden !== null ? node(own) : null } } };
		}
		const { filter, page, sort } = variables as {
			filter: { status_eq: string };
			page: { first: number; after?: string };
			sort: { field: string };
		};
		const time = ({ made, changed = made }: Own) =>
			sort.field === 'MODIFIEDDATETIME' ? changed : made;
		const found = list
			.filter(({ status, hidden }) => status === filter.status_eq && hidden === undefined)
			.sort((a, b) => time(b) - time(a));
		const from = Number(page.after ?? 0);
		const part = found.slice(from, from + page.first);
		const end = from + part.length;
		const pageInfo = { endCursor: String(end), hasNextPage: end < found.length };
		const edges = part.map((own) => ({ node: node(own) }));
		return { body: { data: { vendorProposals: { totalCount: found.length, pageInfo, edges } } } };
	};

	beforeAll(async () => {
		server = await serve(answer);
	});
	beforeEach(() => {
		list = [];
		now = NOW;
		server.asked.length = 0;
		account = accountOn(server.url, new JumpingClock(NOW));
		upwork = new UpworkClient({ account, tokens: tokens(), confirmationSecret: 's' });
	});
	afterEach(async () => await account.close());
	afterAll(async () => await server.close());

	/** @param skew how far this machine's clock is ahead of Upwork's */
	function watcher(skew = 0) {
		let saved: string | undefined;
		/** @param time how often it may be asked for before the time is over */
		return async (time = Infinity) => {
			let left = time;
			const { events, state } = await watchProposals(upwork.proposals, {
				state: saved === undefined ? undefined : JSON.parse(saved),
				now: now + skew,
				outOfTime: () => (left -= 1) < 0,
			});
			saved = JSON.stringify(state);
			return events.map(({ proposal, from, to }) => `${proposal.id}: ${from} to ${to}`).sort();
		};
	}

	const active = (count: number): Own[] =>
		Array.from({ length: count }, (_, i) => ({
			id: `p${i}`,
			status: 'Accepted',
			made: NOW - (i + 1) * DAY,
		}));
	const lookUps = () => server.asked.filter(({ operationName }) => operationName === 'MyProposal');

	it.each([-3, 0, 3])(
		'tells a proposal that is new while this clock is %d h ahead, and no old one',
		async (hours) => {
			list = active(3);
			// More ended ones than are read, so that old ones move up as others leave.
			for (let i = 0; i < 60; i += 1) {
				list.push({ id: `old${i}`, status: 'Declined', made: NOW - (i + 10) * DAY });
			}
			const poll = watcher(hours * HOUR);
			expect(await poll()).toEqual([]);
			now += HOUR;
			list.push({ id: 'new', status: 'Pending', made: now });
			list = list.filter(({ id }) => !/^old\d$/.test(id));
			expect(await poll()).toEqual(['new: null to Pending']);
			expect(await poll()).toEqual([]);
		},
	);

	it('tells an old one that ended long ago and is open again', async () => {
		for (let i = 0; i < 60; i += 1) {
			list.push({ id: `old${i}`, status: 'Archived', made: NOW - (i + 10) * DAY });
		}
		const poll = watcher();
		await poll();
		now += HOUR;
		const [reopened] = list.slice(-1);
		Object.assign(reopened ?? {}, { status: 'Activated', changed: now });
		expect(await poll()).toEqual(['old59: null to Activated']);
		expect(await poll()).toEqual([]);
	});

	it('comes to every lost one although many cannot be found', async () => {
		list = active(60);
		const poll = watcher();
		await poll();
		for (const own of list.slice(0, 59)) own.hidden = null;
		Object.assign(list[59] ?? {}, { status: 'Declined', hidden: true });
		const told: string[] = [];
		for (let round = 0; round < 4; round += 1) told.push(...(await poll()));
		expect(told).toEqual(['p59: Accepted to Declined']);
		server.asked.length = 0;
		await poll();
		expect(lookUps()).toEqual([]);
	});

	it('tells no change where one that could not be found is there again as it was', async () => {
		list = active(2);
		const poll = watcher();
		await poll();
		const [own] = list;
		if (own) own.hidden = null;
		expect(await poll()).toEqual([]);
		if (own) own.hidden = undefined;
		expect(await poll()).toEqual([]);
		if (own) own.status = 'Declined';
		expect(await poll()).toEqual(['p0: Accepted to Declined']);
	});

	it.each(['Exception occurred', 'Authorization failed'])(
		'goes on where one proposal always fails with "%s", and says so',
		async (failure) => {
			list = active(30);
			const poll = watcher();
			await poll();
			for (const own of list.slice(0, 28)) own.hidden = failure;
			Object.assign(list[28] ?? {}, { status: 'Declined', hidden: true });
			Object.assign(list[29] ?? {}, { status: 'Activated' });
			const told = [...(await poll()), ...(await poll()), ...(await poll())];
			expect(told).toEqual(['p29: Accepted to Activated', 'p28: Accepted to Declined']);
			expect(upwork.notices.join()).toContain('p0');
		},
	);

	it('fails as a whole where the token is refused', async () => {
		list = active(2);
		const poll = watcher();
		await poll();
		const [own] = list;
		if (own) own.hidden = 'HTTP 401';
		await expect(poll()).rejects.toMatchObject({ kind: 'authentication' });
	});

	it('takes the status from the list where a proposal comes without', async () => {
		list = active(3);
		const poll = watcher();
		await poll();
		for (const own of list) own.withoutStatus = true;
		expect(await poll()).toEqual([]);
		Object.assign(list[1] ?? {}, { status: 'Activated' });
		expect(await poll()).toEqual(['p1: Accepted to Activated']);
		Object.assign(list[2] ?? {}, { status: 'Hired', hidden: true });
		expect(await poll()).toEqual([]);
		Object.assign(list[2] ?? {}, { withoutStatus: false });
		expect(await poll()).toEqual(['p2: Accepted to Hired']);
	});

	it('forgets none of those that are still listed', async () => {
		list = active(2_100);
		const poll = watcher();
		await poll();
		Object.assign(list[0] ?? {}, { status: 'Activated' });
		Object.assign(list[2_050] ?? {}, { status: 'Activated' });
		expect(await poll()).toEqual(['p0: Accepted to Activated', 'p2050: Accepted to Activated']);
	});

	it('asks for every status that there is', async () => {
		await watcher()();
		const asked = server.asked.map(
			({ variables }) => (variables as { filter: { status_eq: string } }).filter.status_eq,
		);
		expect(asked.sort()).toEqual([...PROPOSAL_STATUSES].sort());
	});
});
