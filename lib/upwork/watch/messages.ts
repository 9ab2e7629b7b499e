import { timeOf } from '../jobFilter';
import type { UpworkPeople } from '../people';
import type { UpworkMessages } from '../messages';
import type { UpworkRooms } from '../rooms';
import type { Room, Story } from '../schemas/people';
import type { Poll, PollOptions, WatchState } from './state';
import { Seen, watchStateSchema } from './state';

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
 * out. A room is read when its latest message is not done yet.
 */
export async function watchMessages(
	{ rooms, messages, people }: MessageSource,
	options: PollOptions,
): Promise<Poll<NewMessage, WatchState>> {
	const before = watchStateSchema.safeParse(options.state).data;
	const ownId = await people.ownId();
	const floor = before?.floor ?? options.now - OVERLAP_MS;
	const seen = new Seen(floor, before?.seen);
	const found: NewMessage[] = [];
	let complete = true;
	for await (const room of rooms.list({ everything: true, limit: Infinity })) {
		if (!mayHaveNews(room, seen)) continue;
		if (options.outOfTime()) {
			complete = false;
			break;
		}
		const fields = { set: 'standard' as const };
		const since = new Date(seen.floor).toISOString();
		for await (const story of messages.list(room.id, { limit: Infinity, since, fields })) {
			const key = `${room.id} ${story.id}`;
			const time = timeOf(story.createdDateTime) ?? 0;
			if (time < seen.floor || seen.has(key)) continue;
			seen.add(key, time);
			if (isFromOthers(story, ownId)) found.push({ room, story });
		}
	}
	if (complete) seen.raise(OVERLAP_MS, options.now);
	found.sort(
		(a, b) => (timeOf(a.story.createdDateTime) ?? 0) - (timeOf(b.story.createdDateTime) ?? 0),
	);
	return { events: before ? found : [], state: seen.toJSON(), complete };
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
