import { asError } from '../../errors';
import type { FilePart, HttpResponse, RequestBody } from '../../http/types';
import { isOutcomeUnknown } from '../../settle';
import { failures } from '../failures';
import { readOfferAnswer, templateRefused, type OfferAnswer } from './answers';
import type { OfferInput, OfferRequest } from './offerInput';
import { SITE, type OpenForm, type WebSession } from './session';

/** The requests that a browser sends from the opened offer form, in its order (kwork.md 6). */
export class OfferForm {
	constructor(private readonly web: WebSession) {}

	/** Steps 5 to 7; with a new session and form when the old one turns out dead on the way. */
	async fillIn(input: OfferInput, form: OpenForm, signal?: AbortSignal): Promise<OpenForm> {
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
	async send(
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
}
