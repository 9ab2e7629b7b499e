/** What the simulated Kwork remembers. Times are unix seconds, money is roubles. */

export type { Order, OrderOption, OrderStatus, Stage, Track } from './orderModel';

export interface User {
	id: number;
	username: string;
	email: string;
	/** Empty: nobody can log in as this person. */
	password: string;
	fullname: string;
	phone: string;
	role: 'worker' | 'payer';
	description: string;
	profession: string | null;
	online: boolean;
	lastOnlineAt: number;
	registeredAt: number;
	rating: number;
	goodReviews: number;
	badReviews: number;
	completedOrders: number;
	skills: string[];
	hiredPercent: number | null;
	/** What logging in meets: nothing special, error 192, error 118, HTTP 403. */
	obstacle: 'none' | 'phone' | 'captcha' | 'blocked';
	/** What sending messages meets: nothing, error 116, error 130, a pause with expire_time. */
	writing: 'free' | 'quiz' | 'forbidden' | 'paused';
	connects: { all: number; active: number; updateTime: number };
	balance: { total: number; hold: number };
	timezoneId: number;
	countryId: number;
	cityId: number;
	favoriteCategories: number[];
	favoriteKworks: Set<number>;
	viewedKworks: number[];
	blocked: Set<number>;
	notes: Map<number, { text: string; time: number }>;
}

export interface Session {
	token: string;
	userId: number;
	expiresAt: number;
}

export interface Project {
	id: number;
	buyerId: number;
	categoryId: number;
	title: string;
	description: string;
	price: number;
	maxPrice: number;
	allowHigherPrice: boolean;
	/** Offers by people who are not simulated in detail. */
	otherOffers: number;
	publishedAt: number;
	/** Moderation is through: later than `publishedAt` for one that had to wait in it. */
	listedAt: number;
	expiresAt: number;
	status: 'active' | 'stop' | 'archived' | 'moderation';
	views: number;
	needsPortfolio: boolean;
	durations: number[];
	viewedBy: Set<number>;
}

export interface Offer {
	id: number;
	userId: number;
	projectId: number;
	title: string;
	/** As stored, that is changed by the server. */
	comment: string;
	price: number;
	duration: number;
	createdAt: number;
	status: 'active' | 'cancel' | 'done';
	read: boolean;
	orderId: number | null;
	kworkId: number | null;
}

export interface Message {
	id: number;
	conversationId: number;
	fromId: number;
	toId: number;
	/** Escaped, as stored. */
	text: string;
	time: number;
	unread: boolean;
	type: string | null;
	updatedAt: number | null;
	fileIds: number[];
	quoteId: number | null;
	messageKey: string | null;
	forwarded: boolean;
}

/** What one side of a dialog did to it. Kept per owner and other side. */
export interface DialogMarks {
	starred: boolean;
	archived: boolean;
	hiddenAt: number;
	markedUnread: boolean;
}

export interface Kwork {
	id: number;
	userId: number;
	categoryId: number;
	title: string;
	description: string;
	price: number;
	/** Status group: 7 active, 1 moderation, 2 needs changes, 3 stopped, 4 paused, 5 hidden, 6 draft. */
	statusId: number;
	views: number;
	orders: number;
	earned: number;
	days: number;
}

export interface Review {
	id: number;
	kworkId: number;
	orderId: number;
	userId: number;
	writerId: number;
	good: boolean;
	text: string;
	time: number;
	answer: { id: number; text: string; time: number } | null;
}

export interface PortfolioItem {
	id: number;
	userId: number;
	title: string;
	categoryId: number;
	orderId: number | null;
	kworkId: number | null;
	views: number;
	imageIds: number[];
}

export interface StoredFile {
	id: number;
	name: string;
	path: string;
	contentType: string;
	data: Buffer;
	createdAt: number;
	deleted: boolean;
}

export interface Notice {
	id: number;
	userId: number;
	/** Group name such as `kworkActive`. */
	name: string;
	entityType: string;
	description: string;
	red: boolean;
	added: number;
	entityId: number;
	link: string;
	fields: Record<string, unknown>;
}

export interface PushEvent {
	id: number;
	userId: number;
	entityId: number;
	event: string;
	data: Record<string, unknown>;
	createdAt: number;
}
