import { postTo, type OutboundOutcome } from '../core/outbound';
import type { Subscription } from './types';
import type { AvitoWorld } from './world';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Pauses after failed deliveries of application webhooks, then hourly to about 31 h (avito.md 3.6). */
const RETRY_MINUTES = [1, 2, 3, 4, 5, 10, 30];
const RETRY_SPAN = 31 * HOUR;
/** A subscription without any success for this long is switched off. */
const SILENCE_LIMIT = 10 * DAY;

/** One delivery for tests to look at. */
export interface DeliveryRecord {
	url: string;
	kind: 'handshake' | 'application' | 'message';
	/** `applyId` or message id. */
	subject: string;
	/** 1 for the first. */
	attempt: number;
	at: number;
	/** HTTP status, or why there is none. */
	outcome: OutboundOutcome | 'lost';
}

interface Delivery {
	subscription: Subscription;
	kind: 'application' | 'message';
	subject: string;
	body: unknown;
	firstAt: number;
	attempt: number;
}

/** Sends webhooks for real, to loopback addresses only. */
export class WebhookSender {
	readonly records: DeliveryRecord[] = [];

	private waiting: Delivery[] = [];

	private running = new Set<Promise<void>>();

	/** Deliveries planned before a reset must not go out after it. */
	private generation = 0;

	constructor(private readonly world: AvitoWorld) {}

	forget(): void {
		this.generation++;
		this.records.length = 0;
		this.waiting = [];
	}

	/** Resolves when nothing is on its way. Planned retries are not waited for. */
	async settled(): Promise<void> {
		while (this.running.size > 0) await Promise.all(this.running);
	}

	/** The call at subscription: header `X-Secret`, empty body, 2xx within two seconds. */
	async handshake(url: string, secret: string): Promise<boolean> {
		const { handshakeTimeoutMs } = this.world.settings.webhooks;
		const outcome = await postTo(url, { 'x-secret': secret }, '', handshakeTimeoutMs);
		const at = this.world.now();
		this.records.push({ url, kind: 'handshake', subject: '', attempt: 1, at, outcome });
		return isSuccess(outcome);
	}

	send(subscription: Subscription, kind: Delivery['kind'], subject: string, body: unknown): void {
		const { webhooks } = this.world.settings;
		const firstAt = this.world.now();
		const delivery: Delivery = { subscription, kind, subject, body, firstAt, attempt: 1 };
		if (webhooks.loseNext > 0) {
			webhooks.loseNext--;
			this.record(delivery, 'lost');
			return;
		}
		this.waiting.push(delivery, ...(webhooks.duplicate ? [{ ...delivery }] : []));
		if (this.waiting.length < webhooks.reorderBatch) return;
		const due = webhooks.reorderBatch > 1 ? this.waiting.reverse() : this.waiting;
		this.waiting = [];
		for (const next of due) this.start(next);
	}

	private start(delivery: Delivery): void {
		const generation = this.generation;
		const task = this.attempt(delivery, generation).finally(() => this.running.delete(task));
		this.running.add(task);
	}

	private async attempt(delivery: Delivery, generation: number): Promise<void> {
		const { subscription, kind } = delivery;
		if (!subscription.active) return;
		const { applicationTimeoutMs, messageTimeoutMs } = this.world.settings.webhooks;
		const headers: Record<string, string> = { 'content-type': 'application/json; charset=UTF-8' };
		if (subscription.secret !== null) headers['x-secret'] = subscription.secret;
		if (kind === 'message') {
			headers['x-avito-messenger-signature'] = this.world.state.dice.hex(64);
		}
		const timeout = kind === 'application' ? applicationTimeoutMs : messageTimeoutMs;
		const outcome = await postTo(subscription.url, headers, JSON.stringify(delivery.body), timeout);
		if (generation !== this.generation) return;
		this.record(delivery, outcome);
		if (kind === 'message' ? outcome === 200 : isSuccess(outcome)) {
			subscription.lastSuccessAt = this.world.now();
			return;
		}
		if (kind === 'application') this.planRetry(delivery, generation);
	}

	/** Times are counted from the first attempt, so that a jump of the clock skips no retry. */
	private planRetry(delivery: Delivery, generation: number): void {
		const { subscription } = delivery;
		const now = this.world.now();
		if (now - subscription.lastSuccessAt >= SILENCE_LIMIT) {
			subscription.active = false;
			return;
		}
		const due = delivery.firstAt + retryOffset(delivery.attempt);
		if (due - delivery.firstAt > RETRY_SPAN) return;
		this.world.context.clock.schedule(Math.max(0, due - now), () => {
			if (generation !== this.generation) return;
			this.start({ ...delivery, attempt: delivery.attempt + 1 });
		});
	}

	private record(delivery: Delivery, outcome: DeliveryRecord['outcome']): void {
		const { kind, subject, attempt } = delivery;
		const at = this.world.now();
		this.records.push({ url: delivery.subscription.url, kind, subject, attempt, at, outcome });
	}
}

/** When the retry after `failures` failed attempts is due, counted from the first attempt. */
function retryOffset(failures: number): number {
	const minutes = RETRY_MINUTES.slice(0, failures).reduce((sum, pause) => sum + pause, 0);
	return minutes * MINUTE + Math.max(0, failures - RETRY_MINUTES.length) * HOUR;
}

function isSuccess(outcome: DeliveryRecord['outcome']): boolean {
	return typeof outcome === 'number' && outcome >= 200 && outcome < 300;
}
