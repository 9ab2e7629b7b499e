import type { GraphQLCall } from '../graphql';
import { buyerRoots } from './buyer';
import { jobRoots } from './jobs';
import { offerRoots } from './offers';
import { ontologyRoots } from './ontology';
import { peopleRoots } from './people';
import { proposalRoots } from './proposals';
import { roomRoots } from './rooms';
import { workRoots } from './work';

/** Root values of queries and mutations for one call. */
export function createRoot(call: GraphQLCall): Record<string, unknown> {
	return {
		...jobRoots(call),
		...buyerRoots(call),
		...proposalRoots(call),
		...offerRoots(call),
		...roomRoots(call),
		...peopleRoots(call),
		...ontologyRoots(),
		...workRoots(call),
	};
}
