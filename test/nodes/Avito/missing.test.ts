import { AvitoBench } from './support';

const bench = new AvitoBench();
beforeEach(async () => await bench.start());
afterEach(async () => await bench.stop());

/** What is not there is told as not there, whatever Output says. */
describe.each(['simplified', 'record', 'raw'])('what is missing, output %s', (output) => {
	test('a resume', async () => {
		const found = await bench.items({
			resource: 'resume',
			operation: 'getAll',
			parameters: { resumeIds: '5', output },
		});
		expect(found).toEqual([{ id: 5, missing: true }]);
	});

	test('a chat, one that cannot be asked for, and the coverage', async () => {
		bench.simulator.control.fault({
			kind: 'status',
			status: 403,
			body: '{"error":{"code":403,"message":"Forbidden"}}',
			operation: 'GET /messenger/v2/accounts/:user_id/chats/:chat_id',
			match: { chat_id: 'u2i-refused' },
			times: null,
		});
		const found = await bench.items({
			resource: 'chat',
			operation: 'getAll',
			parameters: {
				chatIds: 'u2i-nowhere,u2i-refused',
				knownOnly: true,
				addCoverage: true,
				output,
			},
		});
		expect(found).toEqual([
			{ id: 'u2i-nowhere', state: 'no_chat' },
			{ id: 'u2i-refused', state: 'unknown', reason: 'forbidden' },
			{
				id: 'coverage',
				coverage: {
					levels: [{ level: 'known', calls: 2, seen: 0, fresh: 0 }],
					capHit: false,
					complete: false,
					found: 0,
					absent: ['u2i-nowhere'],
					failed: [{ id: 'u2i-refused', reason: 'forbidden' }],
				},
			},
		]);
	});
});

describe('what is missing without a form of its own', () => {
	test('a voice message', async () => {
		expect(
			await bench.items({
				resource: 'chat',
				operation: 'getVoiceFiles',
				parameters: { voiceIds: 'b0c1d2e3-0000-4111-8222-333344445555' },
			}),
		).toEqual([{ voiceId: 'b0c1d2e3-0000-4111-8222-333344445555', url: null, missing: true }]);
	});

	test('the status of a vacancy', async () => {
		const uuid = '0f3c7c52-7a0e-4f0a-9a3e-0b8a1a5f9d11';
		expect(
			await bench.items({
				resource: 'vacancy',
				operation: 'getStatuses',
				parameters: { uuids: uuid },
			}),
		).toEqual([{ uuid, missing: true }]);
	});
});
