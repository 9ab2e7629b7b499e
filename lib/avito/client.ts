import type { HttpClient } from '../http';
import type { Clock } from '../time';
import { AccountApi } from './account';
import { ApiCalls } from './apiCalls';
import { ApplicationsApi } from './applications';
import { ChatsApi } from './chats';
import { ContactsApi } from './contacts';
import { ImagesApi } from './images';
import { ItemsApi } from './items';
import { MessagesApi } from './messages';
import { PublicationApi } from './publication';
import { Purchases } from './purchases';
import { ResumesApi } from './resumes';
import { SendingApi } from './sending';
import type { AvitoTokens } from './tokens';
import { AvitoTransport } from './transport';
import { VacanciesApi } from './vacancies';
import { VacancyMarketApi } from './vacancyMarket';
import { WebhooksApi } from './webhooks';

export interface AvitoClientOptions {
	/** Made from `avitoHttpOptions`; closed with the client. */
	http: HttpClient;
	tokens: AvitoTokens;
	clock: Clock;
	/** Company id for Job calls with an employee's key (avito.md 2.4). */
	employeeOf?: string;
}

/** One Avito account: every part of the API that recruiting needs, over one pool and one budget. */
export class AvitoClient {
	readonly account: AccountApi;

	readonly resumes: ResumesApi;

	readonly contacts: ContactsApi;

	readonly applications: ApplicationsApi;

	readonly vacancies: VacanciesApi;

	readonly publication: PublicationApi;

	readonly vacancyMarket: VacancyMarketApi;

	readonly items: ItemsApi;

	readonly chats: ChatsApi;

	readonly messages: MessagesApi;

	readonly sending: SendingApi;

	readonly images: ImagesApi;

	readonly webhooks: WebhooksApi;

	readonly api: ApiCalls;

	private readonly http: HttpClient;

	constructor(options: AvitoClientOptions) {
		this.http = options.http;
		const { clock } = options;
		const transport = new AvitoTransport(options);
		this.account = new AccountApi(transport);
		this.resumes = new ResumesApi(transport);
		this.contacts = new ContactsApi(transport, this.resumes);
		this.applications = new ApplicationsApi(transport);
		this.items = new ItemsApi(transport, this.account);
		this.vacancies = new VacanciesApi(transport, this.items);
		const purchases = new Purchases(clock);
		const { vacancies, items } = this;
		this.publication = new PublicationApi(transport, vacancies, items, purchases, clock);
		this.vacancyMarket = new VacancyMarketApi(transport);
		this.chats = new ChatsApi(transport, this.account);
		this.messages = new MessagesApi(transport, this.account, clock);
		const { account, messages } = this;
		this.sending = new SendingApi(transport, account, messages, clock);
		this.images = new ImagesApi(transport, account, messages);
		this.webhooks = new WebhooksApi(transport);
		this.api = new ApiCalls(transport, this.account, purchases);
	}

	/** Calls, retries, latencies and budgets since the client was made. */
	statistics() {
		return this.http.statistics();
	}

	async close(): Promise<void> {
		await this.http.close();
	}
}
