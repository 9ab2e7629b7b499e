import { isRecord } from '../../core/isRecord';
import type { Answer, ServiceContext, UploadedPart } from '../../core/types';
import { badRequest, ok, parsed, type Input } from './protocol';
import { BotUpdates } from './updates';

export const DEMO_TOKEN = '7000000001:SIMULATED-demo-bot-token';
export const DEMO_CHAT = 1_000_001;

const LONGEST_TEXT = 4_096;
const LONGEST_CAPTION = 1_024;

export interface Button {
	text: string;
	url?: string;
	callback_data?: string;
}

export interface ChatMessage {
	message_id: number;
	chat: TelegramChat;
	from: Record<string, unknown>;
	/** Unix seconds. */
	date: number;
	text?: string;
	caption?: string;
	document?: Record<string, unknown>;
	photo?: Record<string, unknown>[];
	reply_markup?: { inline_keyboard?: Button[][] };
	edit_date?: number;
}

export interface TelegramChat {
	id: number;
	type: 'private' | 'group' | 'supergroup' | 'channel';
	title?: string;
	first_name?: string;
	username?: string;
}

/** One bot with its chats and its messages. */
export class TelegramBot {
	readonly chats: TelegramChat[] = [
		{ id: DEMO_CHAT, type: 'private', first_name: 'Дана', username: 'demo_user' },
		{ id: -1_001_000_000_001, type: 'supergroup', title: 'Заявки' },
	];

	readonly messages: ChatMessage[] = [];

	readonly answeredCallbacks: Input[] = [];

	private nextId = 1;

	readonly updates = new BotUpdates(() => this.nextId++);

	private readonly self = {
		id: 7_000_000_001,
		is_bot: true,
		first_name: 'Freelance Hub',
		username: 'freelance_hub_bot',
	};

	constructor(private readonly context: ServiceContext) {}

	/** Bot API methods by lower-case name; Telegram does not mind the case. */
	readonly methods: Record<string, (input: Input, files: UploadedPart[]) => Answer> = {
		getme: () => ok(this.self),
		sendmessage: (input) => this.sendMessage(input),
		senddocument: (input, files) => this.sendFile(input, files, 'document'),
		sendphoto: (input, files) => this.sendFile(input, files, 'photo'),
		sendchataction: (input) => (this.chatOf(input) === undefined ? this.noChat() : ok(true)),
		getchat: (input) => {
			const chat = this.chatOf(input);
			return chat === undefined ? this.noChat() : ok(chat);
		},
		editmessagetext: (input) => this.edit(input, 'text'),
		editmessagereplymarkup: (input) => this.edit(input, 'markup'),
		deletemessage: (input) => {
			const message = this.messageOf(input);
			if (message === undefined) return badRequest('message to delete not found');
			this.messages.splice(this.messages.indexOf(message), 1);
			return ok(true);
		},
		answercallbackquery: (input) => {
			this.answeredCallbacks.push(input);
			return ok(true);
		},
		getupdates: (input) => this.updates.getUpdates(input),
		setwebhook: (input) => this.updates.setWebhook(input),
		deletewebhook: (input) => this.updates.deleteWebhook(input),
		getwebhookinfo: () => this.updates.webhookInfo(),
	};

	/** Somebody writes to the bot. */
	receive(chatId: number, text: string): ChatMessage {
		const chat = this.chats.find(({ id }) => id === chatId);
		if (chat === undefined) throw new Error(`No chat ${chatId}`);
		const message = this.add(chat, this.personOf(chat), { text });
		this.updates.publish('message', message);
		return message;
	}

	/** Somebody presses a button: a callback for the bot, or a link to follow. */
	press(message: ChatMessage, button: Button): { url?: string; updateId?: number } {
		if (button.url !== undefined) return { url: button.url };
		const updateId = this.updates.publish('callback_query', {
			id: String(900_000_000 + this.nextId),
			from: this.personOf(message.chat),
			message,
			chat_instance: String(message.chat.id),
			data: button.callback_data,
		});
		return { updateId };
	}

	private personOf(chat: TelegramChat) {
		const id = Math.abs(chat.id);
		return { id, is_bot: false, first_name: chat.first_name ?? 'Дана', username: 'demo_user' };
	}

	private add(chat: TelegramChat, from: Input, content: Partial<ChatMessage>): ChatMessage {
		const date = Math.floor(this.context.clock.now() / 1_000);
		const message = { message_id: this.nextId++, from, chat, date, ...content };
		this.messages.push(message);
		return message;
	}

	private chatOf(input: Input): TelegramChat | undefined {
		return this.chats.find(
			({ id, username }) =>
				String(id) === String(input.chat_id) || `@${username}` === input.chat_id,
		);
	}

	private noChat(): Answer {
		return badRequest('chat not found');
	}

	private messageOf(input: Input): ChatMessage | undefined {
		return this.messages.find(
			({ message_id: id, chat }) =>
				String(id) === String(input.message_id) && String(chat.id) === String(input.chat_id),
		);
	}

	private sendMessage(input: Input): Answer {
		const text = String(input.text ?? '');
		if (text === '') return badRequest('message text is empty');
		if (text.length > LONGEST_TEXT) return badRequest('message is too long');
		const chat = this.chatOf(input);
		if (chat === undefined) return this.noChat();
		return ok(this.add(chat, this.self, { text, ...markupOf(input) }));
	}

	private sendFile(input: Input, files: UploadedPart[], kind: 'document' | 'photo'): Answer {
		const chat = this.chatOf(input);
		if (chat === undefined) return this.noChat();
		const file = files.find(({ name }) => name === kind) ?? files[0];
		if (file === undefined && typeof input[kind] !== 'string') {
			return badRequest(`there is no ${kind} in the request`);
		}
		const caption = input.caption === undefined ? undefined : String(input.caption);
		if ((caption?.length ?? 0) > LONGEST_CAPTION) return badRequest('message caption is too long');
		const described = {
			file_id: `simulated-${this.nextId}`,
			file_name: file?.fileName ?? String(input[kind]),
			mime_type: file?.contentType ?? 'application/octet-stream',
			file_size: file?.data.length ?? 0,
		};
		const content = kind === 'document' ? { document: described } : { photo: [described] };
		return ok(this.add(chat, this.self, { ...content, caption, ...markupOf(input) }));
	}

	private edit(input: Input, part: 'text' | 'markup'): Answer {
		const message = this.messageOf(input);
		if (message === undefined) return badRequest('message to edit not found');
		if (part === 'text') message.text = String(input.text ?? '');
		message.reply_markup = markupOf(input).reply_markup;
		message.edit_date = Math.floor(this.context.clock.now() / 1_000);
		return ok(message);
	}
}

/** `reply_markup` comes as an object, or as JSON text in a form. */
function markupOf(input: Input): Pick<ChatMessage, 'reply_markup'> {
	const markup = parsed(input.reply_markup);
	return isRecord(markup) ? { reply_markup: markup as ChatMessage['reply_markup'] } : {};
}
