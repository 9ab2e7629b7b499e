/** Factories of parameters: how the panel shows them and how their values are read. */
export * from './fields';
export * from './groups';
export * from './locator';
export { dateTime, type Moment } from './moment';
export * from './output';
export * from './paging';
export {
	describeAll,
	ParameterValueError,
	readAll,
	readerOf,
	type Parameter,
	type ParameterReader,
	type Parameters,
	type ValuesOf,
} from './parameter';
