import { defineOperation } from '../../../shared/operation';
import { choice, text } from '../../../shared/parameters';
import type { Desk } from '../../parameters';
import { journalFilters, queryOf } from './filters';

const TYPES = {
	csv: 'text/csv',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export const exportFile = defineOperation<Desk>()({
	value: 'export',
	name: 'Export',
	action: 'Export the journal',
	description:
		"Writes what was sent in your name into a CSV or Excel file in binary data, newest first, with times in the workflow's time zone. One item.",
	effect: 'read',
	parameters: {
		format: choice({
			displayName: 'Format',
			default: 'csv',
			options: [
				{ name: 'CSV', value: 'csv' },
				{ name: 'Excel (XLSX)', value: 'xlsx' },
			],
		}),
		fileName: text({
			displayName: 'File Name',
			default: 'journal',
			description: 'Without its ending, which the format gives',
		}),
		filters: journalFilters(),
	},
	async execute({ client, params: { format, fileName, filters }, timeZone, files }) {
		const query = queryOf(client, filters);
		const { journal } = await client.memory();
		const { data, entries } = await client.journalFile(journal, query, format, timeZone);
		const name = `${fileName.trim() || 'journal'}.${format}`;
		const file = await files.write(data, name, TYPES[format]);
		Object.assign(file.json, { entries });
		return file;
	},
});
