import type { GraphQLCall } from '../graphql';
import type { Room, Story } from '../types';
import { vendorProposal } from './business';
import { organizationById, personById } from './people';
import { connection, isoDate, timeRange } from './values';

export interface StoryFilter {
	storyCreatedDateTime_bt?: { rangeStart?: string | null; rangeEnd?: string | null } | null;
	pagination?: { first: number; after?: string | null } | null;
}

/** `RoomStory`; a system story has no user although the schema promises one. */
export function storyView(call: GraphQLCall, story: Story): Record<string, unknown> {
	const { settings, state } = call.world;
	const authorId = story.authorId ?? (settings.systemStoriesWithoutUser ? null : state.viewer.id);
	return {
		id: story.id,
		message: story.message,
		createdDateTime: isoDate(story.createdAt),
		updatedDateTime: isoDate(story.updatedAt),
		user: () => (authorId === null ? null : personById(state, authorId)),
		organization: () =>
			story.authorOrganizationId === null
				? null
				: organizationById(state, story.authorOrganizationId),
		attachments: story.attachments.map((attachment) => ({
			objectReferenceId: attachment.id,
			objectType: 'FILE',
			createdDateTime: isoDate(story.createdAt),
			metadata: [
				{ key: 'fileName', value: attachment.name },
				{ key: 'fileSize', value: String(attachment.size) },
			],
		})),
	};
}

/** Stories that the viewer has not read, of other people. */
export function unreadStories(call: GraphQLCall, room: Room): Story[] {
	const { viewer } = call.world.state;
	return room.stories.filter(
		(story) => story.createdAt > room.lastReadAt && story.authorId !== viewer.id,
	);
}

/** Newest first. */
export function storyConnection(call: GraphQLCall, room: Room, filter: StoryFilter) {
	const { from, to } = timeRange(filter.storyCreatedDateTime_bt ?? {});
	const found = room.stories
		.filter(({ createdAt }) => createdAt >= from && createdAt <= to)
		.toReversed();
	const limits = { fallback: 20, most: 100 };
	return connection(found, filter.pagination ?? {}, limits, (story) => storyView(call, story));
}

/** `Room` (upwork.md 3.9). */
export function roomView(call: GraphQLCall, room: Room): Record<string, unknown> {
	const { state } = call.world;
	const member = ({ personId, organizationId, role }: Room['members'][number]) => ({
		role,
		user: () => personById(state, personId),
		organization: () => organizationById(state, organizationId),
	});
	const latest = room.stories.at(-1);
	const proposal = state.proposals.get(room.proposalId ?? '');
	return {
		id: room.id,
		roomName: room.name,
		topic: room.topic,
		roomType: room.type,
		createdAtDateTime: isoDate(room.createdAt),
		numUnread: unreadStories(call, room).length,
		numUnreadMentions: 0,
		favorite: room.favorite,
		hidden: room.hidden,
		muted: room.muted,
		readOnly: room.readOnly,
		lastVisitedDateTime: isoDate(room.lastReadAt),
		lastReadDateTime: isoDate(room.lastReadAt),
		roomUsers: room.members.map(member),
		contractId: room.contractId,
		vendorProposal: () => (proposal === undefined ? null : vendorProposal(call, proposal)),
		offerIds: room.offerIds,
		latestStory: () => (latest === undefined ? null : storyView(call, latest)),
	};
}
