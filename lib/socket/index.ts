export { SocketConnection } from './connection';
export { SocketError } from './errors';
export type {
	SocketConnectionOptions,
	SocketHandlers,
	SocketState,
	SocketStatus,
	SocketTimings,
} from './types';
