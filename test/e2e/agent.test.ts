import { AgentStage, fromAi, idFromAi, type ToolNode } from './agentStage';

/** Characters of one tool's answer; a model reads all of them, about a token for every two or three. */
const SMALL = 8_000;

const tool = (
	name: string,
	service: ToolNode['service'],
	[resource, operation]: [string, string],
	parameters: Record<string, unknown> = {},
	credential?: string,
): ToolNode => ({
	name,
	service,
	credential,
	parameters: { resource, operation, ...parameters },
});

const person = idFromAi('userId', 'ID of the person, e.g. 777001');
const words = fromAi('text', 'What to send');
const kworkMessage = { userId: person, text: words };

/** Lists that are read without a question. */
const LISTS = [
	tool('Kwork dialogs', 'kwork', ['dialog', 'getAll']),
	tool('Kwork orders', 'kwork', ['order', 'getAll']),
	tool('Kwork offers', 'kwork', ['offer', 'getAll']),
	tool('Kwork notifications', 'kwork', ['notification', 'getAll']),
	tool('Kwork reviews', 'kwork', ['review', 'getAll']),
	tool('Avito applications', 'avito', ['application', 'getAll'], {
		updatedSince: '={{ $now.minus({ days: 60 }).toISO() }}',
	}),
	tool('Avito chats', 'avito', ['chat', 'getAll']),
	tool('Avito resumes', 'avito', ['resume', 'search']),
	tool('Avito vacancies', 'avito', ['vacancy', 'getAll']),
	tool('Upwork rooms', 'upwork', ['room', 'getAll']),
	tool('Upwork proposals', 'upwork', ['proposal', 'getAll']),
	tool('Upwork contracts', 'upwork', ['contract', 'getHistory']),
];

const TOOLS = [
	...LISTS,
	tool('Kwork projects', 'kwork', ['project', 'getAll'], {
		filters: { favouritesOnly: false, query: fromAi('query', 'Words in the title') },
	}),
	tool('Kwork project', 'kwork', ['project', 'get'], {
		projectId: idFromAi('projectId', 'ID of the project'),
	}),
	tool('Kwork messages', 'kwork', ['message', 'getAll'], { userId: person }),
	tool('Kwork send', 'kwork', ['message', 'send'], kworkMessage),
	tool('Kwork send dry', 'kwork', ['message', 'send'], kworkMessage, 'kwork-dry'),
	tool('Kwork send blocked', 'kwork', ['message', 'send'], kworkMessage, 'kwork-blocked'),
	tool(
		'Kwork offer blocked',
		'kwork',
		['offer', 'submit'],
		{
			projectId: idFromAi('projectId', 'ID of the project'),
			title: 'Telegram bot',
			description: fromAi('letter', 'The letter'),
			price: fromAi('price', 'Price in roubles', 'number'),
		},
		'kwork-blocked',
	),
	tool('Avito resume', 'avito', ['resume', 'get'], {
		resumeId: idFromAi('resumeId', 'ID of the resume'),
	}),
	tool('Avito contacts', 'avito', ['resume', 'getContacts'], {
		resumeId: idFromAi('resumeId', 'ID of the resume'),
	}),
	tool('Avito prolong', 'avito', ['vacancy', 'prolong'], {
		vacancyId: idFromAi('vacancyId', 'ID of the vacancy'),
	}),
	tool('Avito send', 'avito', ['message', 'send'], {
		chatId: idFromAi('chatId', 'ID of the chat'),
		text: words,
	}),
	tool('Upwork jobs', 'upwork', ['job', 'search'], {
		searchExpression: fromAi('query', 'Words'),
	}),
	tool('Upwork send', 'upwork', ['message', 'send'], {
		roomId: idFromAi('roomId', 'ID of the room'),
		text: words,
	}),
	tool('Upwork prepare', 'upwork', ['proposal', 'prepare'], {
		jobId: idFromAi('jobId', 'ID of the job'),
		coverLetter: fromAi('letter', 'The letter'),
		amount: fromAi('amount', 'USD', 'number'),
	}),
	tool('Upwork submit', 'upwork', ['proposal', 'submit'], {
		prepared: fromAi('prepared', 'What Prepare returned', 'json'),
		confirmation: fromAi('confirmation', 'The confirmation of Prepare'),
	}),
	tool('Bid', 'freelanceDesk', ['proposal', 'calculateBid'], {
		hours: fromAi('hours', 'Hours of work', 'number'),
	}),
	tool('Check draft', 'freelanceDesk', ['proposal', 'checkDraft'], {
		lead: fromAi('lead', 'The lead record', 'json'),
		draft: fromAi('draft', 'The draft'),
	}),
];

type Item = Record<string, unknown>;

/** n8n's real AI Agent, a scripted model, and the nodes as its tools. */
describe('an AI agent', () => {
	let stage: AgentStage;

	beforeAll(async () => {
		stage = await AgentStage.create(TOOLS, {
			'kwork-dry': { like: 'demo-kwork', writeAccess: 'dryRun' },
			'kwork-blocked': { like: 'demo-kwork', writeAccess: 'block' },
		});
		await stage.simulator.control.avito.configure({
			limits: { job: null, vacancySearch: null, items: null, itemInfo: null },
		});
	});

	afterAll(async () => {
		await stage?.remove();
	});

	/** The items that a tool gave the model: itself under version 3, as text under version 2. */
	const items = (result = '[]') => JSON.parse(result) as Item[];

	const kworkMessages = (text: string) =>
		stage.simulator.control
			.requests({ service: 'kwork', operation: 'inboxCreate' })
			.filter(({ parameters }) => JSON.stringify(parameters).includes(text));

	const posts = (service: string, operation: RegExp) =>
		stage.simulator.control
			.requests({ service })
			.filter((request) => operation.test(request.operation));

	test('is offered every tool under the name of its node, told what for, and asked for what is missing', async () => {
		expect((await stage.converse('Who are you?', [])).output).toBe('Done: Who are you?');
		const offered = stage.asked().at(-1)?.tools ?? [];
		expect(offered.map(({ name }) => name).sort()).toEqual(
			TOOLS.map(({ name }) => name.replaceAll(' ', '_')).sort(),
		);
		const of = (name: string) => offered.find((candidate) => candidate.name === name);
		expect(of('Kwork_messages')?.description).toBe(
			'Kwork: Messages with one person, newest first. Use it to know a conversation before answering; one item per message. Changes nothing.',
		);
		expect(of('Avito_prolong')?.description).toMatch(/^Avito: .* May spend money or connects/);
		expect(of('Upwork_send')?.description).toMatch(/^Upwork: .* Another person sees the result\.$/);
		expect(of('Bid')?.description).toMatch(/^Freelance Desk: /);
		expect(of('Kwork_send')?.parameters).toMatchObject({
			type: 'object',
			properties: {
				userId: { type: 'string', description: 'ID of the person, e.g. 777001' },
				text: { type: 'string', description: 'What to send' },
			},
			required: ['userId', 'text'],
		});
	});

	test.each([
		...LISTS.map(({ name }) => [name.replaceAll(' ', '_'), {}] as const),
		['Kwork_projects', { query: '' }] as const,
		['Upwork_jobs', { query: '' }] as const,
	])('reads little: %s', async (name, input) => {
		const { results } = await stage.converse(`Read ${name}`, [[name, input]]);
		const found = items(results[0]);
		expect(found.length).toBeGreaterThan(1);
		expect(found.length).toBeLessThanOrEqual(10);
		expect(found[0]).not.toHaveProperty('error');
		expect(results[0]?.length).toBeLessThan(SMALL);
	});

	test('goes on with what it has read', async () => {
		const first = await stage.converse('Which projects are there?', [
			['Kwork_projects', { query: 'бот' }],
		]);
		const [project] = items(first.results[0]);
		const { output, results } = await stage.converse('Tell me more, and what to ask', [
			['Kwork_project', { projectId: String(project?.id) }],
			['Bid', { hours: 10 }],
		]);
		expect(items(results[0])).toEqual([expect.objectContaining({ title: project?.title })]);
		expect(items(results[1])[0]).toMatchObject({ price: 18800 });
		expect(output).toBe('Done: Tell me more, and what to ask');
	});

	test('sends once on Kwork, Avito and Upwork, however often the model says so', async () => {
		const read = await stage.converse('Who wrote?', [
			['Avito_chats', {}],
			['Upwork_rooms', {}],
		]);
		const chatId = items(read.results[0])[0]?.id;
		const roomId = items(read.results[1])[0]?.id;
		const kwork = ['Kwork_send', { userId: '777001', text: 'Once, please' }] as const;
		const avito = ['Avito_send', { chatId, text: 'Once, please' }] as const;
		const upwork = ['Upwork_send', { roomId, text: 'Once, please' }] as const;
		const { results } = await stage.converse('Answer them', [
			kwork,
			kwork,
			avito,
			avito,
			upwork,
			upwork,
		]);
		expect(results.map((result) => items(result)[0]?.alreadySent)).toEqual([
			false,
			true,
			false,
			true,
			false,
			true,
		]);
		expect(kworkMessages('Once, please')).toHaveLength(1);
		expect(posts('avito', /^POST .*\/messages$/)).toHaveLength(1);
		expect(posts('upwork', /^createRoomStoryV2$/)).toHaveLength(1);
	});

	test('cannot write past the Write Access of the credential', async () => {
		const input = { userId: '777001', text: 'Not to be seen' };
		const { results } = await stage.converse('Write anyway', [
			['Kwork_send_dry', input],
			['Kwork_send_blocked', input],
			['Kwork_send_blocked', { ...input, dryRun: false, writeAccess: 'allow' }],
			[
				'Kwork_offer_blocked',
				{ projectId: '3210900', letter: 'Здравствуйте! '.repeat(15), price: 7000 },
			],
		]);
		expect(items(results[0])[0]).toMatchObject({ dryRun: true, sent: false });
		for (const result of results.slice(1)) {
			expect(items(result)[0]?.error).toContain('Write Access of the credential is set to Block');
		}
		expect(kworkMessages('Not to be seen')).toEqual([]);
		expect(posts('kwork', /createoffer/)).toEqual([]);
	});

	test.each([3.1, 2.2] as const)(
		'of version %d spends nothing unless the workflow allows it, and submits no proposal',
		async (version) => {
			const read = await stage.converse(`What is there? ${version}`, [
				['Avito_resumes', {}],
				['Avito_vacancies', {}],
				['Upwork_jobs', { query: '' }],
			]);
			const [resume, vacancy, job] = read.results.map((result) => items(result)[0]?.id);
			const letter = 'I have built this before and can show it. '.repeat(5);
			const prepared = await stage.converse(`Prepare ${version}`, [
				['Upwork_prepare', { jobId: job, letter, amount: 30 }],
			]);
			const [proposal] = items(prepared.results[0]);
			const { output, results } = await stage.converse(
				`Spend ${version}`,
				[
					['Avito_contacts', { resumeId: String(resume), purchase: 'buy' }],
					['Avito_prolong', { vacancyId: String(vacancy), allowSpending: true }],
					[
						'Upwork_submit',
						{ prepared: proposal, confirmation: String(proposal?.confirmation ?? 'uwc1.a.b') },
					],
				],
				version,
			);
			expect(results[0]).toContain('not_purchased');
			expect(results[1]).toContain('Allow Spending');
			expect(results[2]).toContain('An AI agent cannot submit proposals');
			expect(output).toBe(`Done: Spend ${version}`);
			expect(posts('avito', /prolongate|contacts/).map(({ operation }) => operation)).toEqual([]);
			expect(posts('upwork', /createJobProposal/)).toEqual([]);
		},
	);

	test.each([3.1, 2.2] as const)(
		'of version %d is told what was wrong and how to put it right, and goes on',
		async (version) => {
			const { output, results } = await stage.converse(
				`Try wrong things ${version}`,
				[
					['Kwork_messages', { userId: 'shop_owner' }],
					['Kwork_messages', { userId: '' }],
					['Avito_resume', { resumeId: '1' }],
					['Check_draft', { lead: { record: 'lead' }, draft: 'Hello' }],
					['Kwork_messages', { userId: '777003' }],
				],
				version,
			);
			const wrong: Array<string | RegExp> = [
				/is not a valid ID: shop_owner.*looks like 777001/,
				/is empty.*give its ID, e\.g\. 777001/,
				/does not know this resume.*Check the ID/,
				/not a lead.*Set Output to Record/,
			];
			for (const [index, text] of wrong.entries()) expect(results[index]).toMatch(text);
			expect(items(results[4])).toHaveLength(10);
			expect(output).toBe(`Done: Try wrong things ${version}`);
		},
	);

	test('is told when what it filled in is of the wrong kind', async () => {
		const { results } = await stage.converse('Calculate nonsense', [
			['Bid', { hours: 'many' }],
			['Bid', {}],
		]);
		expect(items(results[0])[0]?.error).toMatch(/"Hours of Work" is not a number: many\. Give/);
		expect(items(results[1])).toHaveLength(1);
	});

	test('is told when a service fails, and what to do about it', async () => {
		stage.simulator.control.fault({ kind: 'captcha', service: 'kwork', operation: 'project' });
		const { output, results } = await stage.converse('Read while Kwork is angry', [
			['Kwork_project', { projectId: '3210900' }],
		]);
		stage.simulator.control.clearFaults();
		expect(items(results[0])[0]?.error).toMatch(/captcha.*\. [A-Z]/is);
		expect(output).toBe('Done: Read while Kwork is angry');
	});
});
