import { z } from 'zod';
import { asError, ServiceError } from '../errors';
import type { HttpClient, SocketRoute } from '../http';
import type { HttpStatistics } from '../http/types';
import type { Logger } from '../log';
import { systemClock, type Clock, type Random } from '../time';
import { KworkApi, type CallOptions } from './api';
import { API_METHODS } from './catalogue/catalogue';
import { callParameters, validateCall } from './catalogue/validate';
import { AccountEndpoint } from './endpoints/account';
import { CategoriesEndpoint } from './endpoints/categories';
import { DialogsEndpoint } from './endpoints/dialogs';
import { FilesEndpoint } from './endpoints/files';
import { GigsEndpoint } from './endpoints/gigs';
import { MessagesEndpoint } from './endpoints/messages';
import { MyProjectsEndpoint } from './endpoints/myProjects';
import { NotificationsEndpoint } from './endpoints/notifications';
import { OffersEndpoint } from './endpoints/offers';
import { OrdersEndpoint } from './endpoints/orders';
import { PortfolioEndpoint } from './endpoints/portfolio';
import { ProjectsEndpoint } from './endpoints/projects';
import { ReviewsEndpoint } from './endpoints/reviews';
import { UsersEndpoint } from './endpoints/users';
import { failures } from './failures';
import type { Files, Parameters } from './parameters';
import { signInSchema } from './schemas/account';
import { one, text } from './schemas/values';
import {
	KworkSession,
	type KworkCredential,
	type SignInAnswer,
	type SignInRequest,
	type TokenStore,
} from './session';
import { WebSession } from './web/session';

const oneSignIn = one(signInSchema);

export interface KworkClientOptions {
	credential: KworkCredential;
	/** From `createKworkHttp`; the client closes it. */
	http: HttpClient;
	/** Where sessions outlive a restart. Without one they live as long as the client. */
	tokenStore?: TokenStore;
	clock?: Clock;
	random?: Random;
	logger?: Logger;
}

/**
 * One Kwork account. Made once and shared by every workflow of the process: one session, one rate
 * budget, one breaker. Every method throws `ServiceError` with a kind and a remedy (errors.ts).
 */
export class KworkClient {
	readonly account: AccountEndpoint;

	readonly projects: ProjectsEndpoint;

	readonly offers: OffersEndpoint;

	readonly dialogs: DialogsEndpoint;

	readonly messages: MessagesEndpoint;

	readonly orders: OrdersEndpoint;

	readonly gigs: GigsEndpoint;

	readonly notifications: NotificationsEndpoint;

	readonly users: UsersEndpoint;

	readonly reviews: ReviewsEndpoint;

	readonly portfolio: PortfolioEndpoint;

	readonly categories: CategoriesEndpoint;

	readonly files: FilesEndpoint;

	readonly myProjects: MyProjectsEndpoint;

	private readonly api: KworkApi;

	private readonly session: KworkSession;

	constructor(private readonly options: KworkClientOptions) {
		const { http, credential, tokenStore, logger } = options;
		const clock = options.clock ?? systemClock;
		const random = options.random ?? Math.random;
		const api = new KworkApi({ http, clock, random });
		this.api = api;
		this.session = new KworkSession({
			credential,
			store: tokenStore,
			clock,
			logger,
			signIn: async (request) => await this.signIn(request),
		});
		api.useSession(this.session);

		this.account = new AccountEndpoint(api, this.session.device);
		const web = new WebSession({ api, http, clock, random });
		this.projects = new ProjectsEndpoint(api, web);
		this.offers = new OffersEndpoint(api, { web, projects: this.projects, clock });
		this.dialogs = new DialogsEndpoint(api);
		const { account, dialogs } = this;
		this.messages = new MessagesEndpoint(api, { account, dialogs, clock, random });
		this.orders = new OrdersEndpoint(api, this.messages);
		this.gigs = new GigsEndpoint(api, account);
		this.notifications = new NotificationsEndpoint(api, this.session.device);
		this.users = new UsersEndpoint(api);
		this.reviews = new ReviewsEndpoint(api, account, this.users);
		this.portfolio = new PortfolioEndpoint(api, account);
		this.categories = new CategoriesEndpoint(api);
		this.files = new FilesEndpoint(api, http);
		this.myProjects = new MyProjectsEndpoint(api);
	}

	/**
	 * A method of the catalogue (`API_METHODS`), checked before it is sent; what it changes and
	 * whether it needs the session is known from there.
	 *
	 * @returns the body of the answer as it came, without `success`
	 * @throws `kwork.parameter` with every problem of `validateCall`; nothing was sent
	 */
	async apiCall(
		method: string,
		parameters: Parameters = {},
		options: { files?: Files; signal?: AbortSignal } = {},
	): Promise<Record<string, unknown>> {
		const known = API_METHODS.get(method);
		const problems = validateCall(method, parameters, Object.keys(options.files ?? {}));
		if (!known || problems.length > 0) {
			throw failures.parameter(
				problems.map(({ message }) => message).join(' '),
				{ details: { method, problems } },
				problems[0]?.remedy,
			);
		}
		return await this.call(method, callParameters(known, parameters), {
			...options,
			effect: known.effect === 'read' ? 'read' : 'write',
			authenticated: known.authenticated,
			httpMethod: known.httpMethod,
		});
	}

	/**
	 * Any method of the API, unchecked, also one that the catalogue does not know. Names of
	 * parameters exactly as in kwork.md section 3.
	 *
	 * @returns the body of the answer as it came, without `success`
	 */
	async call(
		method: string,
		parameters: Parameters,
		options: CallOptions,
	): Promise<Record<string, unknown>> {
		const { body } = await this.api.ask(method, parameters, z.unknown(), options);
		return Object.fromEntries(Object.entries(body).filter(([key]) => key !== 'success'));
	}

	/** The stable device id of this account (`uad`). */
	get device(): string {
		return this.session.device;
	}

	/** Name of the account's event channel, for the socket (kwork.md 5.1). It acts as a secret. */
	async channel(signal?: AbortSignal): Promise<string> {
		const schema = one(z.looseObject({ channel: z.string().min(1) }));
		const parameters = { uad: this.device };
		const answer = await this.api.call('getChannel', parameters, schema, {
			effect: 'read',
			signal,
		});
		return answer.channel;
	}

	/** The way to the account's notice socket, over the same proxy; every call asks for the channel. */
	async noticeRoute(signal?: AbortSignal): Promise<SocketRoute> {
		const channel = encodeURIComponent(await this.channel(signal));
		return await this.options.http.socketRoute(`wss://notice.kwork.ru/ws/public/${channel}`);
	}

	/** Where the session in use comes from, and how old it is. */
	sessionInfo() {
		return this.session.describe();
	}

	statistics(): HttpStatistics {
		return this.options.http.statistics();
	}

	async close(): Promise<void> {
		await this.options.http.close();
	}

	/** kwork.md 2.1. Sent once: a repeated sign-in is what brings captcha and block. */
	private async signIn(request: SignInRequest): Promise<SignInAnswer> {
		try {
			const answer = await this.api.ask('signIn', { ...request }, oneSignIn, {
				effect: 'write',
				authenticated: false,
			});
			return {
				token: answer.value.token,
				expiresInSeconds: answer.value.expired,
				recaptchaPassToken: text.parse(answer.body.recaptcha_pass_token),
			};
		} catch (error) {
			throw signInFailure(error);
		}
	}
}

function signInFailure(error: unknown): Error {
	// There is no session yet that could have ended: HTTP 401 is about the app key (kwork.md 1.2).
	if (failures.deadToken.is(error)) {
		return failures.unknownAnswer('Kwork does not take the key of its own app any more.', {
			cause: error,
			httpStatus: error.httpStatus,
		});
	}
	if (error instanceof ServiceError && failures.unknownAnswer.is(error.cause)) {
		return error.cause;
	}
	if (error instanceof ServiceError && error.kind === 'outcomeUnknown') {
		return failures.temporary('Kwork did not answer the sign-in.', { cause: error });
	}
	return asError(error);
}
