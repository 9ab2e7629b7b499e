import type { Document } from '../graphql/document';
import * as business from './business';
import * as buyer from './buyer';
import * as jobs from './jobs';
import * as people from './people';
import * as proposals from './proposals';
import * as reference from './reference';
import * as rooms from './rooms';

/** Name and text of every constant document, for the test against the real schema. */
export function allDocuments(): Array<
	Pick<Document<never, unknown>, 'name' | 'text' | 'effect' | 'roots' | 'needs' | 'scope'>
> {
	return [business, buyer, jobs, people, proposals, reference, rooms].flatMap((module) =>
		Object.values(module).flatMap((value) =>
			typeof value === 'object' && 'text' in value && 'roots' in value ? [value] : [],
		),
	);
}
