import type { Dice } from '../../core/dice';
import { durations } from '../data/ontology';
import posts from '../data/posts.json';
import type {
	Contract,
	Job,
	Offer,
	Organization,
	Person,
	Proposal,
	ProposalStatus,
	Room,
	Story,
	Transaction,
	WorkDay,
} from '../types';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Order in which statuses are dealt out, so that every one occurs. */
export const PROPOSAL_STATUSES: readonly ProposalStatus[] = [
	...(['Accepted', 'Activated', 'Declined', 'Archived', 'Offered', 'Hired'] as const),
	...(['Withdrawn', 'Pending', 'Accepted', 'Accepted'] as const),
];

export function drawProposal(
	dice: Dice,
	index: number,
	job: Job,
	side: { organization: Organization; person: Person },
	now: number,
): Proposal {
	const createdAt = Math.min(now - 60_000, job.publishedAt + dice.int(10, 3_000) * 60_000);
	const status = PROPOSAL_STATUSES[index % PROPOSAL_STATUSES.length] ?? 'Accepted';
	return {
		id: String(1_991_000_000_000_000_000n + BigInt(index)),
		organizationId: side.organization.id,
		personId: side.person.id,
		jobId: job.id,
		status,
		reason: status === 'Declined' ? '921' : status === 'Withdrawn' ? '901' : null,
		coverLetter: dice.pick(posts.coverLetters),
		rate: job.type === 'HOURLY' ? (job.hourlyMax ?? 40) : job.amount,
		durationId: dice.pick(durations).id,
		createdAt,
		modifiedAt: Math.min(now, createdAt + dice.int(0, 72) * HOUR),
		annotations: dice.chance(5) ? ['Hidden'] : [],
		answers: job.questions.map((question) => ({ question, answer: 'I would start small.' })),
		boost: dice.chance(10) ? dice.int(5, 20) : 0,
		milestones: [],
	};
}

/** A conversation of a few stories, the first of them often a system story. */
function drawStories(
	dice: Dice,
	sides: { me: string; myOrganization: string; client: string; clientOrganization: string },
	lastAt: number,
): Story[] {
	const count = dice.int(1, 9);
	const withSystem = dice.chance(30);
	let at = lastAt - count * 5 * HOUR;
	return Array.from({ length: count }, (_, index): Story => {
		at += dice.int(5, 290) * 60_000;
		const isSystem = withSystem && index === 0;
		const mine = index % 2 === 1;
		const text = mine ? dice.pick(posts.freelancerMessages) : dice.pick(posts.clientMessages);
		return {
			id: `story_${dice.hex(32)}`,
			authorId: isSystem ? null : mine ? sides.me : sides.client,
			authorOrganizationId: isSystem
				? null
				: mine
					? sides.myOrganization
					: sides.clientOrganization,
			message: isSystem ? null : text,
			createdAt: at,
			updatedAt: at,
			attachments:
				!isSystem && dice.chance(8)
					? [{ id: dice.uuid(), name: 'notes.pdf', size: dice.int(9_000, 400_000) }]
					: [],
		};
	});
}

export function drawRoom(
	dice: Dice,
	job: Job,
	side: { organization: Organization; person: Person },
	now: number,
): Room {
	const lastAt = now - dice.int(10, 20 * 24 * 60) * 60_000;
	const { client } = job;
	const stories = drawStories(
		dice,
		{
			me: side.person.id,
			myOrganization: side.organization.id,
			client: client.personId,
			clientOrganization: client.organizationId,
		},
		lastAt,
	);
	const last = stories.at(-1);
	const isRead = dice.chance(65);
	return {
		id: `room_${dice.hex(32)}`,
		organizationId: side.organization.id,
		name: `${client.name} - ${job.title}`,
		topic: job.title,
		type: dice.pick(['INTERVIEW', 'INTERVIEW', 'ONE_ON_ONE', 'GROUP'] as const),
		members: [
			{ personId: side.person.id, organizationId: side.organization.id, role: 'FREELANCER' },
			{ personId: client.personId, organizationId: client.organizationId, role: 'OWNER' },
		],
		creatorId: client.personId,
		createdAt: stories[0]?.createdAt ?? lastAt,
		favorite: dice.chance(10),
		hidden: dice.chance(12),
		readOnly: false,
		subscribed: dice.chance(80),
		muted: dice.chance(5),
		isPublic: false,
		lastReadAt: isRead ? (last?.createdAt ?? lastAt) : (stories[0]?.createdAt ?? lastAt) - 1,
		contractId: null,
		proposalId: null,
		offerIds: [],
		stories,
	};
}

export function drawOffer(
	index: number,
	proposal: Proposal,
	job: Job,
	state: Offer['state'],
): Offer {
	return {
		id: String(5_100_000 + index),
		organizationId: proposal.organizationId,
		personId: proposal.personId,
		title: job.title,
		description: `Offer for: ${job.title}`,
		message: 'I would be glad to work with you.',
		type: job.type,
		state,
		jobId: job.id,
		proposalId: proposal.id,
		contractId: null,
		client: job.client,
		rate: proposal.rate,
		weeklyLimit: 20,
		startAt: proposal.modifiedAt + DAY,
	};
}

export function drawContract(dice: Dice, index: number, offer: Offer, now: number): Contract {
	const closed = index % 3 === 2;
	const days = dice.int(10, 60);
	const startAt = now - days * DAY;
	const hours = offer.type === 'HOURLY' ? days * 2 : 0;
	const score = dice.int(40, 50) / 10;
	return {
		id: String(41_000_001 + index),
		organizationId: offer.organizationId,
		personId: offer.personId,
		title: offer.title,
		type: offer.type,
		status: closed ? 'CLOSED' : 'ACTIVE',
		rate: offer.rate,
		client: offer.client,
		jobId: offer.jobId,
		offerId: offer.id,
		startAt,
		endAt: closed ? now - 2 * DAY : null,
		totalCharge: offer.type === 'HOURLY' ? hours * offer.rate : offer.rate,
		hours,
		feedbackToFreelancer: closed ? { score, comment: 'Great work, clear messages.' } : null,
		feedbackToClient: closed ? { score: 5, comment: 'Clear goals and quick answers.' } : null,
	};
}

/** Two weeks of hours on an hourly contract, weekends off. */
export function drawWorkDays(dice: Dice, contract: Contract, now: number): WorkDay[] {
	if (contract.type !== 'HOURLY' || contract.status !== 'ACTIVE') return [];
	return Array.from({ length: 14 }, (_, back) => now - back * DAY)
		.filter((at) => new Date(at).getUTCDay() % 6 !== 0)
		.map((at) => {
			const onlineHours = dice.int(2, 30) / 6;
			const manualHours = dice.chance(15) ? 0.5 : 0;
			return {
				contractId: contract.id,
				organizationId: contract.organizationId,
				day: new Date(at).toISOString().slice(0, 10),
				onlineHours,
				manualHours,
				memo: 'Workflow and tests',
				charges: Math.round((onlineHours + manualHours) * contract.rate * 100) / 100,
			};
		});
}

export function drawTransactions(contract: Contract, index: number, now: number): Transaction[] {
	return [1, 2].map((week) => ({
		id: String(9_700_000 + index * 10 + week),
		organizationId: contract.organizationId,
		at: now - week * 7 * DAY,
		type: 'APInvoice',
		subtype: contract.type === 'HOURLY' ? 'Hourly' : 'Fixed Price',
		description: `Invoice for ${contract.title}`,
		amount: Math.round(contract.totalCharge * 50) / 100,
		credited: Math.round(contract.totalCharge * 45) / 100,
		company: contract.client.name,
	}));
}
