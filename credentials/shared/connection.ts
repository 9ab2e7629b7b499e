import type { INodeProperties } from 'n8n-workflow';

/**
 * What every credential asks besides the account itself, with the same internal names. `limit` says
 * how many requests the service allows.
 */
export const connectionProperties = ({
	requestsPerMinute = 60,
	limit = 'Request budget of the account, shared by all workflows of this n8n',
} = {}): INodeProperties[] => [
	{
		displayName: 'Write Access',
		name: 'writeAccess',
		type: 'options',
		default: 'allow',
		description: 'What workflows may do with this account besides reading',
		options: [
			{
				name: 'Allow',
				value: 'allow',
				description: 'Send messages and offers and change things',
			},
			{
				name: 'Block',
				value: 'block',
				description: 'Read only, every write fails before it is sent',
			},
			{
				name: 'Dry Run',
				value: 'dryRun',
				description: 'Every write returns the request that would be sent',
			},
		],
	},
	{
		displayName: 'Requests per Minute',
		name: 'requestsPerMinute',
		type: 'number',
		default: requestsPerMinute,
		typeOptions: { minValue: 1, maxValue: 6000 },
		description: limit,
	},
	{
		displayName: 'Workers',
		name: 'workers',
		type: 'number',
		default: 1,
		typeOptions: { minValue: 1, maxValue: 100 },
		description:
			"How many n8n processes use the account in queue mode; each gets its share of the budget. Not needed where they share the desk's memory (FREELANCE_HUB_DATABASE_URL).",
	},
	{
		displayName: 'Proxy URL',
		name: 'proxyUrl',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		placeholder: 'e.g. http://user:password@proxy.example:8080',
		description:
			'Your own proxy for this account: http, https or socks5. Several, separated by commas, are used one at a time; one that does not answer is skipped for a while.',
	},
	{
		displayName: 'Environment',
		name: 'environment',
		type: 'options',
		default: 'production',
		options: [
			{ name: 'Production', value: 'production', description: 'The real marketplace' },
			{
				name: 'Local Simulator',
				value: 'simulator',
				description: 'The simulator that comes with the sources, for trying things out',
			},
		],
	},
	{
		displayName: 'Simulator URL',
		name: 'simulatorUrl',
		type: 'string',
		default: 'http://127.0.0.1:8787',
		displayOptions: { show: { environment: ['simulator'] } },
		description: 'Address of the simulator on this machine',
	},
];
