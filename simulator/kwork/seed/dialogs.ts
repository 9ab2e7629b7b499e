import { escapeText } from '../text';
import type { World } from '../world';
import { clientsOf } from './people';
/** Turns of talks: `>` is the account's own line. */
import talks from './talks.json';

/** Dialogs longer than a page of 50, by position: exactly 50, one more, two pages and a bit. */
const LONG = new Map([
	[2, 120],
	[5, 51],
	[9, 50],
	[14, 73],
]);

interface Line {
	fromId: number;
	toId: number;
	text: string;
	time: number;
	unread: boolean;
}

/** 40 dialogs of `demo`, the newest with unread questions; the newest of all is with `buyer`. */
export function seedDialogs(world: World): void {
	const me = 4_242_424;
	const buyer = 4_242_500;
	const lines: Line[] = [
		{
			fromId: buyer,
			toId: me,
			text: 'Здравствуйте! Заказ оформила, жду первую версию.',
			time: world.now() - 120,
			unread: false,
		},
	];
	for (const [position, client] of clientsOf(world).slice(0, 39).entries()) {
		const talk = linesOf(position);
		const last = world.now() - 180 - position * 9_300;
		for (const [index, line] of talk.entries()) {
			const own = line.startsWith('>');
			lines.push({
				fromId: own ? me : client.id,
				toId: own ? client.id : me,
				text: escapeText(line.replace(/^>/, '')),
				time: last - (talk.length - 1 - index) * 140,
				unread: index === talk.length - 1 && !own && position < 6,
			});
		}
		if (position === 7) world.marksOf(me, client.id).starred = true;
		if (position === 30 || position === 33) world.marksOf(me, client.id).archived = true;
	}
	lines.sort((a, b) => a.time - b.time);
	// Not spread: hundreds of objects at each reset, and those that begin with a spread are slow.
	for (const { fromId, toId, text, time, unread } of lines) {
		world.messages.push({
			fromId,
			toId,
			text,
			time,
			unread,
			id: world.nextId('message'),
			conversationId: world.nextId('conversation'),
			type: null,
			updatedAt: null,
			fileIds: [],
			quoteId: null,
			messageKey: null,
			forwarded: false,
		});
	}
}

function linesOf(position: number): readonly string[] {
	const length = LONG.get(position);
	if (length === undefined) return talks.short[position % talks.short.length] ?? [];
	return Array.from(
		{ length },
		(_, index) => `${talks.long[index % talks.long.length]} (${index + 1})`,
	);
}
