export { decodeFrame, messageHint, type MessageHint, type NoticeEvent } from './codec';
export { KworkNoticeHub, type NoticeStatus, type NoticeSubscriber } from './hub';
export { readerOf, type KworkMessageReader } from './reader';
export { KworkMessageSource, type IncomingMessage } from './source';
export { matchesFilter, type FilteredMessage, type MessageFilter } from './textMatch';
