import type { INodeProperties } from 'n8n-workflow';

/** Sent with every call; without one, agency rooms and contracts look empty (upwork.md 2.1). */
export const organizationProperty: INodeProperties = {
	displayName: 'Organization Name or ID',
	name: 'organization',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getOrganizations' },
	default: '',
	description:
		'Agency or client company to act for; empty means the one of the credential, or the personal account. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};
