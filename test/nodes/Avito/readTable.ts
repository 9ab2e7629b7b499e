import type { IDataObject } from 'n8n-workflow';
import { byId } from '../../support/workflow';
import type { AvitoBench } from './support';

/** Two of each kind of thing that the account has, and what some reads take as input. */
export interface Facts {
	chats: unknown[];
	resumes: unknown[];
	vacancies: unknown[];
	items: unknown[];
	applications: unknown[];
	voices: unknown[];
	uuids: unknown[];
	candidates: IDataObject[];
	since: string;
}

/** How a read is asked for one thing by its id. */
interface ById {
	parameter: string;
	/** A list of ids in one text, instead of a locator. */
	isList?: true;
	good: keyof Omit<Facts, 'candidates' | 'since'>;
	/** Looks like an id, and nothing has it. */
	unknown: string;
	/** How an id that nothing has is told: as an error with this text, or as an item. */
	tells: RegExp | IDataObject;
}

export interface Read {
	parameters?: (facts: Facts) => IDataObject;
	byId?: ById;
	/** Parameters for which there is nothing. */
	empty?: IDataObject;
	/** Asks Avito nothing. */
	isOffline?: true;
	items?: (facts: Facts) => IDataObject[];
	/** Figures of the process or the time are in the answer, so that two runs differ. */
	isVolatile?: true;
	/** A request that fails costs a gap that is told, not the item. */
	hasGaps?: true;
}

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

const limited = { limit: 3 };

const chat: ById = {
	parameter: 'chatId',
	good: 'chats',
	unknown: 'u2i-nowhere',
	tells: /does not know this/,
};

export const READS: Record<string, Read> = {
	'account.get': {},
	'account.getBalance': {},
	'account.getOperations': {
		parameters: ({ since }) => ({ from: since }),
		empty: { from: daysAgo(300), to: daysAgo(300) },
	},
	'account.getStatus': { isVolatile: true },
	'apiCall.read': {
		parameters: () => ({
			endpoint: byId('GET /job/v2/vacancy/dict/{dictionary_id}'),
			parameters: { dictionary_id: 'profession' },
		}),
	},
	'application.get': {
		byId: {
			parameter: 'applicationId',
			good: 'applications',
			unknown: '000000000000000000000001',
			tells: /does not know this application/,
		},
	},
	'application.getAll': {
		parameters: () => ({ updatedSince: '2020-01-01T00:00:00Z', ...limited }),
		empty: {
			updatedSince: '2020-01-01T00:00:00Z',
			filters: { vacancyIds: '7' },
			returnAll: true,
		},
	},
	'application.getStates': {},
	'candidate.buildWorkbook': {
		isOffline: true,
		isVolatile: true,
		parameters: () => ({ result: 'rows' }),
		items: ({ candidates }) => candidates,
	},
	'candidate.classify': { isOffline: true, items: ({ candidates }) => candidates },
	'candidate.collect': {
		hasGaps: true,
		parameters: ({ resumes }) => ({ chats: 'lastMessage', resumeIds: resumes.join(',') }),
		empty: { resumeIds: '', chats: 'none' },
	},
	'chat.get': { byId: chat },
	'chat.getAll': {
		parameters: () => limited,
		empty: { returnAll: true, filters: { itemIds: '7' } },
	},
	'chat.getVoiceFiles': {
		isVolatile: true,
		byId: {
			parameter: 'voiceIds',
			isList: true,
			good: 'voices',
			unknown: 'b0c1d2e3-0000-4111-8222-333344445555',
			tells: { missing: true },
		},
	},
	'item.get': {
		byId: {
			parameter: 'itemId',
			good: 'items',
			unknown: '77',
			// Avito's own word, in an answer with a success status (avito.md 5.2).
			tells: { status: 'not_found' },
		},
	},
	'item.getAll': { parameters: () => limited, empty: { filters: { category: 7 } } },
	'message.getAll': { byId: chat },
	'resume.get': {
		byId: {
			parameter: 'resumeId',
			good: 'resumes',
			unknown: '77',
			tells: /does not know this resume/,
		},
	},
	'resume.getAll': {
		byId: {
			parameter: 'resumeIds',
			isList: true,
			good: 'resumes',
			unknown: '77',
			tells: { missing: true },
		},
		empty: { resumeIds: '' },
	},
	'resume.search': { parameters: () => limited, empty: { filters: { query: 'неттакого' } } },
	'vacancy.get': {
		byId: {
			parameter: 'vacancyId',
			good: 'vacancies',
			unknown: '77',
			tells: /does not know this vacancy/,
		},
	},
	'vacancy.getAll': { parameters: () => limited, empty: { statuses: ['rejected'] } },
	'vacancy.getStatuses': {
		byId: {
			parameter: 'uuids',
			isList: true,
			good: 'uuids',
			unknown: '0f3c7c52-7a0e-4f0a-9a3e-0b8a1a5f9d11',
			tells: { missing: true },
		},
	},
	'vacancy.search': { parameters: () => limited, empty: { filters: { employerIds: '7' } } },
	'webhook.get': {},
};

/** The parameters that ask for one thing. */
export const asking = ({ parameter, isList }: ById, value: unknown): IDataObject => ({
	[parameter]: isList ? String(value) : byId(value),
});

export const goodOf = (read: Read, facts: Facts, index = 0): IDataObject => ({
	...read.parameters?.(facts),
	...(read.byId && asking(read.byId, facts[read.byId.good][index])),
});

/** Reads from the node what the seed holds, and publishes a vacancy, so that it has a status. */
export async function factsOf(bench: AvitoBench): Promise<Facts> {
	const list = async (name: string, parameters: IDataObject = {}): Promise<IDataObject[]> => {
		const [resource = '', operation = ''] = name.split('.');
		return await bench.items({ resource, operation, parameters });
	};
	const ids = (items: IDataObject[]): unknown[] => items.slice(0, 2).map(({ id }) => id);
	const fields = {
		description: 'Входящая линия, обучение в первый день.',
		businessArea: '10168',
		schedule: 'shift',
		experience: 'noMatter',
		locality: 'Москва',
		allowSpending: true,
	};
	const uuids = [];
	for (const title of ['Оператор', 'Курьер']) {
		const [made] = await list('vacancy.create', { ...fields, title });
		uuids.push(made?.uuid);
	}
	await list('webhook.subscribe', { kind: 'messages', url: 'https://n8n.example/a' });
	bench.simulator.control.advance(60_000);
	const chats = await list('chat.getAll', { returnAll: true, output: 'raw' });
	const resumes = ids(await list('resume.search', { limit: 2 }));
	const vacancies = ids(await list('vacancy.getAll', { limit: 2 }));
	return {
		chats: ids(chats),
		resumes,
		vacancies,
		items: vacancies,
		applications: ids(await list('application.getAll', { updatedSince: '2020-01-01T00:00:00Z' })),
		voices: [...JSON.stringify(chats).matchAll(/"voice_id":"([^"]+)"/g)].map(([, id]) => id),
		uuids,
		candidates: await list('candidate.collect', {
			resumeIds: resumes.join(','),
			chats: 'none',
			output: 'raw',
		}),
		since: daysAgo(6),
	};
}
