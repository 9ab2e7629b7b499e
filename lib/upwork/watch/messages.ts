import { z } from 'zod';
import { asError } from '../../errors';
import { ScopeMissingError } from '../errors';
import { isKind } from '../graphql/answer';
import { timeOf } from '../jobFilter';
import type { UpworkPeople } from '../people';
import type { UpworkMessages } from '../messages';
import type { UpworkRooms } from '../rooms';
import type { Room, Story } from '../schemas/people';
import type { Poll, PollOptions } from './state';
import { Seen, startOf, watchStateSchema } from './state';

/** How much later than its time a message may turn up and still be found. */
const OVERLAP_MS = 10 * 60_000;
/** How long a room that cannot be read is tried again. */
const HOLD_MS = 24 * 60 * 60_000;

const stateSchema = watchStateSchema.extend({
	/** Since when some room cannot be read, by this machine's clock. */
	heldSince: z.number().optional(),
});

export type MessageWatchState = z.infer<typeof stateSchema>;

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
	options: PollOptions,
): Promise<Poll<NewMessage, MessageWatchState>> {
	const { rooms, messages, people } = source;
	const before = stateSchema.safeParse(options.state).data;
	const ownId = await people.ownId();
	const all = rooms.list({ everything: true, limit: Infinity });
	const beginning = before ? undefined : await learned(all, options.now);
	const seen = new Seen(before?.floor ?? beginning?.floor ?? options.now, before?.seen);
	const found: NewMessage[] = [];
	let complete = true;
	let heldSince: number | undefined;
	for await (const room of beginning?.rooms ?? all) {
		if (!mayHaveNews(room, seen)) continue;
		const fields = { set: 'standard' as const };
		const since = new Date(seen.floor).toISOString();
		try {
			for await (const story of messages.list(room.id, { limit: Infinity, since, fields })) {
				const key = `${room.id} ${story.id}`;
				const time = timeOf(story.createdDateTime) ?? 0;
				if (time < seen.floor || seen.has(key)) continue;
				seen.add(key, time);
				if (isFromOthers(story, ownId)) found.push({ room, story });
			}
		} catch (error) {
			if (!isOfOneRoom(error)) throw asError(error);
			source.notice(`Room ${room.id} could not be read: ${asError(error).message}`);
			heldSince = before?.heldSince ?? options.now;
		}
		if (before && options.outOfTime()) {
			complete = false;
			break;
		}
	}
	// What a room that failed holds is still above the floor when it can be read again.
	const isHeld = heldSince !== undefined && options.now - heldSince < HOLD_MS;
	if (complete && !isHeld) seen.raise(OVERLAP_MS, options.now);
	found.sort(
		(a, b) => (timeOf(a.story.createdDateTime) ?? 0) - (timeOf(b.story.createdDateTime) ?? 0),
	);
	return {
		events: before ? found : [],
		state: { ...seen.toJSON(), heldSince },
		complete,
		isFirst: !before,
	};
}

/** All rooms, and the time of the latest message: only what comes later is news. */
async function learned(list: AsyncIterable<Room>, now: number) {
	const rooms: Room[] = [];
	for await (const room of list) rooms.push(room);
	const times = rooms.map(({ latestStory }) => timeOf(latestStory?.createdDateTime));
	return { rooms, floor: startOf(times, now) };
}

/** A missing scope concerns all of them. */
function isOfOneRoom(error: unknown): boolean {
	const kinds = ['forbidden', 'notFound', 'temporary'] as const;
	return kinds.some((kind) => isKind(error, kind)) && !(error instanceof ScopeMissingError);
}

/** System messages have no user; where the key may not read users at all, the field is missing. */
function isFromOthers({ user }: Story, ownId: string): boolean {
	return user !== null && user?.id !== ownId;
}

/** Where the latest message is not told, unread ones decide. */
function mayHaveNews({ id, latestStory, numUnread }: Room, seen: Seen): boolean {
	const time = timeOf(latestStory?.createdDateTime);
	if (time === undefined) return (numUnread ?? 0) > 0;
	return time >= seen.floor && !seen.has(`${id} ${latestStory?.id}`);
}
