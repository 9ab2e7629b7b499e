export { Addresses } from './addresses';
export { HttpClient } from './client';
export { CookieStore } from './cookies';
export * from './errors';
export type * from './types';
