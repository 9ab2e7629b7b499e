/** Kinds of jobs that the seed posts: a title, what is wanted, where it belongs, what it needs. */
export interface PostKind {
	title: string;
	want: string;
	category: string;
	subcategory: string;
	skills: string[];
	/** Usual hourly rate in dollars. */
	rate: number;
}

const web = 'web_mobile_software_dev';

export const postKinds: readonly PostKind[] = [
	{
		title: 'n8n workflow for lead capture',
		want: 'We need an n8n workflow that takes leads from our forms, enriches them and writes them to HubSpot.',
		category: web,
		subcategory: 'scripts_utilities',
		skills: ['n8n', 'HubSpot', 'API Integration'],
		rate: 45,
	},
	{
		title: 'Automate invoice processing with n8n and OpenAI',
		want: 'Invoices arrive by mail. They must be read by a model, checked and posted to our accounting system.',
		category: web,
		subcategory: 'ai_apps_integration',
		skills: ['n8n', 'OpenAI API', 'Prompt Engineering'],
		rate: 60,
	},
	{
		title: 'TypeScript developer for a custom n8n node',
		want: 'Build and test a community node for our internal API. Clean code and tests are a must.',
		category: web,
		subcategory: 'web_development',
		skills: ['TypeScript', 'Node.js', 'n8n'],
		rate: 65,
	},
	{
		title: 'Full stack developer (Next.js, PostgreSQL)',
		want: 'Join a small team and build features of a booking platform from database to interface.',
		category: web,
		subcategory: 'web_development',
		skills: ['Next.js', 'React', 'PostgreSQL', 'TypeScript'],
		rate: 50,
	},
	{
		title: 'Telegram bot with payments',
		want: 'A bot that sells subscriptions, takes payments and reminds people before the end.',
		category: web,
		subcategory: 'ai_apps_integration',
		skills: ['Telegram API', 'Python', 'Chatbot Development'],
		rate: 35,
	},
	{
		title: 'Scrape product prices from ten shops',
		want: 'Daily price collection into Google Sheets, with a report when something fails.',
		category: 'data_science_analytics',
		subcategory: 'data_extraction',
		skills: ['Web Scraping', 'Playwright', 'Google Sheets'],
		rate: 30,
	},
	{
		title: 'Power BI dashboard for a sales team',
		want: 'Connect our CRM, model the data and build a dashboard with drill-down per region.',
		category: 'data_science_analytics',
		subcategory: 'data_analysis_testing',
		skills: ['Power BI', 'SQL'],
		rate: 40,
	},
	{
		title: 'UX/UI designer for a SaaS dashboard',
		want: 'Redesign of eight screens in Figma with a small design system.',
		category: 'design_creative',
		subcategory: 'product_design',
		skills: ['Figma'],
		rate: 42,
	},
	{
		title: 'Cold email campaign set-up and automation',
		want: 'Set up domains, warm them up, write sequences and connect replies to our CRM.',
		category: 'sales_marketing',
		subcategory: 'lead_generation',
		skills: ['Lead Generation', 'Email Marketing', 'CRM Automation'],
		rate: 28,
	},
	{
		title: 'Technical writer for API documentation',
		want: 'Turn our notes and an OpenAPI file into guides that a newcomer can follow.',
		category: 'writing',
		subcategory: 'content_writing',
		skills: ['Technical Writing'],
		rate: 32,
	},
	{
		title: 'Virtual assistant for data entry',
		want: 'Two hours a day: copy orders from mail to Airtable and answer simple questions.',
		category: 'admin_support',
		subcategory: 'virtual_assistance',
		skills: ['Data Entry', 'Airtable'],
		rate: 8,
	},
	{
		title: 'DevOps engineer for a Docker and AWS migration',
		want: 'Move four services to containers, set up pipelines and monitoring, hand over with notes.',
		category: 'it_networking',
		subcategory: 'devops_solution_architecture',
		skills: ['Docker', 'AWS'],
		rate: 70,
	},
	{
		title: 'English to Russian translation of a mobile app',
		want: 'About 9,000 words of interface and help texts, with a glossary.',
		category: 'translation',
		subcategory: 'translation_localization',
		skills: ['English to Russian Translation'],
		rate: 20,
	},
	{
		title: 'AI support agent for our help center',
		want: 'An agent that answers from our articles, asks a person when unsure, and logs everything.',
		category: web,
		subcategory: 'ai_apps_integration',
		skills: ['LangChain', 'OpenAI API', 'Python', 'Slack API'],
		rate: 75,
	},
];

export const extraWants = [
	'Please send two links to similar work.',
	'Budget is flexible for the right person.',
	'We expect a short call before the start.',
	'Long-term cooperation is possible.',
	'Start your message with the word "automation".',
	'Time zone overlap of three hours is needed.',
];

export const questions = [
	'Describe a similar project that you finished.',
	'How would you start?',
	'Which tools would you use, and why?',
	'When can you begin?',
];

export const clientPlaces: readonly {
	country: string;
	city: string;
	state: string | null;
	timezone: string;
}[] = [
	{ country: 'United States', city: 'Austin', state: 'TX', timezone: 'America/Chicago' },
	{ country: 'United States', city: 'New York', state: 'NY', timezone: 'America/New_York' },
	{ country: 'Canada', city: 'Surrey', state: 'BC', timezone: 'America/Vancouver' },
	{ country: 'United Kingdom', city: 'Leeds', state: null, timezone: 'Europe/London' },
	{ country: 'Germany', city: 'Leipzig', state: null, timezone: 'Europe/Berlin' },
	{ country: 'Australia', city: 'Perth', state: 'WA', timezone: 'Australia/Perth' },
	{ country: 'Israel', city: 'Haifa', state: null, timezone: 'Asia/Jerusalem' },
	{ country: 'United Arab Emirates', city: 'Dubai', state: null, timezone: 'Asia/Dubai' },
	{ country: 'NLD', city: 'Utrecht', state: null, timezone: 'Europe/Amsterdam' },
];

export const clientNames = [
	...['Northwind Labs', 'Blue Kettle', 'Paper Crane Studio', 'Harbor Analytics', 'Maple & Co'],
	...['Tin Robot', 'Bright Ledger', 'Quiet Orchard', 'Copper Fox', 'Ninefold Health'],
];

export const clientFirstNames = [
	'Alex',
	'Jordan',
	'Priya',
	'Noah',
	'Emma',
	'Liam',
	'Sara',
	'Mateo',
];
export const clientLastNames = [
	'Reed',
	'Okafor',
	'Silva',
	'Novak',
	'Hughes',
	'Tan',
	'Weiss',
	'Moreau',
];

export const clientMessages = [
	'Hi! Thanks for your proposal. Can you tell me more about a similar project?',
	'Could we have a short call tomorrow?',
	'What would the first milestone be?',
	'Looks good. I will send an offer today.',
	'Can you start on Monday?',
	'The API answers 403 since this morning, could you look at it?',
];

export const freelancerMessages = [
	'Hello, thank you for the message. Yes, I have done this twice this year.',
	'Tomorrow at 15:00 UTC works for me.',
	'I would start with the data model and a small working path through it.',
	'Done, please have a look.',
];

export const coverLetters = [
	'Hello, I have built several workflows like this one. I would start with a small working version.',
	'Hi, your job matches my last three projects. Two questions about the scope are below.',
	'Hello! I can begin this week and work in your time zone.',
];
