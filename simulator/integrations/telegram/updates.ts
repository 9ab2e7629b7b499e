import { postTo } from '../../core/outbound';
import type { Answer } from '../../core/types';
import { ok, parsed, telegramError, type Input } from './protocol';

const WEBHOOK_TIMEOUT_MS = 10_000;

interface Update {
	update_id: number;
	[kind: string]: unknown;
}

const noWebhook = () => ({ url: '', secret: '', allowed: [] as string[], lastError: '' });

/** What happens to a bot, on its way to whoever runs it: by webhook, or kept until it is asked for. */
export class BotUpdates {
	private waiting: Update[] = [];

	private webhook = noWebhook();

	private running = new Set<Promise<void>>();

	constructor(private readonly takeId: () => number) {}

	/** Resolves when no update is on its way to the webhook. */
	async settled(): Promise<void> {
		while (this.running.size > 0) await Promise.all(this.running);
	}

	/** Returns the update's id. */
	publish(kind: string, content: unknown): number {
		const update: Update = { update_id: 100_000 + this.takeId(), [kind]: content };
		const { url, secret, allowed } = this.webhook;
		if (allowed.length > 0 && !allowed.includes(kind) && !allowed.includes('*')) {
			return update.update_id;
		}
		if (url === '') this.waiting.push(update);
		else {
			const headers: Record<string, string> = { 'content-type': 'application/json' };
			if (secret !== '') headers['x-telegram-bot-api-secret-token'] = secret;
			const task: Promise<void> = postTo(url, headers, JSON.stringify(update), WEBHOOK_TIMEOUT_MS)
				.then((outcome) => {
					if (outcome !== 200) this.webhook.lastError = `Wrong response: ${outcome}`;
				})
				.finally(() => this.running.delete(task));
			this.running.add(task);
		}
		return update.update_id;
	}

	getUpdates(input: Input): Answer {
		if (this.webhook.url !== '') {
			const text = "Conflict: can't use getUpdates method while webhook is active";
			return telegramError(409, text);
		}
		const offset = Number(input.offset ?? 0);
		if (offset > 0) this.waiting = this.waiting.filter(({ update_id: id }) => id >= offset);
		return ok(this.waiting.slice(0, Number(input.limit ?? 100)));
	}

	setWebhook(input: Input): Answer {
		const allowed = parsed(input.allowed_updates);
		this.webhook = {
			url: String(input.url ?? ''),
			secret: String(input.secret_token ?? ''),
			allowed: Array.isArray(allowed) ? allowed.map(String) : [],
			lastError: '',
		};
		return { json: { ok: true, result: true, description: 'Webhook was set' } };
	}

	deleteWebhook(input: Input): Answer {
		this.webhook = noWebhook();
		if (String(input.drop_pending_updates) === 'true') this.waiting = [];
		return ok(true);
	}

	webhookInfo(): Answer {
		return ok({
			url: this.webhook.url,
			has_custom_certificate: false,
			pending_update_count: this.waiting.length,
			...(this.webhook.lastError === '' ? {} : { last_error_message: this.webhook.lastError }),
		});
	}
}
