import { z } from 'zod';
import { defineEvent } from '../../core/event';
import { isLoopback } from '../../core/outbound';
import type { Answer, Service, ServiceContext, SimulatedRequest } from '../../core/types';
import { bodyInput, duplicates } from '../gate';
import { DEMO_CHAT, DEMO_TOKEN, TelegramBot } from './bot';
import { telegramError } from './protocol';

/** A link is opened by a person; n8n ignores what looks like a preview of the message. */
const BROWSER = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0 Safari/537.36' };

const BOT_PATH = /^\/bot([^/]+)\/(\w+)$/;

/** A Telegram Bot API: messages with buttons, updates by polling or webhook, button presses. */
export function createTelegram(context: ServiceContext) {
	let bot = new TelegramBot(context);
	const answer = (request: SimulatedRequest): Answer => {
		const [, token = '', name = ''] = BOT_PATH.exec(request.path) ?? [];
		if (decodeURIComponent(token) !== DEMO_TOKEN) return telegramError(401, 'Unauthorized');
		const method = bot.methods[name.toLowerCase()];
		if (method === undefined) {
			context.violation(request, `No Bot API method ${name}`);
			return telegramError(404, 'Not Found');
		}
		const input = { ...Object.fromEntries(request.query), ...bodyInput(request) };
		const result = method(input, request.body.files);
		if (result.status === 400) context.violation(request, JSON.stringify(result.json));
		return result;
	};
	const events = {
		/** Somebody writes to the bot. */
		userWrites: defineEvent(
			z.object({ chatId: z.number().default(DEMO_CHAT), text: z.string() }),
			({ chatId, text }) => ({ messageId: bot.receive(chatId, text).message_id }),
		),
		/**
		 * Presses a button of the bot's last message with buttons, or of `messageId`. A callback
		 * becomes an update; a link (as in n8n's "Send and Wait") is opened for real.
		 */
		pressButton: defineEvent(
			z.object({ messageId: z.number().optional(), text: z.string() }),
			async ({ messageId, text }) => {
				const message = bot.messages.findLast(
					(candidate) =>
						candidate.reply_markup?.inline_keyboard !== undefined &&
						(messageId === undefined || candidate.message_id === messageId),
				);
				const button = message?.reply_markup?.inline_keyboard
					?.flat()
					.find((candidate) => candidate.text.includes(text));
				if (message === undefined || button === undefined) throw new Error(`No button ${text}`);
				const pressed = bot.press(message, button);
				if (pressed.url === undefined) return pressed;
				if (!isLoopback(pressed.url)) return { ...pressed, status: 'refused' as const };
				const response = await fetch(pressed.url, { headers: BROWSER });
				return { ...pressed, status: response.status, body: await response.text() };
			},
		),
		/** Makes a chat known to the bot. */
		addChat: defineEvent(
			z.object({
				id: z.number(),
				type: z.enum(['private', 'group', 'supergroup', 'channel']).default('private'),
				title: z.string().optional(),
				username: z.string().optional(),
			}),
			(chat) => {
				bot.chats.push(chat);
				return chat;
			},
		),
		/** Waits until webhook updates have arrived. */
		settled: defineEvent(z.object({}), async () => {
			await bot.updates.settled();
			return { ok: true };
		}),
	};
	return {
		hosts: ['api.telegram.org'],
		reset: () => {
			bot = new TelegramBot(context);
		},
		resolve: (request) => ({
			operation: BOT_PATH.exec(request.path)?.[2] ?? request.path,
			parameters: bodyInput(request),
			run: () => answer(request),
		}),
		faultAnswer: (fault) =>
			fault.kind === 'rateLimit'
				? telegramError(429, 'Too Many Requests: retry after 1', { parameters: { retry_after: 1 } })
				: telegramError(401, 'Unauthorized'),
		events,
		state: () => ({
			token: DEMO_TOKEN,
			chats: bot.chats,
			messages: bot.messages,
			answeredCallbacks: bot.answeredCallbacks,
			duplicates: duplicates(
				bot.messages,
				({ chat, text, from }) =>
					text === undefined ? undefined : `${chat.id} ${String(from.id)} ${text}`,
				({ message_id: id }) => id,
			),
		}),
	} satisfies Service<typeof events>;
}
