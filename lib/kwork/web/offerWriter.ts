import type { ServiceError } from '../../errors';
import { KeyedLock } from '../../keyedLock';
import { settleByReading } from '../../settle';
import type { Clock } from '../../time';
import type { Connects } from '../envelope';
import { failures } from '../failures';
import type { Offer } from '../schemas/exchange';
import type { OfferAnswer } from './answers';
import type { OfferCheck } from './checks';
import { OfferForm } from './offerForm';
import { equalsOffer, offerRequest, type OfferInput, type OfferRequest } from './offerInput';
import { prepareOffer, requireReady, toCheck, type OfferReader } from './offerPreparation';
import type { WebSession } from './session';

export interface SubmitOptions {
	/** Checks everything and returns the request; step 8 is not sent. */
	dryRun?: boolean;
	/** Default true: an equal offer on this project is returned instead of an error. */
	skipIfAlreadySent?: boolean;
	signal?: AbortSignal;
}

export interface SubmitResult {
	/** Kwork does not answer it; it is found in the list of offers, so it may be missing. */
	offerId?: number;
	/** An equal offer was there before. */
	alreadySent: boolean;
	/** False for a dry run and for an offer that was there before. */
	sent: boolean;
	/** The answer was lost; the offer was found by reading back. */
	readBack?: boolean;
	request: OfferRequest;
	checks: OfferCheck[];
	/** Connects before this offer. */
	connects?: Connects;
}

const CONFIRM_WAITS_MS = [0, 1000, 3000];
/** A fresh offer is at the top of the list. */
const READ_BACK_LIMIT = 60;

/**
 * Makes and edits offers through the form on kwork.ru, the only way there is (kwork.md 6): checks
 * before it, one at a time, the read-back after it.
 */
export class OfferWriter {
	private readonly lock = new KeyedLock<number>();

	private readonly form: OfferForm;

	constructor(
		private readonly web: WebSession,
		private readonly reader: OfferReader,
		private readonly clock: Clock,
	) {
		this.form = new OfferForm(web);
	}

	/** Every check, without sending anything. Opens the form's page when the rest is in order. */
	async preflight(input: OfferInput, signal?: AbortSignal): Promise<OfferCheck[]> {
		const { web, reader } = this;
		const { findings } = await prepareOffer(input, { web, reader, edit: false, signal });
		return findings.map(toCheck);
	}

	/**
	 * Makes an offer, or with `edit` changes the one that the project has. One at a time per project,
	 * so that of two workflows with the same offer the second finds that of the first.
	 */
	async write(
		input: OfferInput,
		edit: boolean,
		options: SubmitOptions = {},
	): Promise<SubmitResult> {
		return await this.lock.run(
			input.projectId,
			async () => await this.writeAlone(input, edit, options),
		);
	}

	private async writeAlone(
		input: OfferInput,
		edit: boolean,
		options: SubmitOptions,
	): Promise<SubmitResult> {
		const { web, reader } = this;
		const { dryRun = false, skipIfAlreadySent = true, signal } = options;
		const preparation = await prepareOffer(input, { web, reader, edit, signal });
		const { existing, connects, findings } = preparation;
		const result = {
			offerId: existing?.id,
			alreadySent: false,
			sent: false,
			request: offerRequest(input, edit),
			checks: findings.map(toCheck),
			connects,
		};
		if (existing && skipIfAlreadySent && equalsOffer(existing, input)) {
			return { ...result, alreadySent: true };
		}
		if (dryRun) return result;

		const form = await this.form.fillIn(input, requireReady(preparation), signal);
		const send = async () => {
			const answer = await this.form.send(result.request, form, edit, signal);
			if (answer.outcome === 'unclear') throw new UnclearAnswer(answer.error);
			return answer;
		};
		const answer = await settleByReading<Answered>(send, {
			clock: this.clock,
			isOpen: (error) => error instanceof UnclearAnswer,
			find: async () => {
				const offer = await this.lookFor(input, edit);
				return offer && { outcome: 'found', offer };
			},
			unsettled: (cause) =>
				(cause instanceof UnclearAnswer && cause.error) ||
				failures.offerNotConfirmed(input.projectId),
		});
		if (answer.outcome === 'found') {
			return { ...result, offerId: answer.offer.id, sent: true, readBack: true };
		}
		if (answer.outcome === 'done') {
			const offer = await this.shown(input, edit);
			return { ...result, offerId: offer?.id ?? existing?.id, sent: true };
		}
		// Somebody was faster, perhaps another worker of ours with the same offer.
		const twin =
			skipIfAlreadySent && failures.alreadyOffered.is(answer.error)
				? await this.lookFor(input, true).catch(() => undefined)
				: undefined;
		if (!twin) throw answer.error;
		return { ...result, offerId: twin.id, alreadySent: true };
	}

	/** Finds the offer that was just made: Kwork does not answer its ID. */
	private async shown(input: OfferInput, edit: boolean): Promise<Offer | undefined> {
		for (const waitMs of CONFIRM_WAITS_MS) {
			if (waitMs > 0) await this.clock.sleep(waitMs);
			const offer = await this.lookFor(input, edit).catch(() => undefined);
			if (offer) return offer;
		}
		return undefined;
	}

	/** The own offer on the project; where `equal` is asked for, once it reads as it was sent. */
	private async lookFor(input: OfferInput, equal: boolean): Promise<Offer | undefined> {
		const offer = await this.reader.offerOfProject(
			input.projectId,
			equal ? {} : { limit: READ_BACK_LIMIT },
		);
		return offer && (!equal || equalsOffer(offer, input)) ? offer : undefined;
	}
}

type Answered = Exclude<OfferAnswer, { outcome: 'unclear' }> | { outcome: 'found'; offer: Offer };

/** The submitting request was sent, and its answer leaves open what happened. */
class UnclearAnswer extends Error {
	constructor(readonly error?: ServiceError) {
		super('The answer does not say whether the offer was made');
	}
}
