/** The library that the nodes use, for code outside n8n. docs/library.md describes it. */
export { AccountRegistry, accounts } from './accounts';
export * from './avito';
export { ServiceError } from './errors';
export * from './feed';
export * from './http';
export * from './kwork';
export { accountNameOf, SendLedger, SendingRefusedError } from './ledger';
export * as memory from './memory';
export { oauthFailures } from './oauthFailures';
export { sharedSession, SessionVault } from './session';
export { SocketConnection, socketFailures, type SocketConnectionOptions } from './socket';
export { systemClock, type Clock } from './time';
export * as candidates from './avito/candidates';
export * as desk from './records/desk';
export type * as records from './records/types';
export * from './upwork';
