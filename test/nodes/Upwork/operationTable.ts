import type { IDataObject } from 'n8n-workflow';
import { READS } from './readTable';
import type { UpworkBench } from './support';
import { WRITES } from './writeTable';

/** What is there in the simulator's seed, and what was made for the test. */
export interface Ids {
	jobs: string[];
	proposals: string[];
	rooms: string[];
	offers: string[];
	contracts: string[];
	postings: string[];
	/** Keys of freelancers. */
	profiles: string[];
	/** With whom one may open a room. */
	person: IDataObject;
	/** An own message. */
	message?: string;
	/** What Prepare returned for a new job. */
	prepared?: IDataObject;
}

export interface OperationCase {
	/** `resource.operation` */
	at: string;
	/** Root field on which it depends, as the simulator names the request. */
	root: string;
	parameters?: (ids: Ids) => IDataObject;
	/** Other values of the same parameters, so that items differ. */
	other?: (ids: Ids) => IDataObject;
	/** Parameters that ask for what is not there, by the ID given. */
	unknown?: (id: string) => IDataObject;
	/** An ID of the form that Upwork's have. */
	unknownId?: string;
	/** What has to have happened before. */
	before?: (bench: UpworkBench, ids: Ids) => Promise<void>;
	/** `data` of the answer of a list that holds nothing. */
	empty?: IDataObject;
	/** What there is more of after the write took effect, by the simulator's own account. */
	effects?: (bench: UpworkBench, ids: Ids) => number | Promise<number>;
	/** For whom it is run. */
	organization?: string;
}

const UNKNOWN = '1999999999999999999';
/** Every operation of the node; a test compares it with the descriptions. */
export const OPERATIONS: OperationCase[] = [...READS, ...WRITES];

/** An ID of something that is not there. */
export const unknownIdOf = ({ unknownId = UNKNOWN }: OperationCase) => unknownId;
