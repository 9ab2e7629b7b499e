export { SocketConnection } from './connection';
export { failures as socketFailures } from './failures';
export type {
	SocketConnectionOptions,
	SocketHandlers,
	SocketState,
	SocketStatus,
	SocketTimings,
} from './types';
