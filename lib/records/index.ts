export * from './parts';
export * from './types';
