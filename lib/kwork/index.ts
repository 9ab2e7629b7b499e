export {
	KworkBot,
	type BotFilter,
	type BotHandler,
	type BotMessage,
	type KworkBotOptions,
	type Pace,
} from './bot';
export { KworkClient, type KworkClientOptions } from './client';
export { kworkForms } from './forms';
export { orderFacts as kworkOrderFacts } from './forms/messages';
export { createKworkHttp, type KworkHttpOptions } from './http';
export { plainText, sameText } from './text';
export { ORDER_STATUS } from './schemas/order';
export { collect } from '../streams';
export type { ListOptions } from './paging';
export type { CallOptions } from './api';
export type { Connects } from './envelope';
export type { KworkCredential, StoredSession, TokenStore } from './session';
export type { Parameters as KworkParameters } from './parameters';
export type { ProjectFilters } from './endpoints/projects';
export type { DialogFilters } from './endpoints/dialogs';
export type { Person } from './endpoints/messages';
export type {
	LookBack as KworkLookBack,
	MessageInput,
	SentMessage,
} from './endpoints/messageSender';
export type { DeliveryLookBack } from './endpoints/orderWork';
export type { Actor, Badges, Review, User } from './schemas/account';
export type {
	ExchangeInfo,
	FavouriteCategory,
	Offer,
	OwnProject,
	OwnProjectGroup,
	Project,
	ProjectCount,
} from './schemas/exchange';
export type { Dialog, KworkFile, Message } from './schemas/inbox';
export type { Order, OrderDetails, OrderHeader, Track } from './schemas/order';
export { failures as kworkFailures } from './failures';
export { tokenStoreIn } from './tokenStore';
export type { OfferCheck } from './web/checks';
export type { OfferInput, OfferRequest } from './web/offerInput';
export type { SubmitOptions, SubmitResult } from './web/offerWriter';
export type {
	Attribute,
	Category,
	Gig,
	GigDetails,
	GigGroup,
	NotificationGroup,
	PortfolioItem,
	PushEvent,
} from './schemas/catalogue';
export type { BuyerOrderFilter, SellerOrderFilter } from './endpoints/orders';
export type { OrderRole } from './endpoints/orderCancellations';
export type { Delivery } from './endpoints/orderWork';
export type { ReviewType } from './endpoints/users';
export { kworkStatus, type KworkStatus } from './status';
export * from './notice';
export { API_METHODS, type ApiMethod, type ApiParameter } from './catalogue/catalogue';
export { SECRET_ANSWERS } from './catalogue/secrets';
export { callParameters, validateCall, type CallProblem } from './catalogue/validate';
