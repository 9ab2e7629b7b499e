import type { IDataObject } from 'n8n-workflow';
import { byId } from '../../support/workflow';
import { UpworkBench } from './support';

const bench = new UpworkBench();
beforeAll(async () => await bench.start());
afterAll(async () => await bench.stop());
afterEach(async () => await bench.reset());

const mutations = (operation: string) => bench.requests(operation).length;

async function roomId(): Promise<string> {
	const [room] = await bench.items({
		resource: 'room',
		operation: 'getAll',
		parameters: { limit: 1 },
	});
	return String(room?.id);
}

const send = async (room: string, text: string, facts: object = {}) =>
	await bench.run({
		resource: 'message',
		operation: 'send',
		parameters: { roomId: byId(room), text, ...facts },
	});

describe('Messages', () => {
	it('sends once, and returns the earlier one when asked again', async () => {
		const room = await roomId();
		const { outputs } = await send(room, 'Thanks, I will look at it today.');
		expect(outputs[0]?.[0]?.json).toMatchObject({ alreadySent: false, roomId: room });
		const again = await send(room, 'Thanks, I will look at it today.');
		expect(again.outputs[0]?.[0]?.json).toMatchObject({
			alreadySent: true,
			id: outputs[0]?.[0]?.json.id,
		});
		expect(mutations('createRoomStoryV2')).toBe(1);
	});

	it('sends nothing in a dry run, by the node or by the credential', async () => {
		const room = await roomId();
		const { outputs } = await send(room, 'Hello', { dryRun: true });
		expect(outputs[0]?.[0]?.json).toMatchObject({
			dryRun: true,
			request: { roomId: room, message: 'Hello' },
		});
		const blocked = await bench.run({
			resource: 'message',
			operation: 'send',
			parameters: { roomId: byId(room), text: 'Hello' },
			credential: { writeAccess: 'block' },
		});
		expect(blocked.error?.message).toContain('Block');
		expect(mutations('createRoomStoryV2')).toBe(0);
	});

	it('finds a message whose answer was lost', async () => {
		const room = await roomId();
		bench.simulator.control.fault({
			service: 'upwork',
			operation: 'createRoomStoryV2',
			kind: 'answerLost',
		});
		const { outputs, error } = await send(room, 'Did this arrive?');
		expect(error).toBeUndefined();
		expect(outputs[0]?.[0]?.json).toMatchObject({ settledByReading: true });
		expect(mutations('createRoomStoryV2')).toBe(1);
	});

	it('edits a message of its own', async () => {
		const room = await roomId();
		const { outputs } = await send(room, 'Frist version');
		const messageId = byId(outputs[0]?.[0]?.json.id);
		await bench.items({
			resource: 'message',
			operation: 'edit',
			parameters: { roomId: byId(room), messageId, text: 'First version' },
		});
		const [message] = await bench.items({
			resource: 'message',
			operation: 'getAll',
			parameters: { roomId: byId(room), limit: 1 },
		});
		expect(message).toMatchObject({ text: 'First version', direction: 'out' });
	});
});

describe('Rooms', () => {
	const archive = async (room: string, facts: IDataObject = {}) =>
		await bench.run({
			resource: 'room',
			operation: 'archive',
			parameters: { roomId: byId(room), ...facts },
		});
	const isReadOnly = async (room: string) =>
		(
			await bench.items({
				resource: 'room',
				operation: 'get',
				parameters: { roomId: byId(room), output: 'raw' },
			})
		)[0]?.readOnly;
	const fault = (kind: 'answerLost' | 'reset') =>
		bench.simulator.control.fault({ service: 'upwork', operation: 'archiveRoom', kind });

	it('archives a room, and nothing in a dry run', async () => {
		const room = await roomId();
		const dry = await archive(room, { dryRun: true });
		expect(dry.outputs[0]?.[0]?.json).toMatchObject({ dryRun: true, request: { roomId: room } });
		expect(await isReadOnly(room)).toBe(false);
		const { outputs } = await archive(room);
		const done = { id: room, archived: true, settledByReading: false };
		expect(outputs[0]?.[0]?.json).toMatchObject(done);
		expect(await isReadOnly(room)).toBe(true);
	});

	it('reads the room where the answer was lost', async () => {
		const room = await roomId();
		fault('answerLost');
		const { outputs, error } = await archive(room);
		expect(error).toBeUndefined();
		expect(outputs[0]?.[0]?.json).toMatchObject({ archived: true, settledByReading: true });
		expect(mutations('archiveRoom')).toBe(1);
	});

	it('says that it does not know where the room is as it was', async () => {
		const room = await roomId();
		fault('reset');
		const { error } = await archive(room);
		expect(error?.message).toContain('It is not known whether room');
		expect(error?.description).toBeTruthy();
		expect(mutations('archiveRoom')).toBe(1);
		expect(await isReadOnly(room)).toBe(false);
	});
});

describe('Proposals', () => {
	const QUESTION = 'How would you start?';
	const post = (): string => {
		const job = bench.control.newJob({ title: 'Wanted', questions: [QUESTION], connectsCost: 12 });
		return String((job as { id: string }).id);
	};
	const prepare = async (jobId: string, facts: IDataObject = {}) =>
		(
			await bench.items({
				resource: 'proposal',
				operation: 'prepare',
				parameters: {
					jobId: byId(jobId),
					coverLetter: 'Hello, I have built this before.',
					amount: 45,
					answers: { values: [{ question: '', answer: 'With the schema.' }] },
					...facts,
				},
			})
		)[0];
	const submit = async (prepared: IDataObject | undefined, confirmation: unknown, facts = {}) =>
		await bench.run({
			resource: 'proposal',
			operation: 'submit',
			parameters: { prepared: prepared ?? {}, confirmation: String(confirmation), ...facts },
		});
	const balance = async () =>
		(await bench.items({ resource: 'account', operation: 'getConnects' }))[0]?.connectsBalance;

	it('submits what a person confirmed, once', async () => {
		const before = Number(await balance());
		const prepared = await prepare(post());
		expect(prepared).toMatchObject({ ready: true, missing: [], submission: 'offered' });
		const dry = await submit(prepared, prepared?.confirmation, { dryRun: true });
		expect(dry.outputs[0]?.[0]?.json).toMatchObject({
			dryRun: true,
			request: { jobReference: prepared?.jobId, chargedAmount: 45 },
		});
		const { outputs } = await submit(prepared, prepared?.confirmation);
		expect(outputs[0]?.[0]?.json).toMatchObject({ alreadySubmitted: false, alreadySent: false });
		const again = await submit(prepared, prepared?.confirmation);
		expect(again.outputs[0]?.[0]?.json).toMatchObject({
			alreadySent: true,
			proposalId: outputs[0]?.[0]?.json.proposalId,
		});
		const forced = await submit(prepared, prepared?.confirmation, { skipIfAlreadySent: false });
		expect(forced.outputs[0]?.[0]?.json).toMatchObject({ alreadySubmitted: true });
		expect(mutations('createJobProposal')).toBe(1);
		expect(before - Number(await balance())).toBe(12);
	});

	it.each([
		['', {}],
		[' without Skip If Already Sent', { skipIfAlreadySent: false }],
	])('asks four times for one submission%s, and looks right before it', async (_, facts) => {
		const prepared = await prepare(post());
		const before = bench.requests().length;
		await submit(prepared, prepared?.confirmation, facts);
		const asked = bench.requests().slice(before);
		const [who, ...look] = asked.map(({ operation }) => operation);
		const sent = look.pop();
		expect([who, sent]).toEqual(['user+organization', 'createJobProposal']);
		expect(look.sort()).toEqual(['marketplaceJobPosting', 'vendorProposals']);
	});

	it('refuses without the matching confirmation', async () => {
		const prepared = await prepare(post());
		for (const [item, confirmation] of [
			[prepared, ''],
			[prepared, 'uwc1.abc.def'],
			[{ ...prepared, coverLetter: 'Another text' }, prepared?.confirmation],
			[{}, prepared?.confirmation],
		] as const) {
			const { error } = await submit(item, confirmation).catch((failure: Error) => ({
				error: failure,
			}));
			expect(error).toBeDefined();
		}
		expect(mutations('createJobProposal')).toBe(0);
	});

	it('lets no AI agent submit', async () => {
		const prepared = await prepare(post());
		const { error } = await bench.run({
			resource: 'proposal',
			operation: 'submit',
			parameters: {
				prepared: prepared ?? {},
				confirmation: String(prepared?.confirmation),
				skipIfAlreadySent: false,
			},
			asTool: true,
		});
		expect(error?.message).toContain('An AI agent cannot submit proposals');
		expect(mutations('createJobProposal')).toBe(0);
	});

	it('names what is missing', async () => {
		const prepared = await prepare(post(), { answers: {}, coverLetter: '' });
		expect(prepared).toMatchObject({ ready: false, confirmation: null });
		expect((prepared?.missing as IDataObject[]).map(({ field }) => field)).toEqual([
			'coverLetter',
			'answers',
		]);
	});

	it('gives the link where the key may not submit', async () => {
		const key = bench.control.setKey({}) as { scopes: string[] };
		bench.control.setKey({ scopes: key.scopes.filter((scope) => !/submit-proposal/.test(scope)) });
		await bench.connect();
		const prepared = await prepare(post());
		const { error } = await submit(prepared, prepared?.confirmation);
		expect(error?.message).toContain('may not submit');
		expect(error?.description).toContain(`~02${String(prepared?.jobId)}`);
	});

	it.each(['errors', 'result'] as const)('knows an invitation by its code in %s', async (where) => {
		bench.control.configure({ duplicateProposalIn: where });
		const jobId = post();
		const prepared = await prepare(jobId);
		bench.control.invite({ jobId });
		const { error } = await submit(prepared, prepared?.confirmation);
		expect(error?.message).toContain('already a proposal or an invitation');
	});

	it('says that Connects are used up', async () => {
		const prepared = await prepare(post());
		bench.control.setConnects({ connects: 3 });
		const { error } = await submit(prepared, prepared?.confirmation);
		expect(error?.message).toMatch(/Connects/i);
	});

	it('finds a proposal whose answer was lost', async () => {
		const prepared = await prepare(post());
		bench.simulator.control.fault({
			service: 'upwork',
			operation: 'createJobProposal',
			kind: 'answerLost',
		});
		const { outputs, error } = await submit(prepared, prepared?.confirmation);
		expect(error).toBeUndefined();
		expect(outputs[0]?.[0]?.json).toMatchObject({ settledByReading: true });
		expect(mutations('createJobProposal')).toBe(1);
	});
});

describe('GraphQL', () => {
	it('submits no proposal past the confirmation', async () => {
		const { error } = await bench.run({
			resource: 'graphql',
			operation: 'mutation',
			parameters: {
				document:
					'mutation M($i: CreateJobProposalInput!) { createJobProposal(input: $i) { error } }',
				variables: '{}',
			},
		});
		expect(error?.message).toContain('confirmed');
		expect(mutations('createJobProposal')).toBe(0);
	});
});
