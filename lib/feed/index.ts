export { Feed, FEED_DEFAULTS } from './feed';
export { comparePositions } from './marks';
export { readFeedState, type FeedState } from './state';
export type { FeedEvent, FeedOptions, FeedSettings, FeedSource, Outcome, Position } from './types';
export { Snapshot, type Changes, type Fields } from './snapshot';
export {
	beginningOf,
	Cursor,
	cursorSchema,
	latestOf,
	REMEMBERED,
	type CursorOptions,
	type CursorState,
} from './cursor';
export { readNews, type NewsState } from './news';
export { pollSource, type PolledFeed } from './pollSource';
