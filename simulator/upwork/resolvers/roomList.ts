import type { GraphQLCall } from '../graphql';
import type { Room } from '../types';
import { roomView, unreadStories } from '../views/rooms';
import { connection } from '../views/values';

interface RoomFilter {
	roomType_eq?: string | null;
	roomPrivacy_eq?: string | null;
	subscribed_eq?: boolean | null;
	activeSince_eq?: string | null;
	unreadRoomsOnly_eq?: boolean | null;
	includeHidden_eq?: boolean | null;
	objectReferenceId_eq?: string | null;
	roomCategory_eq?: string | null;
}

/** Arguments of `roomList`. */
export interface RoomListArguments {
	filter?: RoomFilter | null;
	pagination?: { first: number; after?: string | null } | null;
	sortOrder?: 'ASC' | 'DESC' | null;
}

/** Rooms of the organization that the tenant header chose. */
export function ownRooms(call: GraphQLCall): Room[] {
	return [...call.world.state.rooms.values()].filter(
		(room) => room.organizationId === call.tenant.id,
	);
}

const lastActivity = (room: Room) => room.stories.at(-1)?.createdAt ?? room.createdAt;

/** A page of rooms, latest activity first unless asked otherwise. */
export function listRooms(call: GraphQLCall, { filter, pagination, sortOrder }: RoomListArguments) {
	const sign = sortOrder === 'ASC' ? 1 : -1;
	const found = ownRooms(call)
		.filter(roomTest(call, filter ?? {}))
		.sort((a, b) => sign * (lastActivity(a) - lastActivity(b)) || (a.id < b.id ? -1 : 1));
	const limits = { fallback: 20, most: 100 };
	return connection(found, pagination ?? {}, limits, (room) => roomView(call, room));
}

function roomTest(call: GraphQLCall, filter: RoomFilter): (room: Room) => boolean {
	const hides = call.world.settings.roomsHiddenByDefault;
	const since = filter.activeSince_eq ?? '';
	const sinceMs = since === '' ? 0 : /^\d+$/.test(since) ? Number(since) : Date.parse(since);
	const kind = filter.roomType_eq ?? 'ALL';
	const privacy = filter.roomPrivacy_eq ?? 'ALL';
	return (room) =>
		(!hides || !room.hidden || filter.includeHidden_eq === true) &&
		(!hides || room.subscribed === (filter.subscribed_eq ?? true)) &&
		(kind === 'ALL' || room.type === kind) &&
		(privacy === 'ALL' || room.isPublic === (privacy === 'PUBLIC')) &&
		(filter.unreadRoomsOnly_eq !== true || unreadStories(call, room).length > 0) &&
		lastActivity(room) >= sinceMs &&
		fitsCategory(room, filter.roomCategory_eq) &&
		fitsReference(call, room, filter.objectReferenceId_eq);
}

function fitsCategory(room: Room, category: string | null | undefined): boolean {
	switch (category) {
		case 'FAVORITES':
			return room.favorite;
		case 'PEOPLE':
			return room.type === 'ONE_ON_ONE';
		case 'INTERVIEW':
		case 'GROUP':
			return room.type === category;
		default:
			return true;
	}
}

function fitsReference(call: GraphQLCall, room: Room, id: string | null | undefined): boolean {
	if (id === undefined || id === null) return true;
	const proposal = call.world.state.proposals.get(room.proposalId ?? '');
	return [room.contractId, room.proposalId, proposal?.jobId, ...room.offerIds].includes(id);
}
