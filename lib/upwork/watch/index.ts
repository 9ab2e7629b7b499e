export { watchJobs } from './jobs';
export type { JobWatchOptions, JobWatchState, WatchedJob } from './jobs';
export { watchMessages } from './messages';
export type { NewMessage } from './messages';
export { watchOffers } from './offers';
export { watchProposals } from './proposals';
export type { StatusChange } from './proposals';
export type { Poll, PollOptions } from './poll';
