export { Feed, FEED_DEFAULTS } from './feed';
export { comparePositions } from './marks';
export { readFeedState, type FeedState } from './state';
export type { FeedEvent, FeedOptions, FeedSettings, FeedSource, Outcome, Position } from './types';
export { Snapshot, type Changes, type Fields } from './snapshot';
export { readNews, type WatermarkState } from './watermark';
