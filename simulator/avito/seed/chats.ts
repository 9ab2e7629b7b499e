import texts from '../data/texts.json';
import type { Chat, Message, MessageType } from '../types';
import type { Dice } from '../../core/dice';

const MINUTE = 60_000;

/**
 * How conversations go, in the letters of avito.md 6.2: O ours and unread, R ours and read,
 * C candidate, N candidate refuses, Y candidate changes the mind, S system, D deleted by us,
 * and I, V, L, P, A for a candidate's image, voice, location, link and missed call.
 */
const COURSES: readonly (readonly [string, number])[] = [
	['', 3],
	['S', 5],
	['C', 8],
	['SC', 6],
	['D', 1],
	['O', 12],
	['SO', 4],
	['R', 14],
	['RO', 5],
	['CR', 6],
	['CO', 4],
	['RC', 10],
	['RCR', 10],
	['SRCRC', 6],
	['RN', 6],
	['N', 1],
	['RNC', 2],
	['RNY', 2],
	['RCI', 2],
	['RV', 1],
	['RCL', 1],
	['RCP', 1],
	['CA', 1],
];

const SIZES = ['1280x960', '640x480', '140x105', '32x32'];

/** `sizes` of an image, with links that are never asked for. */
export function imageSizes(id: string): Record<string, string> {
	return Object.fromEntries(
		SIZES.map((size) => [size, `https://img.example.test/${size}/${id}.jpg`]),
	);
}

function text(dice: Dice, letter: string, first: boolean): string {
	if (letter === 'S') return '[Системное сообщение] Кандидат откликнулся на вакансию';
	if (letter === 'N') return dice.pick(texts.refusals);
	if (letter === 'Y') return dice.pick(texts.changesOfMind);
	if (letter === 'C')
		return dice.pick(first ? texts.candidateFirstMessages : texts.candidateReplies);
	return dice.pick(first ? texts.recruiterGreetings : texts.recruiterFollowUps);
}

function contentOf(dice: Dice, letter: string, first: boolean, accountId: number) {
	const typed = (type: MessageType, content: Record<string, unknown>) => ({ type, content });
	switch (letter) {
		case 'D':
			return typed('deleted', {});
		case 'S':
			return typed('system', { text: text(dice, letter, first) });
		case 'I':
			return typed('image', { image: { sizes: imageSizes(dice.hex(8)) } });
		case 'V':
			return typed('voice', { voice: { voice_id: dice.uuid() } });
		case 'L':
			return typed('location', {
				location: {
					lat: 55.7758,
					lon: 37.5859,
					kind: 'house',
					title: 'Москва, Тестовая улица, 7',
					text: 'Москва, Тестовая улица, 7',
				},
			});
		case 'P':
			return typed('link', {
				link: { text: 'example.test', url: 'https://example.test', preview: null },
			});
		case 'A':
			return typed('call', { call: { status: 'missed', target_user_id: accountId } });
		default:
			return typed('text', { text: text(dice, letter, first) });
	}
}

/** One conversation of a random course, its last message at `lastAt` at the latest. */
export function drawChat(
	dice: Dice,
	chat: Omit<Chat, 'createdAt' | 'updatedAt' | 'messages'>,
	lastAt: number,
): Chat {
	const course = [...dice.weighted(COURSES, ([, weight]) => weight)[0]];
	const unreadTail = dice.chance(35);
	const gaps = course.map(() => dice.int(2, 900) * MINUTE);
	let at = lastAt - gaps.reduce((sum, gap) => sum + gap, 0);
	const createdAt = toSecond(at - dice.int(0, 600) * MINUTE);
	const lastOurs = course.findLastIndex((letter) => 'ORD'.includes(letter));
	const messages: Message[] = [];
	for (const [index, letter] of course.entries()) {
		at += gaps[index] ?? 0;
		const ours = 'ORD'.includes(letter);
		const first = !messages.some((message) => (message.authorId === chat.accountId) === ours);
		messages.push({
			id: dice.hex(32),
			authorId: letter === 'S' ? 0 : ours ? chat.accountId : chat.partnerId,
			createdAt: toSecond(at),
			...contentOf(dice, letter, first, chat.accountId),
			isRead: ours || !(unreadTail && index > lastOurs),
			readAt: letter === 'R' ? toSecond(at + dice.int(1, 60) * MINUTE) : null,
			quotedId: letter === 'C' && dice.chance(10) ? (messages.at(-1)?.id ?? null) : null,
		});
	}
	return { ...chat, createdAt, updatedAt: messages.at(-1)?.createdAt ?? createdAt, messages };
}

/** Messenger times are whole seconds. */
export function toSecond(ms: number): number {
	return Math.floor(ms / 1000) * 1000;
}
