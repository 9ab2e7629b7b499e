export { Feed, FEED_DEFAULTS } from './feed';
export { comparePositions, readFeedState, type FeedState } from './state';
export type { FeedEvent, FeedOptions, FeedSettings, FeedSource, Outcome, Position } from './types';
