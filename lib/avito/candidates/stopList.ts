import { normalisePhone } from './phones';
import type { CandidateProfile, Exclusion } from './types';

export interface StopListEntry {
	phone?: string;
	resumeId?: string;
	name?: string;
	comment?: string;
	file?: string;
	sheet?: string;
}

/** Names of the columns, compared without case and outer blanks. */
export interface StopListColumns {
	phone: string;
	name: string;
	comment: string;
	resumeId: string;
}

export const STOP_LIST_COLUMNS: StopListColumns = {
	phone: 'телефон',
	name: 'фио',
	comment: 'полный комментарий',
	resumeId: 'resume_id',
};

/** Entries from rows of a sheet, however its headers are written. */
export function stopListFromRows(
	rows: ReadonlyArray<Record<string, unknown>>,
	columns: Partial<StopListColumns> = {},
): StopListEntry[] {
	const names = { ...STOP_LIST_COLUMNS, ...columns };
	const clean = (text: string) => text.trim().toLowerCase();
	return rows.map((row) => {
		const cells = new Map(Object.entries(row).map(([header, value]) => [clean(header), value]));
		const cell = (header: string): string | undefined => {
			const value = cells.get(clean(header));
			return value === undefined || value === null || value === '' ? undefined : String(value);
		};
		return {
			phone: cell(names.phone),
			name: cell(names.name),
			comment: cell(names.comment),
			resumeId: cell(names.resumeId),
			file: cell('файл') ?? cell('file'),
			sheet: cell('лист') ?? cell('sheet'),
		};
	});
}

/** People not to be called. Matches by phone or resume id, never by name alone (avito.md 6.7). */
export class StopList {
	private readonly byPhone = new Map<string, StopListEntry>();

	private readonly byResume = new Map<string, StopListEntry>();

	readonly size: number;

	constructor(entries: readonly StopListEntry[]) {
		for (const entry of entries) {
			if (entry.phone) {
				const phone = normalisePhone(entry.phone);
				if (phone.valid) keepLongest(this.byPhone, phone.value, entry);
			}
			if (entry.resumeId) keepLongest(this.byResume, entry.resumeId.trim(), entry);
		}
		this.size = new Set([...this.byPhone.values(), ...this.byResume.values()]).size;
	}

	match(candidate: Pick<CandidateProfile, 'phone' | 'resumeId'>): Exclusion | undefined {
		const phone = candidate.phone === null ? undefined : normalisePhone(candidate.phone);
		const entry =
			(phone?.valid ? this.byPhone.get(phone.value) : undefined) ??
			(candidate.resumeId === null ? undefined : this.byResume.get(candidate.resumeId));
		if (!entry) return undefined;
		const { comment = '', name, file, sheet } = entry;
		return { by: 'stop_list', comment, name, file, sheet };
	}
}

/** The longest comment says most. */
function keepLongest(map: Map<string, StopListEntry>, key: string, entry: StopListEntry): void {
	const known = map.get(key);
	if (!known || (entry.comment ?? '').length > (known.comment ?? '').length) map.set(key, entry);
}
