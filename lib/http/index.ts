export { Addresses, isLoopback } from './addresses';
export { HttpClient } from './client';
export { CookieStore } from './cookies';
export { failures as httpFailures } from './failures';
export { createRedact, redact } from './redact';
export { leavesOpen, retryAfterMs } from './retry';
export type { SocketRoute } from './sockets';
export type * from './types';
export { withMargin } from './windows';
