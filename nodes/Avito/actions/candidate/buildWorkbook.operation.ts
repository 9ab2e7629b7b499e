import {
	choice,
	collection,
	optionalNumber,
	ParameterValueError,
	text,
	textList,
} from '../../../shared/parameters';
import { defineOperation } from '../../../shared/operation';
import type { AvitoRun } from '../../context';

const MIME = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const buildWorkbook = defineOperation<AvitoRun>()({
	value: 'buildWorkbook',
	name: 'Build Workbook',
	action: 'Build the workbook',
	description:
		'Writes the candidates of the input into one spreadsheet with six sheets (all, for calls, not written, today, stop list, summary), as a file or as rows for Google Sheets and Data Tables. One item, or one per row.',
	effect: 'read',
	once: true,
	parameters: {
		result: choice({
			displayName: 'Result',
			default: 'file',
			options: [
				{ name: 'File (XLSX)', value: 'file', description: 'One item with the file' },
				{
					name: 'Rows',
					value: 'rows',
					description: 'One item per row, with the name of its sheet',
				},
			],
		}),
		fileName: text({
			displayName: 'File Name',
			default: 'candidates.xlsx',
			description: 'Name of the file',
		}),
		timeZone: text({
			displayName: 'Time Zone',
			default: 'Europe/Moscow',
			placeholder: 'e.g. Europe/Moscow',
			description: 'IANA name of the time zone in which times are shown',
		}),
		options: collection(
			{ displayName: 'Options' },
			{
				contactsSpent: optionalNumber({
					displayName: 'Contacts Spent',
					description: 'Shown in the summary',
				}),
				expectedCount: optionalNumber({
					displayName: 'Expected Count',
					description: 'For checking: how many candidates there should be',
				}),
				expectedIds: textList({
					displayName: 'Expected Resume IDs',
					description: 'For checking: the summary lists those that are missing',
				}),
			},
		),
	},
	async execute({ client: { lib }, params, items, files, hint }) {
		const {
			candidateFromItem,
			candidateSheets,
			checkAgainst,
			figuresFromItem,
			sheetItems,
			WallClock,
			workbookFile,
		} = lib.candidates;
		const clock = WallClock.of(params.timeZone);
		if (!clock) {
			throw new ParameterValueError(
				`"Time Zone" is not known: ${params.timeZone.slice(0, 40)}`,
				'Use an IANA name such as Europe/Moscow.',
			);
		}
		const runs = items.flatMap((item) => figuresFromItem(item) ?? []);
		const candidates = items.flatMap((item, index) =>
			figuresFromItem(item) ? [] : candidateFromItem(item, index),
		);
		if (runs.length > 1) {
			hint(
				`The input holds ${runs.length} coverage items. Each tells of a run of its own, so the summary leaves their figures out.`,
			);
		}
		const [figures] = runs.length === 1 ? runs : [];
		const { expectedIds, expectedCount, contactsSpent } = params.options;
		const found = candidates.map(({ resumeId, key }) => resumeId ?? key);
		const control = checkAgainst(found, { ids: expectedIds, count: expectedCount });
		if (control && control.difference !== 0) {
			hint(`Control: ${control.expected} expected, ${control.found} found.`);
		}
		const sheets = candidateSheets({
			candidates,
			clock,
			runAtMs: Date.now(),
			control,
			contactsSpent: contactsSpent ?? figures?.contactsSpent,
			stopListSize: figures?.stopListSize,
			coverage: figures?.coverage,
			errors: figures?.errors,
		});
		if (params.result === 'rows') return [...sheetItems(sheets)];
		const file = await files.write(await workbookFile(sheets), params.fileName, MIME);
		Object.assign(file.json, {
			candidates: candidates.length,
			sheets: sheets.map(({ name }) => name),
		});
		return file;
	},
});
