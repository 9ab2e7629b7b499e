import { KeyedLock } from '../keyedLock';
import type { SpendingCeiling } from './purchases';
import type { ResumesApi } from './resumes';
import type { ResumeContacts } from './schemas';
import { resumeContacts } from './schemas';
import type { AvitoTransport } from './transport';
import { segment } from './transport';

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
			return await options.ceiling.spend(async () => await this.read(cost, options));
		});
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
