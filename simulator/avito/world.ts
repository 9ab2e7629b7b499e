import type { Answer, ServiceContext, SimulatedRequest } from '../core/types';
import { settingsSchema, seedSizesSchema, type AvitoSettings, type SeedSizes } from './settings';
import { createState, type AvitoState } from './state';
import type { AccessToken, AvitoAccount } from './types';
import { WebhookSender } from './webhookSender';

/** State, settings and time of the local Avito, handed to every route. */
export class AvitoWorld {
	settings: AvitoSettings = settingsSchema.parse({});

	sizes: SeedSizes = seedSizesSchema.parse({});

	readonly webhooks = new WebhookSender(this);

	private seededAt: number;

	private drawn?: AvitoState;

	constructor(readonly context: ServiceContext) {
		this.seededAt = this.now();
	}

	/** The seed is drawn when it is first looked at: most runs ask one service only. */
	get state(): AvitoState {
		this.drawn ??= createState(this.context.random, this.seededAt, this.sizes);
		return this.drawn;
	}

	now(): number {
		return this.context.clock.now();
	}

	/** Seed data and default settings again; sizes stay as chosen. */
	reset(): void {
		this.settings = settingsSchema.parse({});
		this.reseed(this.sizes);
	}

	reseed(sizes: SeedSizes): void {
		this.sizes = sizes;
		this.webhooks.forget();
		this.seededAt = this.now();
		this.drawn = undefined;
	}
}

/** One authorised call as a route sees it. */
export interface AvitoCall {
	world: AvitoWorld;
	state: AvitoState;
	request: SimulatedRequest;
	params: Record<string, string>;
	account: AvitoAccount;
	token: AccessToken;
}

/** What the limits count together (avito.md 2.1). */
export type LimitFamily = keyof AvitoSettings['limits'];

export interface AvitoRoute {
	/** Scope a partner application needs; null: none declared. */
	scope: string | null;
	family: LimitFamily;
	/** Tariff that the account needs. */
	tariff?: 'job' | 'messenger';
	/** Employees' keys get an answer of their own instead of 403. */
	worksForEmployees?: boolean;
	/** Form of the 401, where it is not A. */
	envelope?: 'E';
	/** Query parameters of the contract; others are noted as violations. */
	query?: readonly string[];
	/** Own `user_id` in the path is checked before the route runs. */
	handle(call: AvitoCall): Answer | Promise<Answer>;
}

export type AvitoRoutes = Record<string, AvitoRoute>;

/** Thrown to end a call with an error answer. */
export class Refusal extends Error {
	constructor(readonly answer: Answer) {
		super('The call is refused');
	}
}
