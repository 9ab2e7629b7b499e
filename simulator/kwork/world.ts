import { randomHex } from '../core/random';
import type { ServiceContext } from '../core/types';
import type {
	DialogMarks,
	Kwork,
	Message,
	Notice,
	Offer,
	Order,
	PortfolioItem,
	Project,
	PushEvent,
	Review,
	Session,
	StoredFile,
	Track,
	User,
} from './model';
import { Frames } from './frames';
import { settingsSchema, type Settings } from './settings';

const FIRST_IDS = {
	user: 777_001,
	project: 3_210_900,
	offer: 55_500_100,
	message: 98_765_000,
	conversation: 123_450_000,
	order: 44_110_000,
	track: 330_000,
	stage: 900,
	option: 5_100,
	kwork: 2_468_000,
	review: 8_800_100,
	answer: 610_000,
	portfolio: 14_040_500,
	file: 66_001_100,
	notice: 900_100,
	push: 70_000,
};

export type IdKind = keyof typeof FIRST_IDS;

/** All that the simulated Kwork knows, with the look-ups that several parts need. */
export class World {
	settings: Settings = settingsSchema.parse({});

	readonly frames = new Frames(this);

	readonly users = new Map<number, User>();

	readonly sessions = new Map<string, Session>();

	readonly channels = new Map<string, number>();

	readonly webTokens = new Map<string, { userId: number; expiresAt: number; target: string }>();

	readonly webSessions = new Map<
		string,
		{ userId: number; csrf: string; submitted: Set<number> }
	>();

	readonly captchaPasses = new Set<string>();

	readonly projects = new Map<number, Project>();

	readonly offers = new Map<number, Offer>();

	/** In the order of their ids. */
	readonly messages: Message[] = [];

	readonly orders = new Map<number, Order>();

	readonly kworks = new Map<number, Kwork>();

	readonly reviews: Review[] = [];

	readonly portfolio: PortfolioItem[] = [];

	readonly files = new Map<number, StoredFile>();

	readonly notices: Notice[] = [];

	readonly pushes: PushEvent[] = [];

	readonly marks = new Map<string, DialogMarks>();

	private readonly ids: Record<IdKind, number> = { ...FIRST_IDS };

	constructor(readonly context: ServiceContext) {}

	/** Unix seconds. */
	now(): number {
		return Math.floor(this.context.clock.now() / 1000);
	}

	nextId(kind: IdKind): number {
		return this.ids[kind]++;
	}

	secret(length = 32): string {
		return randomHex(this.context.random, length);
	}

	user(id: number): User {
		const user = this.users.get(id);
		if (user === undefined) throw new Error(`The simulator has no user ${id}`);
		return user;
	}

	userByName(username: string): User | undefined {
		const wanted = username.toLowerCase();
		return [...this.users.values()].find((user) => user.username.toLowerCase() === wanted);
	}

	/** The user of a living token. */
	userOfToken(token: string): User | undefined {
		const session = this.sessions.get(token);
		if (session === undefined || session.expiresAt <= this.now()) return undefined;
		return this.users.get(session.userId);
	}

	marksOf(ownerId: number, peerId: number): DialogMarks {
		const key = `${ownerId}:${peerId}`;
		const found = this.marks.get(key);
		if (found !== undefined) return found;
		const fresh: DialogMarks = {
			starred: false,
			archived: false,
			hiddenAt: 0,
			markedUnread: false,
		};
		this.marks.set(key, fresh);
		return fresh;
	}

	/** Messages between two people, oldest first. */
	conversation(ownerId: number, peerId: number): Message[] {
		return this.messages.filter(
			({ fromId, toId }) =>
				(fromId === ownerId && toId === peerId) || (fromId === peerId && toId === ownerId),
		);
	}

	/** Orders of two people, whoever is the buyer. */
	ordersBetween(ownerId: number, peerId: number): Order[] {
		return [...this.orders.values()].filter(
			({ workerId, payerId }) =>
				(workerId === ownerId && payerId === peerId) ||
				(workerId === peerId && payerId === ownerId),
		);
	}

	/** Everybody a user has messages with; the one with the newest message first. */
	peersOf(ownerId: number, withTracks = false): number[] {
		const peers = new Set<number>();
		for (const { fromId, toId } of this.messages.toReversed()) {
			if (fromId === ownerId) peers.add(toId);
			else if (toId === ownerId) peers.add(fromId);
		}
		if (!withTracks || !this.settings.tracksMoveDialogs) return [...peers];
		for (const { workerId, payerId, tracks } of this.orders.values()) {
			if (tracks.length === 0) continue;
			if (workerId === ownerId) peers.add(payerId);
			else if (payerId === ownerId) peers.add(workerId);
		}
		const newest = new Map([...peers].map((peer) => [peer, this.newestWith(ownerId, peer)]));
		return [...peers].sort((a, b) => (newest.get(b) ?? 0) - (newest.get(a) ?? 0));
	}

	/** Time of the newest entry of both stores, and within a second the id that counts through them. */
	private newestWith(ownerId: number, peerId: number): number {
		const tracks = this.ordersBetween(ownerId, peerId).flatMap((order) => order.tracks);
		const entries = [...this.conversation(ownerId, peerId).slice(-1), ...tracks];
		const places = entries.map(({ time, conversationId }) => time + conversationId / 1e10);
		return Math.max(0, ...places);
	}

	unreadFrom(ownerId: number, peerId: number, withTracks = false): number {
		const messages = this.messages.filter(
			({ fromId, toId, unread }) => unread && fromId === peerId && toId === ownerId,
		).length;
		if (!withTracks) return messages;
		const tracks = this.ordersBetween(ownerId, peerId).flatMap((order) => order.tracks);
		return messages + tracks.filter(({ fromId, unread }) => unread && fromId === peerId).length;
	}

	offersOn(projectId: number): Offer[] {
		return [...this.offers.values()].filter(
			(offer) => offer.projectId === projectId && offer.status !== 'cancel',
		);
	}

	offerOf(userId: number, projectId: number): Offer | undefined {
		return this.offersOn(projectId).find((offer) => offer.userId === userId);
	}

	ordersOf(userId: number, side: 'worker' | 'payer'): Order[] {
		return [...this.orders.values()]
			.filter((order) => (side === 'worker' ? order.workerId : order.payerId) === userId)
			.sort((a, b) => b.createdAt - a.createdAt);
	}

	addTrack(order: Order, track: Partial<Track> & Pick<Track, 'type' | 'title'>): Track {
		const added: Track = {
			id: this.nextId('track'),
			conversationId: this.nextId('conversation'),
			orderId: order.id,
			fromId: null,
			text: '',
			time: this.now(),
			unread: true,
			updatedAt: 0,
			fileIds: [],
			quoteId: null,
			messageKey: null,
			extras: [],
			progress: null,
			decision: null,
			...track,
		};
		// Ids grow within the store, also after one that a test has named.
		this.ids.track = Math.max(this.ids.track, added.id + 1);
		order.tracks.push(added);
		return added;
	}

	trackById(id: number): { order: Order; track: Track } | undefined {
		for (const order of this.orders.values()) {
			const track = order.tracks.find((candidate) => candidate.id === id);
			if (track !== undefined) return { order, track };
		}
		return undefined;
	}

	notify(notice: Omit<Notice, 'id' | 'added'>): void {
		this.notices.unshift({ ...notice, id: this.nextId('notice'), added: this.now() });
	}
}
