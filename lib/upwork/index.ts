export { UpworkAccount } from './account';
export type { TokenSource, Transport, UpworkAccountOptions } from './account';
export { checkedOperation, UpworkClient } from './client';
export type { UpworkClientOptions } from './client';
export { checkConfirmation, confirmationOf, draftOf } from './confirmation';
export type { ProposalDraft, ProposalTerms } from './confirmation';
export { allDocuments } from './documents';
export type { JobSearchFilter, JobSort, PublicJobFilter } from './documents/jobs';
export { PROPOSAL_STATUSES } from './documents/proposals';
export type { ProposalStatus } from './documents/proposals';
export type { RoomFilter } from './documents/rooms';
export { failures as upworkFailures } from './failures';
export type { FunnelRow, Period } from './funnel';
export { withoutFields } from './graphql/deny';
export { GraphqlExecutor } from './graphql/executor';
export type { ExecutorOptions } from './graphql/executor';
export { FIELD_TYPES } from './graphql/fieldTypes';
export { checkDocument, ownSelection } from './graphql/selection';
export type { FieldSet } from './graphql/selection';
export { jobCiphertext, jobIdOf, jobUrl, profileUrl, proposalUrl, roomUrl } from './ids';
export { budgetOf, clientFigures, passes } from './jobFilter';
export type { LocalJobFilter } from './jobFilter';
export type { JobSearchOptions } from './jobs';
export type { LookBack as UpworkLookBack } from './messages';
export { answersFor } from './preparation';
export type { Preparation, ProposalRequest } from './preparation';
export { STATUS_MEANINGS } from './proposals';
export type { Submitted } from './submission';
export type {
	FoundJob as UpworkFoundJob,
	Job as UpworkJob,
	OwnJob as UpworkOwnJob,
	PublicJob as UpworkPublicJob,
} from './schemas/jobs';
export type {
	Room as UpworkRoom,
	Story as UpworkStory,
	Viewer as UpworkViewer,
} from './schemas/people';
export type {
	Contract as UpworkContract,
	Offer as UpworkOffer,
	Proposal as UpworkProposal,
	Work as UpworkWork,
} from './schemas/work';
export { upworkForms } from './forms';
export type { RoomStory as UpworkRoomStory } from './forms/people';
export { createUpworkHttp } from './http';
export * from './watch';
