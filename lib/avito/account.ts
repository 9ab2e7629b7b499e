import { z } from 'zod';
import { asError, ServiceError } from '../errors';
import { moscowTime } from './moscow';
import { numericId } from './schemas';
import type { AvitoTransport } from './transport';

const self = z.looseObject({
	id: numericId,
	name: z.string().nullish(),
	email: z.string().nullish(),
	phone: z.string().nullish(),
	profile_url: z.string().nullish(),
});
export type AvitoSelf = z.infer<typeof self>;

const balance = z.looseObject({ real: z.number().nullish(), bonus: z.number().nullish() });

const operation = z.looseObject({
	updatedAt: z.string().nullish(),
	operationName: z.string().nullish(),
	serviceType: z.string().nullish(),
	itemId: numericId.nullish(),
	amountTotal: z.number().nullish(),
});
const operationList = z.looseObject({ operations: z.array(operation).nullish() });
// One example of the documentation leaves the wrapper out (avito.md 5.1).
const operations = z.union([
	z.looseObject({ result: operationList }).transform(({ result }) => result.operations ?? []),
	operationList.transform((list) => list.operations ?? []),
]);

/** Whatever is data; a page for people does not say that a part is open. */
const anything = z.looseObject({});

export interface PartStatus {
	open: boolean;
	/** Avito's reason where it is closed. */
	reason?: string;
}

export interface AccountStatus {
	id: number;
	name: string;
	job: PartStatus;
	messenger: PartStatus;
}

/** The account behind the key: `/core/v1/accounts` (avito.md 5.1). */
export class AccountApi {
	private ownId: Promise<number> | undefined;

	constructor(private readonly transport: AvitoTransport) {}

	async self(signal?: AbortSignal): Promise<AvitoSelf> {
		return await this.transport.call(
			{
				method: 'GET',
				path: '/core/v1/accounts/self',
				effect: 'read',
				name: 'avito.account.self',
				signal,
			},
			self,
		);
	}

	/** The account's own id, asked once; a failure is not remembered. */
	async id(): Promise<number> {
		this.ownId ??= this.self().then(
			({ id }) => id,
			(error: unknown) => {
				this.ownId = undefined;
				throw error;
			},
		);
		return await this.ownId;
	}

	/** Roubles, real and bonus. */
	async balance(signal?: AbortSignal) {
		return await this.transport.call(
			{
				method: 'GET',
				path: `/core/v1/accounts/${await this.id()}/balance/`,
				effect: 'read',
				name: 'avito.account.balance',
				signal,
			},
			balance,
		);
	}

	/** Movements of money, at most one week at a time. */
	async operations(fromMs: number, toMs: number, signal?: AbortSignal) {
		return await this.transport.call(
			{
				method: 'POST',
				path: '/core/v1/accounts/operations_history/',
				body: { json: { dateTimeFrom: moscowTime(fromMs), dateTimeTo: moscowTime(toMs) } },
				effect: 'read',
				name: 'avito.account.operations',
				signal,
			},
			operations,
		);
	}

	/** Names the account and says which parts its subscription opens, by one free call each. */
	async status(signal?: AbortSignal): Promise<AccountStatus> {
		const { id, name } = await this.self(signal);
		const job = await this.probe('/job/v1/applications/get_states', 'avito.account.job', signal);
		const messenger = await this.probe(
			`/messenger/v2/accounts/${id}/chats`,
			'avito.account.messenger',
			signal,
		);
		return { id, name: name ?? '', job, messenger };
	}

	private async probe(path: string, name: string, signal?: AbortSignal): Promise<PartStatus> {
		const query = path.endsWith('/chats') ? { limit: 1 } : undefined;
		try {
			const request = { method: 'GET', path, query, effect: 'read', name, signal } as const;
			await this.transport.call(request, anything);
			return { open: true };
		} catch (error) {
			const isClosed =
				error instanceof ServiceError && (error.kind === 'funds' || error.kind === 'forbidden');
			if (!isClosed) throw asError(error);
			return { open: false, reason: error.message };
		}
	}
}
