import type { Parameter } from '../shared/parameters';
import {
	flag,
	locator,
	number,
	optionalId,
	ParameterValueError,
	textList,
} from '../shared/parameters';

/** Avito's numeric ids fit into a number (avito.md pitfall 13). */
export function numeric(inner: Parameter<string>): Parameter<number> {
	return {
		describe: (name) => inner.describe(name),
		read: (reader, name) => Number(inner.read(reader, name)),
	};
}

/** Whole numbers from a list of texts, e.g. ids separated by commas. */
export function numberList(inner: Parameter<string[]>, displayName: string): Parameter<number[]> {
	return {
		describe: (name) => inner.describe(name),
		read(reader, name) {
			return inner.read(reader, name).map((given) => {
				const [address = ''] = given.split(/[?#]/);
				const id = Number(/(\d+)\/?$/.exec(address)?.[1] ?? 0);
				if (Number.isSafeInteger(id) && id > 0) return id;
				throw new ParameterValueError(
					`"${displayName}" contains something that is not an ID: ${given.slice(0, 60)}`,
					'Give numbers separated by commas, or links that end in the number.',
				);
			});
		},
	};
}

/** At least one ID of this pattern, checked before anything is sent. */
export function checkedIds(
	inner: Parameter<string[]>,
	displayName: string,
	pattern: RegExp,
	example: string,
): Parameter<string[]> {
	return {
		describe: (name) => inner.describe(name),
		read(reader, name) {
			const ids = inner.read(reader, name);
			const odd = ids.length === 0 ? '' : ids.find((id) => !pattern.test(id));
			if (odd === undefined) return ids;
			throw new ParameterValueError(
				odd === ''
					? `"${displayName}" is empty`
					: `"${displayName}" contains something that is not an ID: ${odd.slice(0, 60)}`,
				`Give IDs such as ${example}, separated by commas.`,
			);
		},
	};
}

export const resumeLocator = () =>
	numeric(
		locator({
			displayName: 'Resume',
			description: 'A resume of the site',
			searchListMethod: 'searchResumes',
			urlPattern: 'https?://(?:www\\.|m\\.)?avito\\.ru/[^?#]*_(\\d+)',
			urlPlaceholder: 'https://www.avito.ru/moskva/rezume/operator_2788123409',
			idPlaceholder: '2788123409',
		}),
	);

export const resumeIds = () =>
	numberList(
		textList({
			displayName: 'Resume IDs or Links',
			placeholder: 'e.g. 2788123409, 2788123410',
			description: 'IDs or links of resumes, separated by commas, or a list from an expression',
		}),
		'Resume IDs or Links',
	);

export const vacancyIds = () =>
	numberList(
		textList({
			displayName: 'Vacancy IDs',
			placeholder: 'e.g. 4521987736',
			description: 'Only applications to these vacancies, separated by commas',
		}),
		'Vacancy IDs',
	);

export const vacancyLocator = (searchListMethod = 'searchVacancies') =>
	numeric(
		locator({
			displayName: 'Vacancy',
			description: 'A vacancy of your account',
			searchListMethod,
			urlPattern: 'https?://(?:www\\.|m\\.)?avito\\.ru/[^?#]*_(\\d+)',
			urlPlaceholder: 'https://www.avito.ru/moskva/vakansii/operator_4521987736',
			idPlaceholder: '4521987736',
		}),
	);

export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const vacancyUuid = () =>
	locator({
		displayName: 'Vacancy UUID',
		description: 'The UUID that Create returned, or that Get shows',
		idPattern: UUID,
		idPlaceholder: '0f3c7c52-7a0e-4f0a-9a3e-0b8a1a5f9d11',
	});

export const itemLocator = () =>
	numeric(
		locator({
			displayName: 'Item',
			description: 'An item of your account, e.g. a vacancy',
			searchListMethod: 'searchItems',
			urlPattern: 'https?://(?:www\\.|m\\.)?avito\\.ru/[^?#]*_(\\d+)',
			urlPlaceholder: 'https://www.avito.ru/moskva/vakansii/operator_4521987736',
			idPlaceholder: '4521987736',
		}),
	);

export const chatLocator = () =>
	locator({
		displayName: 'Chat',
		description: 'A chat of the account. The API cannot start one.',
		searchListMethod: 'searchChats',
		urlPattern: 'https?://(?:www\\.|m\\.)?avito\\.ru/profile/messenger/channel/([^/?#]+)',
		urlPlaceholder: 'https://www.avito.ru/profile/messenger/channel/u2i-Qm7xT0',
		idPlaceholder: 'u2i-Qm7xT0~aVd_3kLr9uXfB1w',
		idPattern: /^[\w~.-]{3,100}$/,
	});

export const messageLocator = () =>
	locator({
		displayName: 'Message',
		description: 'A message of this chat',
		idPlaceholder: '9b1f0c7de2a84c55a1de77f0b3c4a912',
		idPattern: /^[\w-]{1,64}$/,
	});

export const applicationLocator = () =>
	locator({
		displayName: 'Application',
		description: 'An application to one of the vacancies',
		searchListMethod: 'searchApplications',
		idPlaceholder: '66f0c1d9a4b2e87f10c3d5e1',
		idPattern: /^[0-9a-f]{24}$/i,
	});

export const applicationIds = () =>
	textList({
		displayName: 'Application IDs',
		required: true,
		placeholder: 'e.g. 66f0c1d9a4b2e87f10c3d5e1',
		description: 'Up to 100 IDs, separated by commas, or a list from an expression',
	});

export const employeeOption = () =>
	optionalId({
		displayName: 'Employee ID',
		description: 'Charges the limit of this employee of the company instead of yours',
	});

/** The switch and the ceiling that everything has which costs money. */
export const spendingParameters = (what: string) => ({
	allowSpending: flag({
		displayName: 'Allow Spending',
		description: `Whether this may take ${what} from the purchased package. Without it nothing is bought.`,
	}),
	maxPurchases: number({
		displayName: 'Max Purchases per Run',
		default: 1,
		typeOptions: { minValue: 0, maxValue: 10000 },
		description: `How many ${what.replace(/^an? /, '')}s one run of this node may buy. The first item's value applies.`,
	}),
});
