import type { ValuesOf } from '../shared/parameters';
import {
	choice,
	choices,
	collection,
	flag,
	jsonObject,
	loadedChoice,
	optionalId,
	optionalNumber,
	text,
} from '../shared/parameters';

const options = (entries: Array<[value: string, name: string]>) =>
	entries.map(([value, name]) => ({ name, value })).sort((a, b) => a.name.localeCompare(b.name));

const FROM_LIST =
	'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';

export const SCHEDULES = options([
	['flyInFlyOut', 'Fly-in Fly-Out'],
	['fixed', 'Fixed'],
	['flexible', 'Flexible'],
	['shift', 'Shift'],
]);
export const EXPERIENCE = options([
	['noMatter', 'Does Not Matter'],
	['moreThan1', 'More Than 1 Year'],
	['moreThan3', 'More Than 3 Years'],
	['moreThan5', 'More Than 5 Years'],
	['moreThan10', 'More Than 10 Years'],
]);

/** What a vacancy can say besides its main fields, in the words of the panel. */
const fields = {
	allowCalls: flag({
		displayName: 'Allow Calls',
		default: true,
		description: 'Whether candidates may call',
	}),
	allowMessages: flag({
		displayName: 'Allow Messages',
		default: true,
		description: 'Whether candidates may write in the messenger',
	}),
	contactName: text({ displayName: 'Contact Name', description: 'Up to 30 characters' }),
	contactPhone: text({ displayName: 'Contact Phone', placeholder: 'e.g. 79990000002' }),
	employeeId: optionalId({
		displayName: 'Employee ID',
		description: 'The responsible employee of the company',
	}),
	employment: choice({
		displayName: 'Employment',
		default: 'full',
		options: options([
			['full', 'Full'],
			['partial', 'Partial'],
			['temporary', 'Temporary'],
		]),
	}),
	house: text({ displayName: 'House', placeholder: 'e.g. 7' }),
	payoutFrequency: choice({
		displayName: 'Payout Frequency',
		default: 'monthlyPay',
		options: options([
			['dailyPay', 'Daily'],
			['weeklyPay', 'Weekly'],
			['biweeklyPay', 'Twice a Month'],
			['thriceMonthlyPay', 'Three Times a Month'],
			['monthlyPay', 'Monthly'],
		]),
	}),
	profession: loadedChoice({
		displayName: 'Profession Name or ID',
		loadOptionsMethod: 'getProfessions',
		description: FROM_LIST,
	}),
	salaryFrom: optionalNumber({ displayName: 'Salary From', typeOptions: { minValue: 0 } }),
	salaryTo: optionalNumber({ displayName: 'Salary To', typeOptions: { minValue: 0 } }),
	salaryPeriod: choice({
		displayName: 'Salary Period',
		default: 'month',
		options: options([
			['month', 'Month'],
			['week', 'Week'],
			['shift', 'Shift'],
			['hour', 'Hour'],
			['piecework', 'Piecework'],
		]),
	}),
	salaryTaxes: choice({
		displayName: 'Salary Is',
		default: 'net',
		options: options([
			['gross', 'Before Taxes'],
			['net', 'After Taxes'],
		]),
	}),
	street: text({ displayName: 'Street' }),
	vacancyCode: text({
		displayName: 'Vacancy Code',
		description: 'Your own reference code, up to 150 characters',
	}),
	workFormat: choices({
		displayName: 'Work Formats',
		options: options([
			['office', 'Office'],
			['remote', 'Remote'],
			['gibrid', 'Hybrid'],
		]),
	}),
};

const mainFields = {
	title: text({ displayName: 'Title', placeholder: 'e.g. Оператор колл-центра' }),
	description: text({ displayName: 'Text', rows: 6 }),
	businessArea: loadedChoice({
		displayName: 'Business Area Name or ID',
		loadOptionsMethod: 'getBusinessAreas',
		description: FROM_LIST,
	}),
	schedule: choice({ displayName: 'Schedule', default: 'fixed', options: SCHEDULES }),
	experience: choice({ displayName: 'Experience', default: 'noMatter', options: EXPERIENCE }),
	locality: text({ displayName: 'Locality', placeholder: 'e.g. Москва' }),
};

export const additionalFields = () =>
	collection({ displayName: 'Additional Fields', placeholder: 'Add Field' }, fields);

export const updateFields = () =>
	collection(
		{ displayName: 'Update Fields', placeholder: 'Add Field' },
		{ ...mainFields, ...fields },
	);

/** Fields that have no parameter of their own, in Avito's names. */
export const moreFields = () =>
	jsonObject({
		displayName: 'More Fields (JSON)',
		description: "Further fields by Avito's own names; they override the fields above",
		example: '{"title": "…"}',
	});

type Given = Partial<ValuesOf<typeof fields> & ValuesOf<typeof mainFields>>;

const present = (entries: Record<string, unknown>): Record<string, unknown> | undefined => {
	const kept = Object.entries(entries).filter(([, value]) => value !== undefined && value !== '');
	return kept.length > 0 ? Object.fromEntries(kept) : undefined;
};

const idOf = (value: string | undefined) => (value ? Number(value) : undefined);

/** The panel's fields in Avito's structure (avito.md 3.7); JSON fields win. */
export function toVacancy(given: Given, extra: Record<string, unknown>): Record<string, unknown> {
	const range = present({ from: given.salaryFrom, to: given.salaryTo });
	const salary = range && {
		paid_period: given.salaryPeriod ?? 'month',
		taxes: given.salaryTaxes ?? 'net',
		base: { range },
	};
	const address = present({ locality: given.locality, street: given.street, house: given.house });
	return {
		...present({
			title: given.title,
			description: given.description,
			business_area: idOf(given.businessArea),
			profession: idOf(given.profession),
			employment: given.employment,
			schedule: given.schedule,
			experience: given.experience,
			work_format: given.workFormat,
			payout_frequency: given.payoutFrequency,
			salary_detail: salary,
			location: address && { address },
			contacts: present({
				name: given.contactName,
				phone: given.contactPhone,
				allow_calls: given.allowCalls,
				allow_messages: given.allowMessages,
			}),
			hierarchy: present({ employee_id: given.employeeId }),
			vacancy_code: given.vacancyCode,
		}),
		...extra,
	};
}
