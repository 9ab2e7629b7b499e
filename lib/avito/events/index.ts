export { ApplicationFeedSource } from './applications';
export type { ApplicationEventOptions } from './applications';
export { MessageFeedSource } from './messages';
export type { ChatMessage, MessageEventOptions } from './messages';
export { Subscriptions, withoutQuery } from './subscriptions';
export type { SubscribeOptions, SubscriptionKind } from './subscriptions';
export { isSameSecret, readWebhook, triggerSecrets, WebhookInbox } from './webhook';
export type { TriggerSecrets, WebhookHint } from './webhook';
export {
	polledApplications,
	polledMessages,
	polledChangedResumes,
	polledNewResumes,
	polledResumes,
} from './polled';
export type { EventWithPayload, PolledSource } from './polled';
export { pollEvents, sampleEvents } from './poll';
export type { PolledEvents } from './poll';
