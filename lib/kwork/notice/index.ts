export { decodeFrame, messageHint, orderHint, type MessageHint, type NoticeEvent } from './codec';
export { KworkNoticeHub, type NoticeStatus, type NoticeSubscriber } from './hub';
export { paced } from './paced';
export { readerOf, type KworkMessageReader } from './reader';
export { KworkMessageSource, type IncomingMessage, type MessageStore } from './source';
export { matchesFilter, type FilteredMessage, type MessageFilter } from './textMatch';
