import { z } from 'zod';
import { defineEvent } from '../core/event';
import { found, newApplication, newChat } from './happenings';
import { notifyApplication } from './notify';
import { addMessage } from './routes/messages';
import { toSecond } from './seed/chats';
import { seedSizesSchema, settingsSchema } from './settings';
import { addResume, mainAccount, ownVacancies, purchasesOf } from './state';
import type { MessageType } from './types';
import type { AvitoWorld } from './world';

const MESSAGE_TYPES: readonly MessageType[] = [
	...(['text', 'image', 'link', 'item', 'location', 'call', 'voice', 'system'] as const),
	...(['appCall', 'file', 'video'] as const),
];
const APPLICATION_STATES = [
	...(['new', 'inprocess', 'interview', 'selected', 'rejected', 'archive'] as const),
];

/** Events and switches of `control.avito` and `/_control/events/avito/<name>`. */
export function avitoEvents(world: AvitoWorld) {
	const chatOf = (chatId: string) => found(world.state.chats.get(chatId), `chat ${chatId}`);
	return {
		/** Changes switches; what is not named stays. Groups (`limits`, `webhooks`) merge. */
		configure: defineEvent(z.record(z.string(), z.unknown()), (changes) => {
			const known = world.settings;
			world.settings = settingsSchema.strict().parse({
				...known,
				...changes,
				limits: { ...known.limits, ...asObject(changes.limits) },
				webhooks: { ...known.webhooks, ...asObject(changes.webhooks) },
			});
			return world.settings;
		}),
		/** Draws a new seed of these sizes; sizes not named are the defaults. */
		seed: defineEvent(seedSizesSchema, (sizes) => {
			world.reseed(sizes);
			return sizes;
		}),
		/** Changes an account: `contactsLeft`, `hasSubscription`, `isVerified`, ... */
		setAccount: defineEvent(
			z.object({
				clientId: z.string().default('avito-demo-client'),
				contactsLeft: z.number().int().min(0).optional(),
				placementsLeft: z.number().int().min(0).optional(),
				hasSubscription: z.boolean().optional(),
				isVerified: z.boolean().optional(),
				isEmployee: z.boolean().optional(),
				advanceOff: z.boolean().optional(),
				/** A new one ends none of the tokens; `revokeTokens` does. */
				clientSecret: z.string().min(1).optional(),
			}),
			({ clientId, ...changes }) => {
				const { accounts } = world.state;
				const account = accounts.find((candidate) => candidate.clientId === clientId);
				return Object.assign(found(account, `account with the key ${clientId}`), changes);
			},
		),
		/** A candidate writes; without `chatId` a new chat about the first vacancy begins. */
		candidateWrites: defineEvent(
			z.object({
				chatId: z.string().optional(),
				text: z.string().default('Здравствуйте! Вакансия ещё актуальна?'),
				type: z.enum(MESSAGE_TYPES).default('text'),
				content: z.record(z.string(), z.unknown()).optional(),
				quotedId: z.string().optional(),
			}),
			({ chatId, text, type, content, quotedId }) => {
				const chat = chatId === undefined ? newChat(world) : chatOf(chatId);
				const authorId = type === 'system' ? 0 : chat.partnerId;
				const body = content ?? { text };
				const message = addMessage(world, chat, authorId, type, body, quotedId ?? null);
				return { chatId: chat.id, messageId: message.id };
			},
		),
		/** The account writes in the website or the app; it echoes through the webhook. */
		accountWrites: defineEvent(z.object({ chatId: z.string(), text: z.string() }), (input) => {
			const chat = chatOf(input.chatId);
			const message = addMessage(world, chat, chat.accountId, 'text', { text: input.text });
			return { messageId: message.id };
		}),
		/** The candidate opens the chat: our messages get their `read` mark. */
		candidateReads: defineEvent(z.object({ chatId: z.string() }), ({ chatId }) => {
			const chat = chatOf(chatId);
			const unread = chat.messages.filter(
				(message) => message.authorId === chat.accountId && message.readAt === null,
			);
			for (const message of unread) message.readAt = toSecond(world.now());
			return { read: unread.length };
		}),
		/** The candidate deletes a message of the own. */
		candidateDeletes: defineEvent(
			z.object({ chatId: z.string(), messageId: z.string() }),
			({ chatId, messageId }) => {
				const { messages } = chatOf(chatId);
				const message = found(
					messages.find((candidate) => candidate.id === messageId),
					`message ${messageId}`,
				);
				message.type = 'deleted';
				message.content = {};
				return { ok: true };
			},
		),
		/** Somebody applies. With a bot the application shows after an hour (avito.md 3.6). */
		newApplication: defineEvent(
			z.object({
				vacancyId: z.number().int().optional(),
				resumeId: z.number().int().optional(),
				withBot: z.boolean().default(false),
				byChat: z.boolean().default(true),
			}),
			(input) => newApplication(world, input),
		),
		/** An application changes on the website. */
		changeApplication: defineEvent(
			z.object({
				id: z.string(),
				state: z.enum(APPLICATION_STATES).optional(),
				isViewed: z.boolean().optional(),
			}),
			({ id, ...changes }) => {
				const application = found(world.state.applications.get(id), `application ${id}`);
				Object.assign(application, changes, { updatedAt: world.now() });
				notifyApplication(world, application);
				return application;
			},
		),
		/** A new resume appears; the fields are those of the state. */
		newResume: defineEvent(
			z.object({ title: z.string().optional(), salary: z.number().int().optional() }),
			(changes) => {
				const resume = addResume(world.state, world.now());
				Object.assign(resume, changes, { isActive: true });
				return { id: resume.id };
			},
		),
		/** A person edits, closes or hides the resume. */
		changeResume: defineEvent(
			z.object({
				id: z.number().int(),
				title: z.string().optional(),
				description: z.string().optional(),
				salary: z.number().int().nullable().optional(),
				isActive: z.boolean().optional(),
				isClosed: z.boolean().optional(),
				deleted: z.boolean().default(false),
			}),
			({ id, deleted, ...changes }) => {
				const resume = found(world.state.resumes.get(id), `resume ${id}`);
				Object.assign(resume, changes, { updatedAt: world.now() });
				if (deleted) world.state.resumes.delete(id);
				return { ok: true };
			},
		),
		/** Moderation or the employer's site changes a vacancy. */
		changeVacancy: defineEvent(
			z.object({
				id: z.number().int(),
				status: z.enum(['activated', 'archived', 'blocked', 'closed', 'expired', 'rejected']),
			}),
			({ id, status }) => {
				const vacancy = found(world.state.vacancies.get(id), `vacancy ${id}`);
				Object.assign(vacancy, { status, updateTime: world.now() });
				return { ok: true };
			},
		),
		/** Every token is dead from now on; `refresh` kills refresh tokens too. */
		revokeTokens: defineEvent(z.object({ refresh: z.boolean().default(false) }), ({ refresh }) => {
			for (const token of world.state.accessTokens.values()) token.revoked = true;
			if (refresh) world.state.refreshTokens.clear();
			return { ok: true };
		}),
		/** Where a partner application's consent returns to. */
		registerRedirect: defineEvent(z.object({ redirectUri: z.url() }), ({ redirectUri }) => {
			world.state.application.redirectUri = redirectUri;
			return { ok: true };
		}),
		/** Waits for webhooks on their way, then returns all deliveries. */
		deliveries: defineEvent(z.object({}), async () => {
			await world.webhooks.settled();
			return [...world.webhooks.records];
		}),
	};
}

function asObject(value: unknown): object {
	return typeof value === 'object' && value !== null ? value : {};
}

/** Counts for tests and the control page. */
export function avitoSummary(world: AvitoWorld) {
	const { state } = world;
	const account = mainAccount(state);
	return {
		account: { ...account, clientSecret: '***' },
		contactsSpent: 50 - account.contactsLeft,
		resumes: state.resumes.size,
		purchased: purchasesOf(state, account.id).size,
		vacancies: ownVacancies(state, account.id).map(({ id, title, status }) => ({
			id,
			title,
			status,
		})),
		applications: state.applications.size,
		chats: state.chats.size,
		messages: [...state.chats.values()].reduce((sum, chat) => sum + chat.messages.length, 0),
		/** What the account wrote, whoever it wrote with. */
		ownMessages: [...state.chats.values()].flatMap((chat) =>
			chat.messages
				.filter(({ authorId }) => authorId === account.id)
				.map(({ id, content }) => ({ id, chatId: chat.id, text: content.text })),
		),
		viewedApplications: [...state.applications.values()].flatMap(({ id, isViewed }) =>
			isViewed ? [id] : [],
		),
		blacklist: state.blacklist,
		applicationWebhooks: state.applicationWebhooks,
		messageWebhooks: state.messageWebhooks,
		settings: world.settings,
	};
}
