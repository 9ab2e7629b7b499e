import { asError, type ServiceError } from '../../errors';
import type { FilePart, HttpResponse, RequestBody } from '../../http/types';
import { KeyedLock } from '../../keyedLock';
import { isOutcomeUnknown, settleByReading } from '../../settle';
import type { Clock } from '../../time';
import type { Connects } from '../envelope';
import { failures } from '../failures';
import type { Offer } from '../schemas/exchange';
import { readOfferAnswer, templateRefused, type OfferAnswer } from './answers';
import type { OfferCheck } from './checks';
import { equalsOffer, offerRequest, type OfferInput, type OfferRequest } from './offerInput';
import { prepareOffer, requireReady, toCheck, type OfferReader } from './offerPreparation';
import { SITE, type OpenForm, type WebSession } from './session';

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

/** Makes and edits offers through the form on kwork.ru, the only way there is (kwork.md 6). */
export class OfferWriter {
	private readonly lock = new KeyedLock<number>();

	constructor(
		private readonly web: WebSession,
		private readonly reader: OfferReader,
		private readonly clock: Clock,
	) {}

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

		const form = await this.fillIn(input, requireReady(preparation), signal);
		const send = async () => {
			const answer = await this.send(result.request, form, edit, signal);
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

	/** Steps 5 to 7; with a new session and form when the old one turns out dead on the way. */
	private async fillIn(input: OfferInput, form: OpenForm, signal?: AbortSignal): Promise<OpenForm> {
		try {
			await this.fillInOnce(input, form, signal);
			return form;
		} catch (error) {
			if (!failures.webSession.is(error)) throw asError(error);
			this.web.drop();
			const fresh = await this.web.openForm(input.projectId, signal);
			await this.fillInOnce(input, fresh, signal);
			return fresh;
		}
	}

	/** As a browser does them. Only a verdict on the text stops the offer here. */
	private async fillInOnce(input: OfferInput, form: OpenForm, signal?: AbortSignal): Promise<void> {
		const { projectId, description } = input;
		const draft = { csrftoken: form.csrfToken, projectId, draftKey: form.draftKey };
		const step = async (path: string, name: string, body: RequestBody) =>
			await this.step(form, path, { name, body, signal });

		await step('/quick-faq/init', 'quickFaq', { json: { page: 'new_offer' } });
		await step('/wants/create_offer_draft', 'draft', {
			multipart: { ...draft, message: description },
		});
		for (const file of input.attachments ?? []) await this.attach(form, draft, file, signal);
		const verdict = readOfferAnswer(
			await step('/projects/check_is_template', 'template', {
				json: { description, wantid: projectId },
			}),
		);
		if (verdict.outcome === 'refused' && verdict.text) throw templateRefused(verdict.text);
	}

	private async step(
		form: OpenForm,
		path: string,
		call: { name: string; body: RequestBody; effect?: 'write'; signal?: AbortSignal },
	): Promise<HttpResponse> {
		const { name, body, effect = 'read', signal } = call;
		const accept = name === 'draft' ? '*/*' : undefined;
		const response = await this.web.xhr(form, path, { body, effect, name, accept, signal });
		const failure = this.web.failureOf(response, name);
		if (failure) throw failure;
		if (response.status >= 300 && response.status < 400) {
			throw failures.webSession(`kwork.ru sends the offer form elsewhere (${name}).`, {
				httpStatus: response.status,
			});
		}
		const answer = readOfferAnswer(response);
		const dead = answer.outcome === 'refused' && failures.webSession.is(answer.error);
		if (dead) throw answer.error;
		return response;
	}

	private async attach(
		form: OpenForm,
		draft: Record<string, string | number>,
		file: FilePart,
		signal?: AbortSignal,
	): Promise<void> {
		const response = await this.step(form, '/wants/upload_offer_file', {
			name: 'attachment',
			body: { multipart: { ...draft, file } },
			signal,
		});
		const answer = readOfferAnswer(response);
		if (answer.outcome === 'done') return;
		throw failures.offerCheckFailed(
			`Kwork did not take the attachment ${file.fileName}.`,
			'Try a smaller file or another type, or send the offer without it. No offer was sent.',
			{ cause: answer.error },
		);
	}

	/** Step 8. Sent once, whatever happens. */
	private async send(
		request: OfferRequest,
		form: OpenForm,
		edit: boolean,
		signal?: AbortSignal,
	): Promise<OfferAnswer> {
		const name = edit ? 'editOffer' : 'createOffer';
		let response: HttpResponse;
		try {
			response = await this.web.xhr(form, request.url.slice(SITE.length), {
				body: { multipart: { ...request.fields, csrftoken: form.csrfToken } },
				effect: 'write',
				name,
				signal,
			});
		} catch (error) {
			if (!isOutcomeUnknown(error)) throw asError(error);
			this.web.drop();
			return { outcome: 'unclear' };
		}
		const failure = this.web.failureOf(response, name);
		if (failure?.kind === 'rateLimited') return { outcome: 'refused', error: failure, text: '' };
		const answer = readOfferAnswer(response);
		if (answer.outcome === 'refused' && failures.captcha.is(answer.error)) {
			this.web.rested(answer.error);
		}
		if (answer.outcome !== 'unclear') return answer;
		// A form that was sent once is not sent from again: what comes next begins with a new session.
		this.web.drop();
		return failure?.kind === 'temporary' ? answer : { ...answer, error: failure ?? answer.error };
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
