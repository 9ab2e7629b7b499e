import { settleByReading } from '../settle';
import type { CreateRoomInput, RoomFilter } from './documents/rooms';
import {
	ARCHIVE_ROOM,
	CREATE_ROOM,
	OPEN_DIRECT_ROOM,
	ROOM,
	ROOM_OF_CONTRACT,
	ROOM_OF_OFFER,
	ROOM_OF_PROPOSAL,
	roomsDocument,
} from './documents/rooms';
import { failures } from './failures';
import type { GraphqlExecutor } from './graphql/executor';
import type { FieldSet } from './graphql/selection';
import { pageOf } from './jobs';
import { byCursor } from './paging';
import { readBackOf } from './readBack';
import type { Room } from './schemas/people';

const ROOM_PAGE = 100;
/** Among these a room is looked for whose answer was lost. */
const NEWEST = 50;
/** The default list hides many rooms; these passes together show them all (upwork.md 3.9). */
const ALL_ROOMS: RoomFilter[] = [
	{},
	{ subscribed_eq: false },
	{ includeHidden_eq: true },
	{ roomType_eq: 'INTERVIEW', includeHidden_eq: true },
	{ roomType_eq: 'GROUP', includeHidden_eq: true },
	{ roomType_eq: 'ONE_ON_ONE', includeHidden_eq: true },
];

/** Rooms: Upwork's conversations. */
export class UpworkRooms {
	constructor(private readonly executor: GraphqlExecutor) {}

	/** Rooms, most recent first. `everything` also shows hidden and unsubscribed ones. */
	async *list(options: {
		filter?: RoomFilter;
		everything?: boolean;
		limit: number;
		fields?: FieldSet;
		signal?: AbortSignal;
	}): AsyncGenerator<Room> {
		const { filter = {}, limit, signal } = options;
		const document = roomsDocument(options.fields ?? { set: 'standard' });
		const seen = new Set<string>();
		for (const pass of options.everything ? ALL_ROOMS : [{}]) {
			const pages = byCursor(
				async (page) => {
					const variables = { filter: { ...pass, ...filter }, page, order: 'DESC' as const };
					return pageOf((await this.executor.run(document, variables, { signal })).roomList);
				},
				{ limit, pageSize: ROOM_PAGE, idOf: ({ id }) => id, signal },
			);
			for await (const room of pages) {
				if (seen.has(room.id)) continue;
				seen.add(room.id);
				yield room;
				if (seen.size >= limit) return;
			}
		}
	}

	async get(id: string): Promise<Room> {
		const subject = `room ${id}`;
		return found((await this.executor.run(ROOM, { id }, { subject })).room, subject);
	}

	async ofProposal(id: string): Promise<Room> {
		const subject = `room of proposal ${id}`;
		const answer = await this.executor.run(ROOM_OF_PROPOSAL, { id }, { subject });
		return found(answer.proposalRoom, subject);
	}

	async ofOffer(id: string): Promise<Room> {
		const subject = `room of offer ${id}`;
		const answer = await this.executor.run(ROOM_OF_OFFER, { id }, { subject });
		return found(answer.offerRoom, subject);
	}

	async ofContract(id: string): Promise<Room> {
		const subject = `room of contract ${id}`;
		const answer = await this.executor.run(ROOM_OF_CONTRACT, { id }, { subject });
		return found(answer.contractRoom, subject);
	}

	/**
	 * A group or a direct room with people one already works with. Where the answer is lost, the
	 * newest rooms are read; a direct room that was there before is the right one, too.
	 */
	async create(input: CreateRoomInput): Promise<MadeRoom> {
		const [only] = input.users;
		const direct = input.roomType === 'ONE_ON_ONE' && input.users.length === 1 && !input.topic;
		const earlier = new Set(direct ? [] : (await this.alike(input)).map(({ id }) => id));
		const write = async (): Promise<MadeRoom> => {
			if (!direct || !only) {
				return found((await this.executor.run(CREATE_ROOM, { input })).createRoomV2, 'new room');
			}
			const { userId, organizationId: orgId } = only;
			const answer = await this.executor.run(OPEN_DIRECT_ROOM, { userId, orgId });
			return found(answer.roomCreate1on1IfNotExists, 'new room');
		};
		const later = new UpworkRooms(this.executor.uncancelled());
		return await this.settled(write, 'the room was opened', async () => {
			const room = (await later.alike(input)).find(({ id }) => !earlier.has(id));
			return room && { ...room, settledByReading: true };
		});
	}

	/** Archives a room. Where the answer is lost, the room is read: an archived one is read-only. */
	async archive(id: string) {
		const subject = `room ${id}`;
		const send = async () => {
			const { archiveRoom } = await this.executor.run(ARCHIVE_ROOM, { id }, { subject });
			return { room: found(archiveRoom, subject), settledByReading: false };
		};
		const later = new UpworkRooms(this.executor.uncancelled());
		const { room, settledByReading } = await this.settled(
			send,
			`room ${id} was archived`,
			async () => {
				const room = await later.get(id);
				return room.readOnly === true ? { room, settledByReading: true } : undefined;
			},
		);
		return { id: room.id, name: room.roomName ?? null, archived: true, settledByReading };
	}

	private async settled<T>(
		write: () => Promise<T>,
		what: string,
		find: () => Promise<T | undefined>,
	): Promise<T> {
		const told = {
			what,
			where: 'The rooms',
			remedy:
				'Look at your rooms on Upwork before you do it again; it is not done again by itself.',
		};
		return await settleByReading(write, { ...readBackOf<T>(this.executor, told), find });
	}

	/** The newest rooms of that kind and name with these people. */
	private async alike({ roomType, roomName, users }: CreateRoomInput): Promise<MadeRoom[]> {
		const rooms: MadeRoom[] = [];
		for await (const room of this.list({ limit: NEWEST })) {
			const people = new Set((room.roomUsers ?? []).map((member) => member?.user?.id));
			const isAlike =
				room.roomType === roomType &&
				(!roomName || room.roomName === roomName) &&
				users.every(({ userId }) => people.has(userId));
			if (isAlike) rooms.push({ id: room.id, roomName: room.roomName, roomType });
		}
		return rooms;
	}
}

interface MadeRoom {
	id: string;
	roomName?: string | null;
	roomType?: string | null;
	/** True where the answer was lost and the room was found afterwards. */
	settledByReading?: boolean;
}

function found<T>(value: T | null | undefined, what: string): T {
	if (value === null || value === undefined) throw failures.notFound(what);
	return value;
}
