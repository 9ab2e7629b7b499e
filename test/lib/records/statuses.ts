import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema, isEnumType } from 'graphql';
import type { Lead, Source } from '../../../lib/records';
import { upworkSchema } from '../../contract';

/**
 * Every status that the references know, by what has it: upwork.md 4 and 3.1, kwork.md 4.7 and 4.2,
 * avito.md 3.5. The node itself says `open` and `filled` of Upwork's found jobs, and names for
 * Kwork's order codes.
 */
export const KNOWN_STATUSES: ReadonlyArray<[Source, Lead['kind'], string[]]> = [
	['kwork', 'project', ['active']],
	['kwork', 'offer', ['active']],
	[
		'kwork',
		'order',
		[
			...['1', '2', '3', '4', '5', '6'],
			...['inWork', 'arbitration', 'cancelled', 'onReview', 'completed', 'paymentRequired'],
		],
	],
	['avito', 'application', ['new', 'inprocess', 'interview', 'selected', 'rejected', 'archive']],
	[
		'upwork',
		'job',
		['open', 'filled', 'ACTIVE', 'CLOSED', 'Open', 'InProgress', 'Completed', 'Cancelled'],
	],
	[
		'upwork',
		'proposal',
		[
			...['Created', 'Accepted', 'Declined', 'Withdrawn', 'Replaced', 'Offered', 'Activated'],
			...['Archived', 'Rejected', 'Hired', 'Pending', 'Invalid'],
		],
	],
	[
		'upwork',
		'offer',
		[
			...['DRAFT', 'DRAFT_CHANGED', 'DISCARDED', 'SUBMITTED', 'WITHDRAWN', 'REPLACED'],
			...['AWAITING_APPROVAL', 'APPROVED', 'PENDING_VENDOR_ACCEPTANCE'],
			...['PENDING_VENDOR_ACCEPTANCE_AFTER_REMINDER', 'ACCEPTED', 'REJECTED', 'FAILED'],
			...['EXPIRED', 'CANCELED', 'DENIED', 'PENDING_FUND', 'FUNDING_FAILED', 'FUNDED', 'DELETED'],
		],
	],
	['upwork', 'contract', ['ACTIVE', 'CLOSED', 'PAUSED']],
];

const page = (name: string) =>
	readFileSync(path.resolve(__dirname, `../../../docs/reference/${name}`), 'utf8');

/** The values of one enum in Upwork's real schema. */
function enumValues(name: string): string[] {
	const type = buildSchema(upworkSchema(), { assumeValidSDL: true }).getType(name);
	return isEnumType(type) ? type.getValues().map((value) => value.name) : [];
}

/** The same lists, read from docs/reference and the schema. */
export function referenceStatuses(): Array<[Source, Lead['kind'], string[]]> {
	const orders = /^Status: \*\*(.*?)\*\*/m.exec(page('kwork.md'))?.[1] ?? '';
	const states = /^States as of \d+: (.*)$/m.exec(page('avito.md'))?.[1] ?? '';
	return [
		['kwork', 'order', orders.match(/\d+/g) ?? []],
		['avito', 'application', states.match(/\w+/g) ?? []],
		['upwork', 'job', [...enumValues('WorkFlowStateStatus'), ...enumValues('JobStatus')]],
		['upwork', 'proposal', enumValues('VendorProposalStatusName')],
		['upwork', 'proposal', enumValues('ClientProposalStatusName')],
		['upwork', 'offer', enumValues('OfferState')],
		['upwork', 'contract', enumValues('ContractStatus')],
		['upwork', 'contract', enumValues('TalentContractStatus')],
	];
}
