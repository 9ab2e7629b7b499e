import { notifyApplication } from './notify';
import { addMessage } from './routes/messages';
import { drawApplication } from './seed/applications';
import { toSecond } from './seed/chats';
import { addResume, mainAccount, ownVacancies } from './state';
import type { Chat } from './types';
import type { AvitoWorld } from './world';

/** A chatbot keeps an application to itself for an hour at most (avito.md 3.6). */
const BOT_WAIT = 3_600_000;

/** The value, or an error that says what is missing. */
export function found<T>(value: T | undefined, what: string): T {
	if (value === undefined) throw new Error(`No ${what}`);
	return value;
}

export function newChat(world: AvitoWorld): Chat {
	const account = mainAccount(world.state);
	const person = addResume(world.state, world.now());
	const at = toSecond(world.now());
	const chat: Chat = {
		id: person.chatId,
		type: 'u2i',
		accountId: account.id,
		partnerId: person.userId,
		partnerName: person.firstName,
		itemId: found(ownVacancies(world.state, account.id)[0], 'vacancy').id,
		createdAt: at,
		updatedAt: at,
		messages: [],
	};
	world.state.chats.set(chat.id, chat);
	return chat;
}

export function newApplication(
	world: AvitoWorld,
	input: { vacancyId?: number; resumeId?: number; withBot: boolean; byChat: boolean },
) {
	const { state } = world;
	const own = ownVacancies(state, mainAccount(state).id);
	const vacancy = found(
		input.vacancyId === undefined ? own[0] : state.vacancies.get(input.vacancyId),
		'such vacancy',
	);
	const person =
		input.resumeId === undefined
			? addResume(state, world.now())
			: found(state.resumes.get(input.resumeId), `resume ${input.resumeId}`);
	const show = world.now() + (input.withBot ? BOT_WAIT : 0);
	const application = drawApplication(state.dice, person, vacancy, show, show);
	Object.assign(application, {
		state: 'new',
		isViewed: false,
		resumeId: person.id,
		updatedAt: show,
		withBot: input.withBot,
		chatId: input.byChat ? person.chatId : null,
	});
	state.applications.set(application.id, application);
	const publish = () => {
		if (world.state !== state) return;
		if (input.byChat) openApplicationChat(world, application.chatId ?? '', person, vacancy.id);
		notifyApplication(world, application);
	};
	if (input.withBot) world.context.clock.schedule(BOT_WAIT, publish);
	else publish();
	return { id: application.id, chatId: application.chatId, resumeId: person.id };
}

/** An application by chat starts with Avito's own card as a system message. */
function openApplicationChat(
	world: AvitoWorld,
	chatId: string,
	person: { userId: number; firstName: string },
	itemId: number,
): void {
	const at = toSecond(world.now());
	const chat = world.state.chats.get(chatId) ?? {
		id: chatId,
		type: 'u2i' as const,
		accountId: mainAccount(world.state).id,
		partnerId: person.userId,
		partnerName: person.firstName,
		itemId,
		createdAt: at,
		updatedAt: at,
		messages: [],
	};
	world.state.chats.set(chatId, chat);
	const text = '[Системное сообщение] Кандидат откликнулся на вакансию';
	addMessage(world, chat, 0, 'system', { text });
}
