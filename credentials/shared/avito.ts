import type { INodeProperties } from 'n8n-workflow';
import { connectionProperties } from './connection';

/** The shared fields with Avito's base limit, and what an employee's key needs. */
export const avitoConnection: INodeProperties[] = [
	...connectionProperties({
		requestsPerMinute: 600,
		limit: "Avito's base limit is 600; set more only if Avito has raised the limit for the account",
	}),
	{
		displayName: 'Company ID',
		name: 'employeeOf',
		type: 'string',
		default: '',
		placeholder: 'e.g. 5001',
		description:
			"Only for an employee's key: the company whose plan pays for Job API calls (header X-Employee-Of)",
	},
];
