import { z } from 'zod';
import { below, document } from '../graphql/document';
import type { FieldSet } from '../graphql/selection';
import { ownSelection } from '../graphql/selection';
import { connectionOf, idSchema, text } from '../schemas/common';
import { roomSchema, storySchema } from '../schemas/people';
import { PAGE_INFO } from './selections';
import { ROOM_MINIMAL, ROOM_STANDARD, STORY_MINIMAL, STORY_STANDARD } from './workSelections';

const READ = 'Messaging - Read-Only Access';
const WRITE = 'Messaging - Read and Write Access';

export interface RoomFilter {
	roomType_eq?: 'ALL' | 'GROUP' | 'ONE_ON_ONE' | 'INTERVIEW';
	roomPrivacy_eq?: 'ALL' | 'PRIVATE' | 'PUBLIC';
	subscribed_eq?: boolean;
	activeSince_eq?: string;
	includeFavorites_eq?: boolean;
	includeUnreadIfActive_eq?: boolean;
	unreadRoomsOnly_eq?: boolean;
	includeHidden_eq?: boolean;
	objectReferenceId_eq?: string;
	roomCategory_eq?: 'FAVORITES' | 'PEOPLE' | 'INTERVIEW' | 'GROUP';
}

export interface RoomsVariables {
	filter: RoomFilter;
	page: { first: number; after?: string };
	order: 'ASC' | 'DESC';
}

function rooms(selection: string) {
	return document<RoomsVariables>()({
		name: 'Rooms',
		effect: 'read',
		roots: ['roomList'],
		needs: ['roomList.edges.node.id'],
		scope: READ,
		answer: z.looseObject({ roomList: connectionOf(roomSchema) }),
		text: `query Rooms($filter: RoomFilter, $page: Pagination, $order: SortOrder) {
			roomList(filter: $filter, pagination: $page, sortOrder: $order) {
				totalCount
				${PAGE_INFO}
				edges { node { ${selection} } }
			}
		}`,
	});
}

export const ROOMS = rooms(ROOM_STANDARD);
export const ROOMS_MINIMAL = rooms(ROOM_MINIMAL);

export function roomsDocument(fields: FieldSet) {
	if (fields.set === 'own') return rooms(ownSelection(fields.fields));
	return fields.set === 'minimal' ? ROOMS_MINIMAL : ROOMS;
}

const nullableRoom = roomSchema.nullish();

export const ROOM = document<{ id: string }>()({
	name: 'RoomById',
	effect: 'read',
	roots: ['room'],
	needs: ['room.id'],
	scope: READ,
	answer: z.looseObject({ room: nullableRoom }),
	text: `query RoomById($id: ID!) { room(id: $id) { ${ROOM_STANDARD} } }`,
});

export const ROOM_OF_PROPOSAL = document<{ id: string }>()({
	name: 'RoomOfProposal',
	effect: 'read',
	roots: ['proposalRoom'],
	needs: ['proposalRoom.id'],
	scope: READ,
	answer: z.looseObject({ proposalRoom: nullableRoom }),
	text: `query RoomOfProposal($id: ID!) {
		proposalRoom(vendorProposalId: $id) { ${ROOM_STANDARD} }
	}`,
});

export const ROOM_OF_OFFER = document<{ id: string }>()({
	name: 'RoomOfOffer',
	effect: 'read',
	roots: ['offerRoom'],
	needs: ['offerRoom.id'],
	scope: READ,
	answer: z.looseObject({ offerRoom: nullableRoom }),
	text: `query RoomOfOffer($id: ID!) { offerRoom(offerId: $id) { ${ROOM_STANDARD} } }`,
});

export const ROOM_OF_CONTRACT = document<{ id: string }>()({
	name: 'RoomOfContract',
	effect: 'read',
	roots: ['contractRoom'],
	needs: ['contractRoom.id'],
	scope: READ,
	answer: z.looseObject({ contractRoom: nullableRoom }),
	text: `query RoomOfContract($id: ID!) { contractRoom(contractId: $id) { ${ROOM_STANDARD} } }`,
});

export interface StoriesVariables {
	filter: {
		roomId_eq: string;
		storyFilter: {
			storyCreatedDateTime_bt?: { rangeStart?: string; rangeEnd?: string };
			pagination: { first: number; after?: string };
		};
	};
}

function stories(selection: string) {
	return document<StoriesVariables>()({
		name: 'RoomMessages',
		effect: 'read',
		roots: ['roomStories'],
		needs: below('roomStories.edges.node', 'id', 'message', 'createdDateTime', 'user.id'),
		scope: READ,
		answer: z.looseObject({ roomStories: connectionOf(storySchema) }),
		text: `query RoomMessages($filter: RoomStoryFilter) {
			roomStories(filter: $filter) {
				totalCount
				${PAGE_INFO}
				edges { cursor node { ${selection} } }
			}
		}`,
	});
}

export const STORIES = stories(STORY_STANDARD);
export const STORIES_MINIMAL = stories(STORY_MINIMAL);

export function storiesDocument(fields: FieldSet) {
	if (fields.set === 'own') return stories(ownSelection(fields.fields));
	return fields.set === 'minimal' ? STORIES_MINIMAL : STORIES;
}

export const STORY = document<{ roomId: string; storyId: string }>()({
	name: 'RoomMessage',
	effect: 'read',
	roots: ['roomStory'],
	needs: below('roomStory', 'id', 'message'),
	scope: READ,
	answer: z.looseObject({ roomStory: storySchema.nullish() }),
	text: `query RoomMessage($roomId: ID!, $storyId: ID!) {
		roomStory(roomId: $roomId, storyId: $storyId) { ${STORY_STANDARD} }
	}`,
});

export const SEND_MESSAGE = document<{ input: { roomId: string; message: string } }>()({
	name: 'SendMessage',
	effect: 'write',
	roots: ['createRoomStoryV2'],
	needs: ['createRoomStoryV2.id'],
	scope: WRITE,
	answer: z.looseObject({
		createRoomStoryV2: z
			.looseObject({ id: idSchema, message: text, createdDateTime: text })
			.nullish(),
	}),
	text: `mutation SendMessage($input: RoomStoryCreateInputV2!) {
		createRoomStoryV2(input: $input) { id message createdDateTime }
	}`,
});

export const EDIT_MESSAGE = document<{
	input: { roomId: string; storyId: string; message: string };
}>()({
	name: 'EditMessage',
	effect: 'write',
	roots: ['updateRoomStoryV2'],
	scope: WRITE,
	answer: z.looseObject({ updateRoomStoryV2: z.looseObject({ status: text }).nullish() }),
	text: `mutation EditMessage($input: RoomStoryUpdateInputV2!) {
		updateRoomStoryV2(input: $input) { status }
	}`,
});

export interface CreateRoomInput {
	roomName?: string;
	topic?: string;
	roomType: 'ONE_ON_ONE' | 'GROUP';
	users: Array<{ userId: string; organizationId: string; role?: string }>;
}

const madeRoom = z.looseObject({ id: idSchema, roomName: text, roomType: text }).nullish();

export const CREATE_ROOM = document<{ input: CreateRoomInput }>()({
	name: 'CreateRoom',
	effect: 'write',
	roots: ['createRoomV2'],
	needs: ['createRoomV2.id'],
	scope: WRITE,
	answer: z.looseObject({ createRoomV2: madeRoom }),
	text: `mutation CreateRoom($input: RoomCreateInputV2!) {
		createRoomV2(input: $input) { id roomName roomType }
	}`,
});

/** Returns the room that is already there, too. */
export const OPEN_DIRECT_ROOM = document<{ userId: string; orgId: string }>()({
	name: 'OpenDirectRoom',
	effect: 'write',
	roots: ['roomCreate1on1IfNotExists'],
	needs: ['roomCreate1on1IfNotExists.id'],
	scope: WRITE,
	answer: z.looseObject({ roomCreate1on1IfNotExists: madeRoom }),
	text: `mutation OpenDirectRoom($userId: ID!, $orgId: ID!) {
		roomCreate1on1IfNotExists(userId: $userId, orgId: $orgId) { id roomName }
	}`,
});

export const ARCHIVE_ROOM = document<{ id: string }>()({
	name: 'ArchiveRoom',
	effect: 'write',
	roots: ['archiveRoom'],
	needs: ['archiveRoom.id'],
	scope: WRITE,
	answer: z.looseObject({ archiveRoom: nullableRoom }),
	text: `mutation ArchiveRoom($id: ID!) { archiveRoom(roomId: $id) { id roomName } }`,
});
