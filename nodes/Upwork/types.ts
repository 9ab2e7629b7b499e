export type { FieldSet } from '../../lib/upwork';
export type { Library } from '../shared/lib';
