import { asError, ServiceError } from '../errors';
import { KeyedLock } from '../keyedLock';
import { RefusedLocallyError } from './errors';
import type { ResumesApi } from './resumes';
import type { ResumeContacts } from './schemas';
import { resumeContacts } from './schemas';
import type { AvitoTransport } from './transport';
import { segment } from './transport';

/**
 * How many purchases a run may make. A purchase is counted before it is tried and given back only
 * when Avito says that nothing was spent, so that doubt never buys twice.
 */
export class SpendingCeiling {
	private count = 0;

	constructor(
		/** Purchases allowed in this run. */
		readonly maximum: number,
		private readonly unit = 'contact',
	) {
		if (!Number.isInteger(maximum) || maximum < 0) {
			throw new RefusedLocallyError(
				`The ceiling of a run has to be a whole number, not ${maximum}`,
				'Give 0 to buy nothing, or how many purchases the run may make.',
			);
		}
	}

	get spent(): number {
		return this.count;
	}

	take(): void {
		if (this.count >= this.maximum) {
			throw new RefusedLocallyError(
				`The run has reached its ceiling of ${this.maximum} purchased ${this.unit}${this.maximum === 1 ? '' : 's'}`,
				'Raise the ceiling of the operation, or run again for the rest. What was bought before stays free.',
				{ ceiling: this.maximum },
			);
		}
		this.count += 1;
	}

	giveBack(): void {
		this.count -= 1;
	}
}

export interface ContactsCost {
	resumeId: number;
	/** The state before the call. */
	alreadyBought: boolean;
	/** Contacts of the package that reading would take: 0 or 1. */
	cost: 0 | 1;
}

export interface ContactsResult extends ContactsCost {
	/** `closed`: the resume is bought but shows nothing; `not_purchased`: nothing was asked for. */
	status: 'ok' | 'closed' | 'not_purchased';
	/** Contacts this call took from the package. */
	spent: 0 | 1;
	name?: string;
	phones: string[];
	emails: string[];
	chatId?: string;
	raw?: ResumeContacts;
}

/** Kinds of refusal after which Avito has certainly not taken a contact. */
const NOTHING_SPENT = new Set<ServiceError['kind']>([
	'authentication',
	'forbidden',
	'funds',
	'notFound',
	'validation',
	'rateLimited',
	'refusedLocally',
	'proxy',
]);

const isUnspent = (error: unknown): boolean =>
	error instanceof ServiceError && (NOTHING_SPENT.has(error.kind) || error.details?.sent === false);

/**
 * Contact data of resumes: the one read that costs money (avito.md 3.4). The card is asked first
 * (free), a purchase needs a ceiling with room in it, and the paid call is sent once, whatever
 * happens to it. Two calls for one resume wait for each other, so the second finds it bought.
 */
export class ContactsApi {
	private readonly locks = new KeyedLock<number>();

	constructor(
		private readonly transport: AvitoTransport,
		private readonly resumes: ResumesApi,
	) {}

	/** What reading the contacts would cost now. Free. */
	async cost(resumeId: number, signal?: AbortSignal): Promise<ContactsCost> {
		const card = await this.resumes.get(resumeId, { fields: ['is_purchased'] }, signal);
		const alreadyBought = card.is_purchased === true;
		return { resumeId, alreadyBought, cost: alreadyBought ? 0 : 1 };
	}

	/**
	 * Reads the contacts of a bought resume; one that is not bought gives `not_purchased`, unless a
	 * `ceiling` allows buying it.
	 */
	async get(
		resumeId: number,
		options: { ceiling?: SpendingCeiling; employeeId?: number; signal?: AbortSignal } = {},
	): Promise<ContactsResult> {
		return await this.locks.run(resumeId, async () => {
			const cost = await this.cost(resumeId, options.signal);
			if (cost.alreadyBought) return await this.read(cost, options);
			if (!options.ceiling) {
				return { ...cost, status: 'not_purchased', spent: 0, phones: [], emails: [] };
			}
			return await this.buy(cost, options.ceiling, options);
		});
	}

	private async buy(
		cost: ContactsCost,
		ceiling: SpendingCeiling,
		options: { employeeId?: number; signal?: AbortSignal },
	): Promise<ContactsResult> {
		ceiling.take();
		try {
			const result = await this.read(cost, options);
			if (result.spent === 0) ceiling.giveBack();
			return result;
		} catch (error) {
			if (isUnspent(error)) ceiling.giveBack();
			throw asError(error);
		}
	}

	/** The paid call. `write`: no repetition after a failure; no repetition after a new token. */
	private async read(
		cost: ContactsCost,
		options: { employeeId?: number; signal?: AbortSignal },
	): Promise<ContactsResult> {
		const raw = await this.transport.call(
			{
				method: 'GET',
				path: `/job/v1/resumes/${segment(cost.resumeId)}/contacts/`,
				query: { employee_id: options.employeeId },
				effect: 'write',
				repeatAfterRefusal: false,
				name: 'avito.resume.contacts',
				signal: options.signal,
			},
			resumeContacts,
		);
		const alreadyBought = raw.already_bought ?? cost.alreadyBought;
		const all = raw.contacts ?? [];
		const valuesOf = (type: string) =>
			all.filter((entry) => entry.type === type).flatMap((entry) => entry.value ?? []);
		return {
			resumeId: cost.resumeId,
			alreadyBought,
			cost: cost.cost,
			status: all.length > 0 ? 'ok' : 'closed',
			spent: alreadyBought ? 0 : 1,
			name: raw.name ?? undefined,
			phones: valuesOf('phone'),
			emails: valuesOf('e-mail'),
			chatId: valuesOf('chat_id')[0],
			raw,
		};
	}
}
