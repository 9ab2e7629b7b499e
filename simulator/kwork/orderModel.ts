/** Orders as the simulated Kwork remembers them. Times are unix seconds, money is roubles. */

export type OrderStatus = 1 | 2 | 3 | 4 | 5 | 6;

export interface Stage {
	id: number;
	number: number;
	title: string;
	price: number;
	progress: number;
	/** 0 not funded, 1 in work, 4 on review, 5 accepted. */
	status: number;
	createdAt: number;
}

export interface OrderOption {
	id: number;
	extraId: number;
	name: string;
	count: number;
	duration: number;
	price: number;
}

export interface Track {
	id: number;
	conversationId: number;
	orderId: number;
	fromId: number | null;
	text: string;
	time: number;
	unread: boolean;
	type: number;
	title: string;
	updatedAt: number;
	fileIds: number[];
	quoteId: number | null;
	messageKey: string | null;
	extras: OrderOption[];
	progress: number | null;
	/** Offered options: still waiting, taken, or not. */
	decision: 'open' | 'accepted' | 'declined' | null;
}

export interface Order {
	id: number;
	kworkId: number;
	kworkTitle: string;
	title: string;
	workerId: number;
	payerId: number;
	price: number;
	status: OrderStatus;
	createdAt: number;
	cancelledAt: number | null;
	deliveredAt: number | null;
	deadline: number;
	durationSeconds: number;
	inWork: boolean;
	progress: number;
	cancelReason: string;
	cancelRequestBy: number | null;
	requirements: string;
	missingData: boolean;
	stages: Stage[];
	suggestedStages: Stage[];
	options: OrderOption[];
	tracks: Track[];
	fileIds: number[];
	note: string;
	portfolioAllowed: boolean;
}
