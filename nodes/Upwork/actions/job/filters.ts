import {
	choice,
	choices,
	collection,
	flag,
	optionalNumber,
	text,
	textList,
} from '../../../shared/parameters';

const FROM_LIST =
	'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';

const JOB_TYPES = [
	{ name: 'Fixed Price', value: 'FIXED' as const },
	{ name: 'Hourly', value: 'HOURLY' as const },
];

/** Everything the schema can filter by (upwork.md 3.1). */
export const searchFilters = () =>
	collection(
		{ displayName: 'Search Filters', placeholder: 'Add Filter' },
		{
			categories: choices({
				displayName: 'Category Names or IDs',
				loadOptionsMethod: 'getCategories',
				description: FROM_LIST,
			}),
			subcategoryIds: textList({
				displayName: 'Subcategory IDs',
				description: 'Separated by commas; Category > Get Many lists them',
			}),
			occupationIds: textList({
				displayName: 'Occupation IDs',
				description: 'Services of a category, separated by commas',
			}),
			skillIds: textList({
				displayName: 'Skill IDs',
				description: 'All of these, separated by commas; find them with Skill > Search',
			}),
			skillNames: text({
				displayName: 'Skill Names',
				placeholder: 'e.g. typescript,n8n',
				description: 'Any of these, separated by commas',
			}),
			title: text({ displayName: 'Title Words', description: 'Words in the title' }),
			allWords: textList({
				displayName: 'All of These Words',
				description: 'Separated by commas; ignored when Search is filled',
			}),
			anyWords: textList({ displayName: 'Any of These Words', description: 'Separated by commas' }),
			exactWords: textList({ displayName: 'Exact Phrases', description: 'Separated by commas' }),
			excludedWords: textList({
				displayName: 'None of These Words',
				description: 'Separated by commas',
			}),
			jobType: choice({
				displayName: 'Job Type',
				default: 'HOURLY' as const,
				options: JOB_TYPES,
				description: 'How the work is paid',
			}),
			experienceLevel: choice({
				displayName: 'Experience Level',
				default: 'EXPERT' as const,
				description: 'What the client asks for',
				options: [
					{ name: 'Entry', value: 'ENTRY_LEVEL' as const },
					{ name: 'Expert', value: 'EXPERT' as const },
					{ name: 'Intermediate', value: 'INTERMEDIATE' as const },
				],
			}),
			workload: choice({
				displayName: 'Workload',
				default: 'FULL_TIME' as const,
				description: 'Reported to return nothing at times; if so, try without it',
				options: [
					{ name: 'As Needed', value: 'AS_NEEDED' as const },
					{ name: 'Full Time', value: 'FULL_TIME' as const },
					{ name: 'Not Sure', value: 'NOT_SURE' as const },
					{ name: 'Part Time', value: 'PART_TIME' as const },
				],
			}),
			clientHiresFrom: optionalNumber({ displayName: 'Client Hires From' }),
			clientHiresTo: optionalNumber({ displayName: 'Client Hires To' }),
			budgetFrom: optionalNumber({
				displayName: 'Budget From',
				description: 'Upwork is reported to ignore this; Quality Filters check it in this node',
			}),
			budgetTo: optionalNumber({ displayName: 'Budget To' }),
			rateFrom: optionalNumber({
				displayName: 'Hourly Rate From',
				description: 'Upwork is reported to ignore this; Quality Filters check it in this node',
			}),
			rateTo: optionalNumber({ displayName: 'Hourly Rate To' }),
			proposalsFrom: optionalNumber({ displayName: 'Proposals From' }),
			proposalsTo: optionalNumber({ displayName: 'Proposals To' }),
			verifiedPaymentOnly: flag({
				displayName: 'Payment Verified Only',
				default: true,
				description: 'Whether the payment method of the client has to be verified',
			}),
			previousClients: flag({
				displayName: 'Previous Clients Only',
				default: true,
				description: 'Whether to return only clients you have worked with before',
			}),
			enterpriseOnly: flag({
				displayName: 'Enterprise Only',
				default: true,
				description: 'Whether to return only enterprise clients',
			}),
			talentCloudOnly: flag({
				displayName: 'Talent Cloud Only',
				default: true,
				description: 'Whether to return only postings of talent clouds',
			}),
			talentCloudIds: textList({
				displayName: 'Talent Cloud IDs',
				description: 'Separated by commas',
			}),
			userLocationMatch: flag({
				displayName: 'Match My Location',
				default: true,
				description: 'Whether the posting has to be open to your location',
			}),
			locations: textList({
				displayName: 'Client Locations',
				placeholder: 'e.g. United States, Germany',
				description: 'Countries or cities, separated by commas',
			}),
			timezone: text({ displayName: 'Client Time Zone' }),
			visitorCountry: text({ displayName: 'Visitor Country' }),
			preserveFacet: text({ displayName: 'Preserve Facet' }),
			latitude: optionalNumber({
				displayName: 'Area Latitude',
				description: 'Together with Area Longitude and Area Radius',
			}),
			longitude: optionalNumber({ displayName: 'Area Longitude' }),
			radius: optionalNumber({ displayName: 'Area Radius' }),
		},
	);

/** Checked here, because the API has no such filter or ignores it. */
export const qualityFilters = () =>
	collection(
		{
			displayName: 'Quality Filters',
			placeholder: 'Add Filter',
			description: 'Checked by this node on the results of the search',
		},
		{
			minSpent: optionalNumber({
				displayName: 'Client Spent at Least (USD)',
				description: 'Total that the client has paid on Upwork',
			}),
			minHires: optionalNumber({ displayName: 'Client Hires at Least' }),
			minHireRate: optionalNumber({
				displayName: 'Client Hire Rate at Least (%)',
				typeOptions: { minValue: 0, maxValue: 100 },
				description: 'Hires per posted job',
			}),
			minRating: optionalNumber({
				displayName: 'Client Rating at Least',
				typeOptions: { minValue: 0, maxValue: 5 },
				description: 'Average feedback from 0 to 5',
			}),
			minReviews: optionalNumber({ displayName: 'Client Reviews at Least' }),
			countries: textList({
				displayName: 'Countries',
				placeholder: 'e.g. United States, Germany',
				description:
					'Countries of the client by name or code (US, USA, United States), separated by commas',
			}),
			excludedCountries: textList({
				displayName: 'Excluded Countries',
				description: 'By name or code, separated by commas',
			}),
			paymentVerified: flag({
				displayName: 'Payment Verified',
				default: true,
				description: 'Whether the payment method of the client has to be verified',
			}),
			jobType: choice({
				displayName: 'Job Type',
				default: 'HOURLY' as const,
				options: JOB_TYPES,
				description: 'How the work is paid',
			}),
			minBudget: optionalNumber({
				displayName: 'Budget at Least (USD)',
				description: 'For fixed-price jobs; hourly ones are not affected',
			}),
			maxBudget: optionalNumber({ displayName: 'Budget at Most (USD)' }),
			minHourlyRate: optionalNumber({
				displayName: 'Hourly Rate at Least (USD)',
				description: 'The upper end of the range must reach it; fixed-price jobs are not affected',
			}),
			maxHourlyRate: optionalNumber({ displayName: 'Hourly Rate at Most (USD)' }),
			maxApplicants: optionalNumber({ displayName: 'Applicants at Most' }),
			postedWithinHours: optionalNumber({
				displayName: 'Posted Within (Hours)',
				description: 'Upwork itself has no date filter',
			}),
			openOnly: flag({
				displayName: 'Open Only',
				default: true,
				description: 'Whether to drop postings whose position is filled',
			}),
			anyWords: textList({
				displayName: 'Any of These Words',
				description: 'In the title or description, separated by commas',
			}),
			noWords: textList({
				displayName: 'None of These Words',
				description: 'In the title or description, separated by commas',
			}),
			keepUnknown: flag({
				displayName: 'Keep Unknown',
				default: true,
				description: 'Whether a posting passes if the figure a filter needs is missing',
			}),
		},
	);
