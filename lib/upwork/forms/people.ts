import { countryName } from '../../countries';
import type { Contact, Message } from '../../records';
import { dedupeKey, person } from '../../records';
import { profileUrl, roomUrl } from '../ids';
import { amountOf, isoTime } from '../jobFilter';
import type {
	FoundFreelancer,
	Freelancer,
	OrganizationItem,
	Room,
	Statistics,
	Story,
	Viewer,
} from '../schemas/people';

const urlOf = (ciphertext: string | null | undefined) =>
	ciphertext ? profileUrl(ciphertext) : null;

export const viewerForms = {
	simplify: ({ user, organization }: Viewer) => ({
		id: user?.id ?? null,
		login: user?.nid ?? null,
		name: user?.name ?? null,
		email: user?.email ?? null,
		profileUrl: urlOf(user?.ciphertext),
		organizationId: organization?.id ?? null,
		organization: organization?.name ?? null,
		organizationType: organization?.type ?? null,
		legacyType: organization?.legacyType ?? null,
	}),
};

export const organizationForms = {
	simplify: (item: OrganizationItem) => ({
		id: item.organizationId,
		title: item.title ?? null,
		type: item.organizationType ?? null,
		role: ROLES[item.organizationLegacyType ?? ''] ?? null,
		isAgency:
			item.organizationType && item.organizationLegacyType
				? item.organizationType === 'Business' && item.organizationLegacyType === 'Vendor'
				: null,
	}),
};

const ROLES: Record<string, 'client' | 'freelancer'> = { Client: 'client', Vendor: 'freelancer' };

/** A sum of what is known of its parts; null where nothing is. */
const sumOf = (...parts: Array<number | null | undefined>): number | null => {
	const known = parts.filter((part) => typeof part === 'number');
	return known.length === 0 ? null : known.reduce((sum, part) => sum + part, 0);
};

export const freelancerForms = {
	simplify: ({ userDetails, personalData, countryDetails, aggregates, skills }: Freelancer) => ({
		id: userDetails?.id ?? null,
		name: userDetails?.name ?? null,
		title: personalData?.title ?? null,
		hourlyRate: amountOf(personalData?.chargeRate?.rawValue) ?? null,
		country: countryDetails?.name ?? null,
		jobSuccessScore: aggregates?.jobSuccessScore ?? null,
		totalHours: aggregates?.totalHours ?? null,
		totalJobs: sumOf(aggregates?.totalFixedJobs, aggregates?.totalHourlyJobs),
		skills:
			skills?.edges?.flatMap(
				(edge) => edge?.node?.prettyName ?? edge?.node?.preferredLabel ?? [],
			) ?? null,
		url: urlOf(userDetails?.ciphertext),
	}),
	record: (freelancer: Freelancer): Contact => {
		const { userDetails, personalData, countryDetails, aggregates } = freelancer;
		const id = userDetails?.id ?? userDetails?.ciphertext ?? '';
		return contact(id, {
			name: userDetails?.name ?? null,
			username: userDetails?.nid ?? null,
			url: urlOf(userDetails?.ciphertext),
			country: countryDetails?.name ?? null,
			rating: aggregates?.totalFeedback ?? null,
			text: personalData?.description ?? personalData?.title ?? '',
		});
	},
};

const countryOf = ({ location }: FoundFreelancer) =>
	location?.country ? countryName(location.country) : null;

export const foundFreelancerForms = {
	simplify: (found: FoundFreelancer) => ({
		ciphertext: found.ciphertext ?? null,
		name: found.shortName ?? null,
		title: found.title ?? null,
		hourlyRate: amountOf(found.hourlyRate?.rawValue) ?? null,
		rating: found.avgFeedbackScore ?? null,
		country: countryOf(found),
		topRated: found.topRatedStatus ?? null,
		skills: found.skills?.flatMap((skill) => skill?.preferredLabel ?? []) ?? null,
		url: urlOf(found.ciphertext),
	}),
	record: (found: FoundFreelancer): Contact =>
		contact(found.ciphertext ?? '', {
			name: found.shortName ?? null,
			username: found.ciphertext ?? null,
			url: urlOf(found.ciphertext),
			country: countryOf(found),
			rating: found.avgFeedbackScore ?? null,
			text: found.description ?? found.title ?? '',
		}),
};

export const ownProfileForms = {
	simplify({ viewer, profiles }: { viewer: Viewer; profiles: Statistics[] }) {
		const [profile] = profiles;
		const totals = profile?.profileAggregates;
		return {
			id: viewer.user?.id ?? null,
			name: viewer.user?.name ?? null,
			title: profile?.personalData?.title ?? null,
			hourlyRate: amountOf(profile?.personalData?.chargeRate?.rawValue) ?? null,
			totalEarnings: totals?.totalEarnings ?? null,
			totalJobs: totals?.totalJobs ?? null,
			rating: totals?.totalFeedback ?? null,
			topRated: totals?.topRatedStatus ?? null,
			skills: profile?.skills?.flatMap((skill) => skill?.prettyName ?? skill?.skill ?? []) ?? null,
			url: urlOf(viewer.user?.ciphertext),
		};
	},
};

export const roomForms = {
	simplify: (room: Room) => ({
		id: room.id,
		name: room.roomName ?? null,
		topic: room.topic ?? null,
		type: room.roomType ?? null,
		unread: room.numUnread ?? null,
		proposalId: room.vendorProposal?.id ?? null,
		jobId: room.vendorProposal?.marketplaceJobPosting?.id ?? null,
		contractId: room.contractId ?? null,
		lastMessage: room.latestStory?.message ?? null,
		lastMessageAt: isoTime(room.latestStory?.createdDateTime) ?? null,
		url: roomUrl(room.id),
	}),
};

/** A message with its room; `own` says who wrote it. */
export type RoomStory = Story & { roomId: string; own: boolean };

const directionOf = ({ own, user }: RoomStory): Message['direction'] =>
	own ? 'out' : user?.id ? 'in' : null;

export const messageForms = {
	simplify: (story: RoomStory) => ({
		id: story.id,
		roomId: story.roomId,
		direction: directionOf(story),
		text: story.message ?? null,
		userId: story.user?.id ?? null,
		user: story.user?.name ?? null,
		attachments: story.attachments === undefined ? null : (story.attachments ?? []).length,
		createdAt: isoTime(story.createdDateTime) ?? null,
		url: roomUrl(story.roomId),
	}),
	record: (story: RoomStory): Message => ({
		record: 'message',
		version: 1,
		source: 'upwork',
		sourceId: story.id,
		url: roomUrl(story.roomId),
		dedupeKey: dedupeKey('upwork', 'message', `${story.roomId}:${story.id}`),
		createdAt: isoTime(story.createdDateTime) ?? null,
		updatedAt: isoTime(story.updatedDateTime) ?? null,
		threadId: story.roomId,
		direction: directionOf(story),
		text: story.message ?? '',
		person: story.user
			? person({
					id: story.user.id ?? null,
					username: story.user.nid ?? null,
					name: story.user.name ?? null,
					url: urlOf(story.user.ciphertext),
				})
			: null,
		isRead: null,
	}),
};

function contact(
	id: string,
	facts: {
		name: string | null;
		username: string | null;
		url: string | null;
		country: string | null;
		rating: number | null;
		text: string;
	},
): Contact {
	const { rating, text, ...who } = facts;
	return {
		record: 'contact',
		version: 1,
		source: 'upwork',
		sourceId: id,
		url: who.url,
		dedupeKey: dedupeKey('upwork', 'freelancer', id),
		createdAt: null,
		updatedAt: null,
		person: person({ id, ...who }),
		phone: null,
		email: null,
		rating,
		text,
	};
}
