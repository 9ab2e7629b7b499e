import { authorizationFailed, businessError, notFound } from '../errors';
import type { GraphQLCall } from '../graphql';
import type { Room, Story } from '../types';
import { roomView, storyConnection, storyView, type StoryFilter } from '../views/rooms';
import { listRooms, ownRooms, type RoomListArguments } from './roomList';

const LONGEST_MESSAGE = 10_240;

interface RoomUserInput {
	userId: string;
	organizationId: string;
	role?: string | null;
}

/** Roots of upwork.md 3.9. Rooms belong to the organization of the tenant header. */
export function roomRoots(call: GraphQLCall) {
	const { state } = call.world;
	const where = (test: (room: Room) => boolean) => {
		const room = ownRooms(call).find(test);
		return room === undefined ? null : roomView(call, room);
	};
	return {
		roomList: (args: RoomListArguments) => listRooms(call, args),
		room: ({ id }: { id: string }) => roomView(call, ownRoom(call, id)),
		roomStories: (args: {
			filter?: { roomId_eq: string; storyFilter?: StoryFilter | null } | null;
		}) =>
			args.filter === undefined || args.filter === null
				? null
				: storyConnection(
						call,
						ownRoom(call, args.filter.roomId_eq),
						args.filter.storyFilter ?? {},
					),
		roomStory: ({ roomId, storyId }: { roomId: string; storyId: string }) => {
			const room = ownRoom(call, roomId);
			return storyView(call, storyOf(room, storyId));
		},
		proposalRoom: ({ vendorProposalId }: { vendorProposalId: string }) => {
			const found = where((room) => room.proposalId === vendorProposalId);
			if (found === null) throw notFound('Room');
			return found;
		},
		offerRoom: ({ offerId }: { offerId: string }) =>
			where((room) => room.offerIds.includes(offerId)),
		contractRoom: ({ contractId }: { contractId: string }) =>
			where((room) => room.contractId === contractId),
		...writes(call, state.viewer.id),
	};
}

function writes(call: GraphQLCall, viewerId: string) {
	return {
		createRoomStoryV2: ({
			input,
		}: {
			input: { roomId?: string | null; message?: string | null };
		}) => {
			const room = ownRoom(call, input.roomId ?? '');
			const message = input.message ?? '';
			if (message === '' || message.length > LONGEST_MESSAGE) {
				call.world.context.violation(call.request, 'A message has 1 to 10,240 characters');
				throw businessError('MSG-1', 'Message is empty or too long', false);
			}
			return storyView(call, addStory(call, room, viewerId, call.tenant.id, message));
		},
		updateRoomStoryV2: (args: {
			input: { storyId: string; roomId: string; message?: string | null };
		}) => {
			const story = ownStory(call, args.input.roomId, args.input.storyId);
			story.message = args.input.message ?? story.message;
			story.updatedAt = call.world.now();
			return { status: 'OK' };
		},
		createRoomV2: (args: {
			input: {
				roomName?: string | null;
				topic?: string | null;
				roomType: 'ONE_ON_ONE' | 'GROUP';
				users?: (RoomUserInput | null)[] | null;
			};
		}) => {
			const users = (args.input.users ?? []).flatMap((user) => user ?? []);
			return roomView(call, createRoom(call, { ...args.input, users }));
		},
		roomCreate1on1IfNotExists: ({ userId, orgId }: { userId: string; orgId: string }) => {
			const known = ownRooms(call).find((room) => isOneOnOneWith(room, userId));
			const users = [{ userId, organizationId: orgId }];
			return roomView(call, known ?? createRoom(call, { roomType: 'ONE_ON_ONE', users }));
		},
		archiveRoom: ({ roomId }: { roomId: string }) => {
			const room = ownRoom(call, roomId);
			room.readOnly = true;
			return roomView(call, room);
		},
	};
}

function ownRoom(call: GraphQLCall, id: string): Room {
	const room = call.world.state.rooms.get(id);
	if (room?.organizationId !== call.tenant.id) throw notFound('Room');
	return room;
}

function storyOf(room: Room, id: string): Story {
	const story = room.stories.find((candidate) => candidate.id === id);
	if (story === undefined) throw notFound('Story');
	return story;
}

/** Only own stories may be changed. */
function ownStory(call: GraphQLCall, roomId: string, storyId: string): Story {
	const story = storyOf(ownRoom(call, roomId), storyId);
	if (story.authorId !== call.world.state.viewer.id) throw authorizationFailed();
	return story;
}

function isOneOnOneWith(room: Room, personId: string): boolean {
	return room.type === 'ONE_ON_ONE' && room.members.some((member) => member.personId === personId);
}

const memberOf = ({ userId, organizationId, role }: RoomUserInput) => ({
	personId: userId,
	organizationId,
	role: role ?? 'MEMBER',
});

/** Puts a story into a room; used by the events too. */
export function addStory(
	call: Pick<GraphQLCall, 'world'>,
	room: Room,
	authorId: string | null,
	authorOrganizationId: string | null,
	message: string | null,
): Story {
	const now = call.world.now();
	const story: Story = {
		id: `story_${call.world.state.dice.hex(32)}`,
		authorId,
		authorOrganizationId,
		message,
		createdAt: now,
		updatedAt: now,
		attachments: [],
	};
	room.stories.push(story);
	if (authorId === call.world.state.viewer.id) room.lastReadAt = now;
	return story;
}

function createRoom(
	call: GraphQLCall,
	input: {
		roomName?: string | null;
		topic?: string | null;
		roomType: 'ONE_ON_ONE' | 'GROUP';
		users: RoomUserInput[];
	},
): Room {
	const { state } = call.world;
	if (input.users.some(({ userId }) => !state.people.has(userId))) throw authorizationFailed();
	const now = call.world.now();
	const me = { personId: state.viewer.id, organizationId: call.tenant.id, role: 'OWNER' };
	const room: Room = {
		id: `room_${state.dice.hex(32)}`,
		organizationId: call.tenant.id,
		name: input.roomName ?? 'Conversation',
		topic: input.topic ?? null,
		type: input.roomType,
		members: [me, ...input.users.map(memberOf)],
		creatorId: state.viewer.id,
		createdAt: now,
		favorite: false,
		hidden: false,
		readOnly: false,
		subscribed: true,
		muted: false,
		isPublic: false,
		lastReadAt: now,
		contractId: null,
		proposalId: null,
		offerIds: [],
		stories: [],
	};
	state.rooms.set(room.id, room);
	return room;
}
