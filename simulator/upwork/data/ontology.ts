/** Categories with their UIDs (upwork.md 3.11), and invented subcategories, services and skills. */
export interface Category {
	id: string;
	label: string;
	slug: string;
	subcategories: {
		id: string;
		label: string;
		slug: string;
		services: { id: string; label: string }[];
	}[];
}

function category(
	id: string,
	label: string,
	slug: string,
	parts: Record<string, string[]>,
): Category {
	const number = BigInt(id);
	return {
		id,
		label,
		slug,
		subcategories: Object.entries(parts).map(([name, services], index) => ({
			id: String(number + BigInt(1_000 + index)),
			label: name,
			slug: name.toLowerCase().replaceAll(/[^a-z]+/g, '_'),
			services: services.map((service, place) => ({
				id: String(number + BigInt(100_000 + index * 100 + place)),
				label: service,
			})),
		})),
	};
}

export const categories: readonly Category[] = [
	category('531770282580668418', 'Web, Mobile & Software Dev', 'web_mobile_software_dev', {
		'Web Development': ['Full Stack Development', 'Front-End Development', 'Back-End Development'],
		'Scripts & Utilities': ['Scripting & Automation'],
		'AI Apps & Integration': ['AI Integration', 'Chatbot Development'],
	}),
	category('531770282580668420', 'Data Science & Analytics', 'data_science_analytics', {
		'Data Extraction': ['Web Scraping', 'Data Mining'],
		'Data Analysis & Testing': ['Data Analytics', 'Data Visualization'],
	}),
	category('531770282580668421', 'Design & Creative', 'design_creative', {
		'Graphic Design': ['Presentation Design', 'Brand Identity'],
		'Product Design': ['UX/UI Design'],
	}),
	category('531770282580668422', 'Sales & Marketing', 'sales_marketing', {
		'Digital Marketing': ['SEO', 'Email Marketing'],
		'Lead Generation': ['Lead Generation', 'Sales Outreach'],
	}),
	category('531770282580668423', 'Writing', 'writing', {
		'Content Writing': ['Article & Blog Writing', 'Technical Writing'],
	}),
	category('531770282580668416', 'Admin Support', 'admin_support', {
		'Virtual Assistance': ['Executive Assistance', 'Data Entry'],
	}),
	category('531770282580668419', 'IT & Networking', 'it_networking', {
		'DevOps & Solution Architecture': ['DevOps Engineering', 'Cloud Engineering'],
	}),
	category('531770282580668417', 'Customer Service', 'customer_service', {
		'Customer Support': ['Email & Chat Support'],
	}),
	category('531770282584862720', 'Translation', 'translation', {
		'Translation & Localization': ['General Translation'],
	}),
	category('531770282584862721', 'Accounting & Consulting', 'accounting_consulting', {
		Bookkeeping: ['Bookkeeping'],
	}),
	category('531770282584862722', 'Engineering & Architecture', 'engineering_architecture', {
		'CAD & 3D Modeling': ['3D Modeling'],
	}),
	category('531770282584862723', 'Legal', 'legal', { 'Corporate Law': ['Contract Law'] }),
];

const SKILL_NAMES = [
	...['n8n', 'TypeScript', 'Node.js', 'Python', 'API Integration', 'Make.com', 'Zapier'],
	...['OpenAI API', 'LangChain', 'Web Scraping', 'PostgreSQL', 'Airtable', 'Notion', 'HubSpot'],
	...['React', 'Next.js', 'Vue.js', 'Docker', 'AWS', 'Google Sheets', 'Data Entry'],
	...['Lead Generation', 'Email Marketing', 'SEO', 'WordPress', 'Shopify', 'Figma'],
	...['Technical Writing', 'Copywriting', 'Bookkeeping', 'QuickBooks', 'Customer Support'],
	...['English to Russian Translation', 'Power BI', 'SQL', 'Selenium', 'Playwright'],
	...['Chatbot Development', 'Telegram API', 'Slack API', 'CRM Automation', 'Prompt Engineering'],
];

export interface SkillEntry {
	id: string;
	name: string;
	label: string;
}

export const skills: readonly SkillEntry[] = SKILL_NAMES.map((label, index) => ({
	id: String(1_031_626_700_000_000_000n + BigInt(index * 1_000 + 1)),
	name: label.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
	label,
}));

export const durations = [
	{ id: '474', label: 'Less than 1 month', weeks: 3, code: 'WEEK' },
	{ id: '475', label: '1 to 3 months', weeks: 9, code: 'MONTH' },
	{ id: '476', label: '3 to 6 months', weeks: 18, code: 'QUARTER' },
	{ id: '477', label: 'More than 6 months', weeks: 52, code: 'ONGOING' },
] as const;

/** Ids are not public; clients fetch them (upwork.md 3.5). */
export const reasons: Readonly<
	Record<string, readonly { id: string; reason: string; alias: string }[]>
> = {
	PROPOSAL_WITHDRAW: [
		{ id: '901', reason: 'Applied by mistake', alias: 'applied_by_mistake' },
		{ id: '902', reason: 'Rate too low', alias: 'rate_too_low' },
		{ id: '903', reason: 'Scheduling conflict with client', alias: 'scheduling_conflict' },
	],
	PROPOSAL_DECLINE: [
		{ id: '911', reason: 'Not interested in work described', alias: 'not_interested' },
		{ id: '912', reason: 'Too busy on other projects', alias: 'too_busy' },
	],
	PROPOSAL_REJECT: [{ id: '921', reason: 'Job filled', alias: 'job_filled' }],
	OFFER_DECLINE: [{ id: '931', reason: 'Budget too low', alias: 'budget_too_low' }],
	CONTRACT_END_HOURLY: [{ id: '941', reason: 'Job completed successfully', alias: 'completed' }],
	CONTRACT_END_FIXED: [{ id: '942', reason: 'Job completed successfully', alias: 'completed' }],
	END_PROVIDER_CONTRACT: [{ id: '943', reason: 'Job completed successfully', alias: 'completed' }],
};
