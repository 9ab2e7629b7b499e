import { leavesOpen } from '../../http/retry';
import type { HttpResponse } from '../../http/types';
import { asError } from '../../errors';
import type { TokenSource, UpworkAccount } from '../account';
import { failures } from '../failures';
import { hasRoot, isJson, isKind, requestIdOf, unreadable } from './answer';
import { withoutFields } from './deny';
import type { Document } from './document';
import type { Envelope } from './envelope';
import { deniedFields, envelopeSchema, noticeOf, toServiceError } from './envelope';

const ENDPOINT = 'https://api.upwork.com/graphql';

const BLOCK_REST_MS = 5 * 60_000;
const MAX_NOTICES = 50;

export interface ExecutorOptions {
	account: UpworkAccount;
	tokens: TokenSource;
	/** Organization the calls act for; left out, Upwork takes the personal one (upwork.md 2.1). */
	organizationId?: string;
	signal?: AbortSignal;
	/** Told about everything that is missing from otherwise good answers, each line once. */
	onNotice?: (notice: string) => void;
}

export interface RunOptions {
	/** Not even a refused token or a denied field makes the request leave twice. */
	once?: boolean;
	/** What is asked for, e.g. `job 1990`, for "not found". */
	subject?: string;
	signal?: AbortSignal;
}

interface Sent {
	envelope: Envelope;
	httpStatus: number;
	details: Record<string, unknown>;
}

interface Call {
	name: string;
	text: string;
	variables: Record<string, unknown>;
	effect: 'read' | 'write';
	operationName?: string;
}

/**
 * Sends documents to Upwork's one endpoint and makes sense of the answers: errors inside HTTP 200,
 * partial data, fields that the key may not read (left out, said so, asked again once), an expired
 * token (refreshed once), limits. Facts: upwork.md 2.
 */
export class GraphqlExecutor {
	/** What was left out or came back incomplete, in the order it was noticed. */
	readonly notices: string[] = [];

	constructor(private readonly options: ExecutorOptions) {}

	get account(): UpworkAccount {
		return this.options.account;
	}

	get organizationId(): string | undefined {
		return this.options.organizationId;
	}

	/** The same for looking after a write, which goes on when the execution is cancelled. */
	uncancelled(): GraphqlExecutor {
		return new GraphqlExecutor({ ...this.options, signal: undefined });
	}

	notice(text: string): void {
		if (this.notices.includes(text) || this.notices.length >= MAX_NOTICES) return;
		this.notices.push(text);
		this.options.onNotice?.(text);
	}

	/**
	 * Runs a constant document. Throws one of `lib/upwork/errors`; data that is there is returned even
	 * when errors came with it, and those go to `notices`. A write leaves once: only a refused token
	 * (HTTP 401, nothing was done) makes it leave again.
	 */
	async run<Variables extends object, Answer>(
		document: Document<Variables, Answer>,
		variables: Variables,
		options: RunOptions = {},
	): Promise<Answer> {
		const { account } = this.options;
		const token = await this.token();
		const call = this.reduced(document, variables, account.deniedFields);
		let sent = await this.send(call, token, options);
		const denied = deniedFields(sent.envelope.errors ?? []);
		if (denied.length > 0) account.deny(denied);
		if (denied.length > 0 && document.effect === 'read') {
			const rest = this.reduced(document, variables, account.deniedFields, sent);
			const isLess = rest.text !== call.text;
			if (isLess && !options.once && !hasRoot(sent.envelope, document.roots)) {
				sent = await this.send(rest, await this.token(), options);
			}
		}
		return this.answerOf(document, sent, options.subject);
	}

	/** Sends a document as it is and returns the envelope; only transport failures throw. */
	async raw(call: Call, options: RunOptions = {}): Promise<Envelope> {
		return (await this.send(call, await this.token(), options)).envelope;
	}

	private async token(): Promise<string> {
		const { account, tokens } = this.options;
		return await account.newerThan(await tokens.current());
	}

	private reduced<Variables extends object, Answer>(
		document: Document<Variables, Answer>,
		variables: Variables,
		denied: ReadonlySet<string>,
		refused?: Sent,
	): Call {
		const { name, text, effect, roots, scope, needs } = document;
		const all: Record<string, unknown> = Object.fromEntries(Object.entries(variables));
		const whole = { name, text, effect, variables: all, operationName: name };
		if (denied.size === 0) return whole;
		const rest = withoutFields(text, denied, needs);
		if (rest.dropped.size === 0) return whole;
		const isEmpty = !roots.some((root) => rest.roots.has(root));
		if (isEmpty || rest.lost.size > 0) {
			throw failures.scopeMissing([...(isEmpty ? rest.dropped : rest.lost)], scope, {
				httpStatus: refused?.httpStatus,
				details: refused?.details ?? { operation: name },
			});
		}
		for (const field of rest.dropped) {
			this.notice(`The API key has no scope for ${field}; it was left out of ${name}.`);
		}
		return {
			...whole,
			text: rest.text,
			variables: Object.fromEntries(
				Object.entries(all).filter(([variable]) => rest.variables.has(variable)),
			),
		};
	}

	private answerOf<Variables, Answer>(
		document: Document<Variables, Answer>,
		sent: Sent,
		subject?: string,
	): Answer {
		const { envelope, httpStatus, details } = sent;
		const errors = envelope.errors ?? [];
		if (errors.length > 0 && !hasRoot(envelope, document.roots)) {
			const failure = toServiceError(errors, {
				scope: document.scope,
				subject,
				httpStatus,
				details,
			});
			// An exception on Upwork's side says nothing of how far the write had come.
			const open = document.effect === 'write' && isKind(failure, 'temporary');
			throw open ? unreadable(document.name, failure, sent) : failure;
		}
		for (const error of errors) this.notice(noticeOf(error));
		const parsed = document.answer.safeParse(envelope.data ?? {});
		if (parsed.success) return parsed.data;
		const fields = parsed.error.issues.slice(0, 5).map(({ path }) => path.join('.'));
		if (document.effect === 'write')
			throw unreadable(document.name, undefined, { ...sent, fields });
		const facts = { httpStatus, details: { ...details, fields } };
		const denied = deniedFields(errors);
		if (denied.length > 0) throw failures.scopeMissing(denied, document.scope, facts);
		throw failures.unknownAnswer(document.name, facts);
	}

	private async send(call: Call, token: string, options: RunOptions): Promise<Sent> {
		const { account, tokens } = this.options;
		let response = await this.post(call, token, options);
		if (response.status === 401 && !options.once) {
			response = await this.post(call, await account.refreshed(token, tokens), options);
		}
		const details = { operation: call.name, requestId: requestIdOf(response) };
		this.checkStatus(response, call, details);
		try {
			const envelope = envelopeSchema.safeParse(response.json());
			if (envelope.success)
				return { envelope: envelope.data, httpStatus: response.status, details };
			throw failures.unknownAnswer(call.name, { httpStatus: response.status, details });
		} catch (error) {
			if (call.effect === 'read') throw asError(error);
			throw unreadable(call.name, error, { httpStatus: response.status, details });
		}
	}

	private async post(call: Call, token: string, options: RunOptions): Promise<HttpResponse> {
		const { account, organizationId } = this.options;
		const signal = options.signal ?? this.options.signal;
		const { name, text, variables, effect, operationName } = call;
		return await account.http.request({
			method: 'POST',
			url: ENDPOINT,
			name: `upwork.${name}`,
			effect,
			headers: {
				accept: 'application/json',
				authorization: `Bearer ${token}`,
				...(organizationId ? { 'x-upwork-api-tenantid': organizationId } : {}),
			},
			body: { json: { query: text, variables, ...(operationName ? { operationName } : {}) } },
			expects: 'json',
			signal,
		});
	}

	private checkStatus(response: HttpResponse, call: Call, details: Record<string, unknown>): void {
		const { status } = response;
		const facts = { httpStatus: status, details };
		if (status === 200) return;
		if (status === 401) throw failures.tokenRejected(facts);
		if (status === 429) {
			throw failures.tooManyRequests({ ...facts, retryAfterMs: response.retryAfterMs });
		}
		if (status === 403) {
			if (isJson(response)) throw failures.notAuthorized(facts);
			const blocked = failures.blocked(facts);
			this.account.rest(blocked, BLOCK_REST_MS);
			throw blocked;
		}
		if (status === 400) throw failures.invalidDocument('HTTP 400', facts);
		if (call.effect === 'write' && leavesOpen(status)) {
			throw failures.outcomeUnknown(
				`${call.name} was carried out: Upwork answered HTTP ${status}`,
				'Look on Upwork before you repeat it.',
				facts,
			);
		}
		throw failures.other(`Upwork answers HTTP ${status}.`, facts);
	}
}
