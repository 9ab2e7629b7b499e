import { timeOf } from '../jobFilter';
import type { UpworkPeople } from '../people';
import type { UpworkMessages } from '../messages';
import type { UpworkRooms } from '../rooms';
import type { Room, Story } from '../schemas/people';
import type { Poll, PollOptions, WatchState } from './state';
import { Seen, startOf, watchStateSchema } from './state';

/** How much later than its time a message may turn up and still be found. */
const OVERLAP_MS = 10 * 60_000;

/** The parts of the client that are read. */
export interface MessageSource {
	rooms: UpworkRooms;
	messages: UpworkMessages;
	people: UpworkPeople;
}

export interface NewMessage {
	room: Room;
	story: Story;
}

/**
 * One poll for new messages in all rooms, hidden ones included; own and system messages are left
 * out. A room is read when its latest message is not done yet; at least one is, so that every poll
 * comes further. The first poll learns what is there, by Upwork's clock.
 */
export async function watchMessages(
	{ rooms, messages, people }: MessageSource,
	options: PollOptions,
): Promise<Poll<NewMessage, WatchState>> {
	const before = watchStateSchema.safeParse(options.state).data;
	const ownId = await people.ownId();
	const all = rooms.list({ everything: true, limit: Infinity });
	const beginning = before ? undefined : await learned(all, options.now);
	const seen = new Seen(before?.floor ?? beginning?.floor ?? options.now, before?.seen);
	const found: NewMessage[] = [];
	let complete = true;
	for await (const room of beginning?.rooms ?? all) {
		if (!mayHaveNews(room, seen)) continue;
		const fields = { set: 'standard' as const };
		const since = new Date(seen.floor).toISOString();
		for await (const story of messages.list(room.id, { limit: Infinity, since, fields })) {
			const key = `${room.id} ${story.id}`;
			const time = timeOf(story.createdDateTime) ?? 0;
			if (time < seen.floor || seen.has(key)) continue;
			seen.add(key, time);
			if (isFromOthers(story, ownId)) found.push({ room, story });
		}
		if (before && options.outOfTime()) {
			complete = false;
			break;
		}
	}
	if (complete) seen.raise(OVERLAP_MS, options.now);
	found.sort(
		(a, b) => (timeOf(a.story.createdDateTime) ?? 0) - (timeOf(b.story.createdDateTime) ?? 0),
	);
	return {
		events: before ? found : [],
		state: seen.toJSON(),
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
