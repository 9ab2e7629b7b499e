import { asError } from '../../errors';
import { Cursor, latestOf, type CursorState } from '../../feed';
import { collect } from '../../streams';
import { failures } from '../failures';
import { isKind } from '../graphql/answer';
import { timeOf } from '../jobFilter';
import type { UpworkPeople } from '../people';
import type { UpworkMessages } from '../messages';
import type { UpworkRooms } from '../rooms';
import type { Room, Story } from '../schemas/people';
import type { Poll, PollOptions } from './poll';

/** How much later than its time a message may turn up and still be found. */
const OVERLAP_MS = 10 * 60_000;

/** The parts of the client that are read. */
export interface MessageSource {
	rooms: UpworkRooms;
	messages: UpworkMessages;
	people: UpworkPeople;
	notice(text: string): void;
}

export interface NewMessage {
	room: Room;
	story: Story;
}

/**
 * One poll for new messages in all rooms, hidden ones included; own and system messages are left
 * out. A room is read when its latest message is not done yet; at least one is, so that every poll
 * comes further. One that fails is tried again for a day, and holds up no other. The first poll
 * learns what is there, by Upwork's clock.
 */
export async function watchMessages(
	source: MessageSource,
	{ state, now, outOfTime }: PollOptions,
): Promise<Poll<NewMessage, CursorState>> {
	const { rooms, messages, people } = source;
	const options = { overlapMs: OVERLAP_MS, now };
	const before = Cursor.from(state, options);
	const ownId = await people.ownId();
	const all = rooms.list({ everything: true, limit: Infinity });
	const there = before ? undefined : await collect(all);
	const cursor = before ?? Cursor.begin(latestOf(there?.map(toldTime)), options);
	const found: NewMessage[] = [];
	let complete = true;
	for await (const room of there ?? all) {
		if (!mayHaveNews(room, cursor)) continue;
		const fields = { set: 'standard' as const };
		const since = new Date(cursor.floor).toISOString();
		try {
			for await (const story of messages.list(room.id, { limit: Infinity, since, fields })) {
				const isNew = cursor.take(`${room.id} ${story.id}`, writtenAt(story));
				if (isNew && isFromOthers(story, ownId)) found.push({ room, story });
			}
		} catch (error) {
			if (!isOfOneRoom(error)) throw asError(error);
			source.notice(`Room ${room.id} could not be read: ${asError(error).message}`);
			// What it holds is still above the floor when it can be read again.
			cursor.hold();
		}
		if (before && outOfTime()) {
			complete = false;
			break;
		}
	}
	if (complete) cursor.settle();
	found.sort((a, b) => writtenAt(a.story) - writtenAt(b.story));
	return { events: before ? found : [], state: cursor.toJSON(), complete, isFirst: !before };
}

const toldTime = ({ latestStory }: Room) => timeOf(latestStory?.createdDateTime);
const writtenAt = ({ createdDateTime }: Story) => timeOf(createdDateTime) ?? 0;

/** A missing scope concerns all of them. */
function isOfOneRoom(error: unknown): boolean {
	const kinds = ['forbidden', 'notFound', 'temporary'] as const;
	return kinds.some((kind) => isKind(error, kind)) && !failures.scopeMissing.is(error);
}

/** System messages have no user; where the key may not read users at all, the field is missing. */
function isFromOthers({ user }: Story, ownId: string): boolean {
	return user !== null && user?.id !== ownId;
}

/** Where the latest message is not told, unread ones decide. */
function mayHaveNews(room: Room, cursor: Cursor): boolean {
	const time = toldTime(room);
	if (time === undefined) return (room.numUnread ?? 0) > 0;
	cursor.saw(time);
	return time >= cursor.floor && !cursor.has(`${room.id} ${room.latestStory?.id}`);
}
