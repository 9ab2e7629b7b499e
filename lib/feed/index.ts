export { Feed, FEED_DEFAULTS } from './feed';
export { readFeedState, type FeedState } from './state';
export type { FeedEvent, FeedOptions, FeedSettings, FeedSource, Outcome } from './types';
