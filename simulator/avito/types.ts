/**
 * The state of the local Avito. Times are milliseconds since 1970; the routes turn them into the
 * many forms that Avito uses on the wire (avito.md 6.5).
 */

/** A company or a person with an API key of its own (avito.md 1.1, 5.3). */
export interface AvitoAccount {
	id: number;
	name: string;
	email: string;
	phone: string;
	/** Key pair of the personal access. */
	clientId: string;
	clientSecret: string;
	/** Without the paid tariff Job and Messenger answer 402 (avito.md 3.1, 4.1). */
	hasSubscription: boolean;
	/** Unverified employers may not open contacts (avito.md 3.4). */
	isVerified: boolean;
	/** Keys of employees see no chats and no items (avito.md 4.1, 5.2). */
	isEmployee: boolean;
	contactsLeft: number;
	placementsLeft: number;
	/** Publication from the advance is switched off: envelope E, `payment_required`. */
	advanceOff: boolean;
	balance: { real: number; bonus: number };
	profileHash: string;
	companyId: number | null;
}

/** A third-party application that acts for many accounts (avito.md 1.1). */
export interface AvitoApplication {
	clientId: string;
	clientSecret: string;
	name: string;
	redirectUri: string;
}

export interface Employee {
	employeeId: number;
	name: string;
	email: string;
	phones: string[];
	isChief: boolean;
	isActive: boolean;
}

export interface Place {
	/** Region or city id of Avito's public list of locations. */
	locationId: number;
	city: string;
	province: string;
	/** Latin name in links. */
	slug: string;
	district: string;
	districtId: number;
	metro: string;
	metroId: number;
	address: string;
	latitude: number;
	longitude: number;
}

export interface WorkPlace {
	company: string;
	position: string;
	responsibilities: string;
	/** `YYYY-MM-DD` */
	start: string;
	/** null: still works there. */
	finish: string | null;
}

export interface Resume {
	id: number;
	userId: number;
	title: string;
	description: string;
	firstName: string;
	lastName: string;
	patronymic: string | null;
	gender: 'female' | 'male';
	age: number;
	/** `YYYY-MM-DD` */
	birthday: string;
	specialization: number;
	educationLevel: 'higher' | 'unfinished-higher' | 'secondary' | 'special-secondary';
	education: { institution: string; specialty: string; stop: string }[];
	experience: number;
	work: WorkPlace[];
	languages: { language: string; level: string }[];
	salary: number | null;
	place: Place;
	/** Some people give a city only. */
	hasAddress: boolean;
	schedule: string;
	businessTrips: 'ready' | 'never' | 'sometimes';
	relocation: 'possible' | 'never';
	nationality: number;
	driverLicence: boolean;
	driverCategories: string[];
	drivingExperience: 'less-than-three-years' | 'more-than-three-years' | null;
	ownTransport: 'no' | 'car' | 'cargo-car' | 'bike' | 'scooter';
	medicalBook: boolean;
	createdAt: number;
	updatedAt: number;
	isActive: boolean;
	/** Contacts of a closed resume are an empty list (avito.md 3.4). */
	isClosed: boolean;
	hasPhoto: boolean;
	phone: string;
	email: string;
	chatId: string;
}

export type ApplicationState =
	'new' | 'inprocess' | 'interview' | 'selected' | 'rejected' | 'archive';

export interface Application {
	/** 24 hexadecimal digits. */
	id: string;
	vacancyId: number;
	resumeId: number | null;
	applicantId: number;
	chatId: string | null;
	state: ApplicationState;
	isViewed: boolean;
	createdAt: number;
	updatedAt: number;
	/** From a mailing of vacancies, priced in kopecks. */
	fromMailing: boolean;
	withBot: boolean;
	name: { first: string; last: string; patronymic: string | null };
	birthday: string | null;
	citizenship: string | null;
	education: string | null;
	gender: 'female' | 'male' | null;
	phone: string;
}

export type VacancyStatus =
	| 'created'
	| 'activated'
	| 'archived'
	| 'blocked'
	| 'closed'
	| 'expired'
	| 'rejected'
	| 'unblocked';

export interface Vacancy {
	id: number;
	uuid: string | null;
	ownerId: number;
	companyName: string;
	title: string;
	description: string;
	businessArea: number;
	profession: number;
	place: Place;
	status: VacancyStatus;
	autoRenewal: boolean;
	employeeId: number | null;
	salaryFrom: number | null;
	salaryTo: number | null;
	startTime: number;
	updateTime: number;
	/** Fields as written by the caller, v2 names and slugs. */
	fields: Record<string, unknown>;
}

/** One asynchronous publication or edit of a vacancy (avito.md 3.7). */
export interface VacancyTask {
	uuid: string;
	vacancyId: number | null;
	requestedAt: number;
	changes: Record<string, unknown>;
	kind: 'create' | 'update';
	/** Set when the clock has carried the task through. */
	outcome: 'success' | 'error' | null;
	finishedAt: number | null;
	ownerId: number;
}

export type MessageType =
	| 'text'
	| 'image'
	| 'link'
	| 'item'
	| 'location'
	| 'call'
	| 'deleted'
	| 'voice'
	| 'system'
	| 'appCall'
	| 'file'
	| 'video';

export interface Message {
	/** 32 hexadecimal digits. */
	id: string;
	/** 0 for system messages. */
	authorId: number;
	createdAt: number;
	type: MessageType;
	content: Record<string, unknown>;
	/** Opened by the account. */
	isRead: boolean;
	/** When the other side opened a message of ours. */
	readAt: number | null;
	quotedId: string | null;
}

export interface Chat {
	id: string;
	type: 'u2i' | 'u2u' | 'a2u';
	accountId: number;
	partnerId: number;
	partnerName: string;
	itemId: number | null;
	createdAt: number;
	updatedAt: number;
	/** Oldest first. */
	messages: Message[];
}

export interface AccessToken {
	token: string;
	accountId: number;
	clientId: string;
	/** null: personal access, scopes do not matter. */
	scopes: string[] | null;
	expiresAt: number;
	/** Tokens of replaced or revoked grants answer like expired ones. */
	revoked: boolean;
}

export interface RefreshToken {
	token: string;
	accountId: number;
	clientId: string;
	scopes: string[];
	expiresAt: number;
}

export interface AuthorizationCode {
	code: string;
	accountId: number;
	clientId: string;
	scopes: string[];
	expiresAt: number;
}

/** Application webhook (avito.md 3.6) or messenger webhook v3 (4.6). */
export interface Subscription {
	url: string;
	secret: string | null;
	accountId: number;
	/** Personal and application access have separate sets. */
	clientId: string;
	createdAt: number;
	lastSuccessAt: number;
	active: boolean;
}

export interface UploadedImage {
	id: string;
	accountId: number;
	fileName: string;
	size: number;
}

export interface BlacklistEntry {
	accountId: number;
	userId: number;
	itemId: number | null;
	reasonId: number | null;
}

export interface Operation {
	at: number;
	type: string;
	name: string;
	serviceType: string;
	serviceId: number;
	serviceName: string;
	itemId: number;
	roubles: number;
	bonus: number;
}
