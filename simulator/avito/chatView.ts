import { resumeUrl } from './routes/resumeViews';
import { vacancyPath } from './routes/items';
import type { AvitoState } from './state';
import type { Chat, Message } from './types';
import type { AvitoSettings } from './settings';

const AVATAR_SIZES = [
	'24x24',
	'36x36',
	'48x48',
	'64x64',
	'72x72',
	'96x96',
	'128x128',
	'192x192',
	'256x256',
];

const seconds = (ms: number) => Math.floor(ms / 1000);

/** A chat on the wire (avito.md 4.3). */
export function chatView(
	state: AvitoState,
	chat: Chat,
	settings: AvitoSettings,
): Record<string, unknown> {
	const account = state.accounts.find((candidate) => candidate.id === chat.accountId);
	const last = chat.messages.at(-1);
	const context = chat.itemId === null ? undefined : itemContext(state, chat.itemId);
	return {
		id: chat.id,
		created: seconds(chat.createdAt),
		updated: seconds(chat.updatedAt),
		...(context === undefined ? {} : { context }),
		users: [
			{
				id: chat.partnerId,
				name: chat.partnerName,
				public_user_profile: {
					user_id: chat.partnerId,
					...(chat.itemId === null ? {} : { item_id: chat.itemId }),
					url: `https://avito.ru/user/${chat.partnerId.toString(16).padStart(32, '0')}/profile`,
					avatar: {
						default: 'https://img.example.test/a/256.png',
						images: Object.fromEntries(
							AVATAR_SIZES.map((size) => [size, `https://img.example.test/a/${size}.png`]),
						),
					},
				},
			},
			{ id: chat.accountId, name: account?.name ?? '' },
		],
		...(last === undefined
			? {}
			: {
					last_message: {
						...messageCore(chat, last),
						...(settings.lastMessageShowsRead && last.readAt !== null
							? { read: seconds(last.readAt) }
							: {}),
					},
				}),
	};
}

/** The vacancy of ours or the candidate's resume that the chat is about. */
function itemContext(state: AvitoState, itemId: number): Record<string, unknown> | undefined {
	const images = { count: 1, main: { '140x105': 'https://img.example.test/140x105/1.jpg' } };
	const roubles = (value: number | null) =>
		value === null ? 'Цена не указана' : `${value.toLocaleString('ru-RU')} ₽`;
	const vacancy = state.vacancies.get(itemId);
	if (vacancy !== undefined) {
		return {
			type: 'item',
			value: {
				id: vacancy.id,
				title: vacancy.title,
				price_string: roubles(vacancy.salaryFrom),
				status_id: vacancy.status === 'activated' ? 10 : 20,
				url: `https://avito.ru${vacancyPath(vacancy)}`,
				user_id: vacancy.ownerId,
				images,
			},
		};
	}
	const resume = state.resumes.get(itemId);
	if (resume === undefined) return undefined;
	return {
		type: 'item',
		value: {
			id: resume.id,
			title: resume.title,
			price_string: roubles(resume.salary),
			status_id: resume.isActive ? 10 : 20,
			url: `https://avito.ru${resumeUrl(resume)}`,
			user_id: resume.userId,
			...(resume.hasPhoto ? { images } : {}),
		},
	};
}

function messageCore(chat: Chat, message: Message) {
	return {
		id: message.id,
		author_id: message.authorId,
		created: seconds(message.createdAt),
		direction: message.authorId === chat.accountId ? 'out' : 'in',
		type: message.type,
		content: message.content,
	};
}

/** A message with its read marks, which mean opposite sides (avito.md 4.4). */
export function messageView(
	chat: Chat,
	message: Message,
	settings: AvitoSettings,
): Record<string, unknown> {
	const quoted = chat.messages.find((other) => other.id === message.quotedId);
	return {
		...messageCore(chat, message),
		[settings.camelCaseIsRead ? 'isRead' : 'is_read']: message.isRead,
		...(message.readAt === null ? {} : { read: seconds(message.readAt) }),
		...(quoted === undefined
			? {}
			: {
					quote: {
						id: quoted.id,
						author_id: quoted.authorId,
						created: seconds(quoted.createdAt),
						type: quoted.type,
						content: quoted.content,
					},
				}),
	};
}
