import type { Answer, ServiceContext, SimulatedRequest } from '../core/types';
import { World } from '../core/world';
import { settingsSchema, seedSizesSchema, type AvitoSettings, type SeedSizes } from './settings';
import { createState, type AvitoState } from './state';
import type { AccessToken, AvitoAccount } from './types';
import { WebhookSender } from './webhookSender';

/** The local Avito, with what it tells of itself. */
export class AvitoWorld extends World<AvitoState, AvitoSettings, SeedSizes> {
	readonly webhooks = new WebhookSender(this);

	constructor(context: ServiceContext) {
		super(context, {
			settings: () => settingsSchema.parse({}),
			sizes: () => seedSizesSchema.parse({}),
			state: createState,
		});
	}

	override reseed(sizes: SeedSizes): void {
		this.webhooks.forget();
		super.reseed(sizes);
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
