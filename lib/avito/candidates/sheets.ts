import type { ClassifiedCandidate } from './types';
import { byPriority } from './priority';
import type { SummaryInput } from './summary';
import { summaryRows } from './summary';
import type { Cell, Sheet as AnySheet } from '../../records/workbook';
import type { WallClock } from '../../wallClock';

export const SHEET_NAMES = [
	'paid_cvs',
	'Для_звонков',
	'Кому_не_писали',
	'на_сегодня',
	'Исключено_по_стоплисту',
	'summary',
] as const;
export type SheetName = (typeof SHEET_NAMES)[number];

export interface Column<T> {
	header: string;
	/** Characters. */
	width: number;
	/** Its addresses can be clicked. */
	link?: boolean;
	value(row: T): Cell;
}

export interface Sheet extends AnySheet {
	name: SheetName;
}

type CandidateColumn = Column<ClassifiedCandidate>;

const DAY_MS = 86_400_000;

/**
 * The columns of the recruiter's sheets (avito.md 6.4). Their names are those that recruiters'
 * sheets and scripts already use; where the API has no source a column stays empty.
 */
function candidateColumns(clock: WallClock): Record<string, CandidateColumn> {
	const column = (
		header: string,
		width: number,
		value: (candidate: ClassifiedCandidate) => Cell,
	): CandidateColumn => ({ header, width, value });
	return {
		priority: column('Приоритет', 10, ({ priority }) => priority),
		purchased: column('purchased_at_web', 18, ({ purchasedAt }) => clock.at(purchasedAt)),
		updatedWeb: column('updated_at_web', 18, ({ updatedAt }) => clock.at(updatedAt)),
		updatedApi: column('updated_at_api', 18, ({ updatedAt }) => clock.at(updatedAt)),
		name: column('candidate_name_web', 26, ({ name }) => name),
		searching: column('job_search_status_web', 20, () => null),
		ready: column('ready_to_start_web', 18, () => null),
		status: column('chat_status', 24, ({ statusLabel }) => statusLabel),
		direction: column(
			'last_message_direction',
			12,
			({ lastMessageDirection }) => lastMessageDirection,
		),
		text: column('last_message_text', 50, ({ lastMessageText }) => lastMessageText),
		phone: column('phone_api', 16, ({ phone }) => phone),
		email: column('email_api', 26, ({ email }) => email),
		title: column('desired_title_api', 30, ({ title }) => title),
		city: column('city_web', 20, ({ city }) => city),
		outcome: column('respond_status', 20, ({ contactsOutcome }) => contactsOutcome),
		jsonOpen: column('json_open', 30, ({ raw }) => jsonOf(raw.resume)),
		jsonPaid: column('json_paid', 30, ({ raw }) => jsonOf(raw.contacts)),
		link: { ...column('link', 40, ({ resumeUrl }) => resumeUrl), link: true },
		chatLink: { ...column('Ссылка на чат', 40, ({ chatUrl }) => chatUrl), link: true },
		chatId: column('chat_id_api', 28, ({ chatId }) => chatId),
		resumeId: column('resume_id', 14, ({ resumeId }) => resumeId),
		difference: column('api_difference', 30, ({ difference }) => difference ?? null),
	};
}

const jsonOf = (value: unknown): string | null =>
	value === undefined || value === null ? null : JSON.stringify(value);

const FULL = [
	'purchased',
	'updatedWeb',
	'updatedApi',
	'name',
	'searching',
	'ready',
	'status',
	'direction',
	'text',
	'phone',
	'email',
	'title',
	'city',
	'outcome',
	'jsonOpen',
	'jsonPaid',
	'link',
	'chatLink',
	'chatId',
	'resumeId',
	'difference',
];
const WITHOUT_JSON = FULL.filter((name) => !name.startsWith('json'));

function excludedColumns(clock: WallClock): CandidateColumn[] {
	const all = candidateColumns(clock);
	const shared = (name: string, header?: string): CandidateColumn[] => {
		const column = all[name];
		return column ? [{ ...column, header: header ?? column.header }] : [];
	};
	return [
		...shared('purchased'),
		...shared('resumeId'),
		...shared('link'),
		...shared('name', 'fio_api'),
		...shared('phone'),
		...shared('city'),
		{
			header: 'Комментарий_стоплиста',
			width: 50,
			value: ({ excluded }) => excluded?.comment ?? null,
		},
		{ header: 'ФИО_стоплиста', width: 26, value: ({ excluded }) => excluded?.name ?? null },
		{ header: 'Файл', width: 20, value: ({ excluded }) => excluded?.file ?? null },
		{ header: 'Лист', width: 20, value: ({ excluded }) => excluded?.sheet ?? null },
		...shared('outcome'),
	];
}

function sheetOf<T>(name: SheetName, columns: Array<Column<T>>, rows: readonly T[]): Sheet {
	return {
		name,
		columns: columns.map(({ header, width, link }) => ({ header, width, link })),
		*rows() {
			for (const row of rows) yield columns.map(({ value }) => value(row));
		},
	};
}

export interface SheetsInput extends SummaryInput {
	candidates: readonly ClassifiedCandidate[];
	clock: WallClock;
}

/** The six sheets, in the order of the workbook. */
export function candidateSheets(input: SheetsInput): Sheet[] {
	const { candidates, clock, runAtMs } = input;
	const all = candidateColumns(clock);
	const columns = (names: readonly string[]) => names.flatMap((name) => all[name] ?? []);
	const kept = candidates.filter(({ excluded }) => excluded === null).sort(byPriority);
	const stopped = candidates.filter(({ excluded }) => excluded?.by === 'stop_list');
	const notWritten = kept.filter(
		({ status, chatUrl }) => status === 'NO_MESSAGES_SENT' && chatUrl !== null,
	);
	const today = kept.filter(
		({ updatedAt }) => updatedAt !== null && Date.parse(updatedAt) >= runAtMs - DAY_MS,
	);
	return [
		sheetOf('paid_cvs', columns(FULL), kept),
		sheetOf('Для_звонков', columns(['priority', ...WITHOUT_JSON]), kept),
		sheetOf('Кому_не_писали', columns(WITHOUT_JSON), notWritten),
		sheetOf('на_сегодня', columns(WITHOUT_JSON), today),
		sheetOf('Исключено_по_стоплисту', excludedColumns(clock), stopped),
		sheetOf(
			'summary',
			[
				{ header: 'metric', width: 34, value: ([metric]) => metric },
				{ header: 'value', width: 40, value: ([, value]) => value },
			],
			summaryRows(input, notWritten.length),
		),
	];
}
