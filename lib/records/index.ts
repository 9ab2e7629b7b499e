export { stageOf } from './crm/stages';
export * from './parts';
export * from './types';
