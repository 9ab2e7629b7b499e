import { buildSchema, type GraphQLSchema } from 'graphql';
import { buyerSdl } from './buyer';
import { jobsSdl } from './jobs';
import { ontologySdl } from './ontology';
import { peopleSdl } from './people';
import { proposalsSdl } from './proposals';
import { roomsSdl } from './rooms';
import { rootsSdl } from './roots';
import { workSdl } from './work';

/** The part of Upwork's schema that the local Upwork answers, as text. */
const upworkSdl = [
	rootsSdl,
	jobsSdl,
	buyerSdl,
	proposalsSdl,
	roomsSdl,
	peopleSdl,
	ontologySdl,
	workSdl,
].join('');

/** Older keys do not know the 2026 operations (upwork.md 3.6, 3.12): they are left out on demand. */
export function buildUpworkSchema(with2026: boolean): GraphQLSchema {
	const lines = upworkSdl.split('\n');
	const kept = with2026
		? lines
		: lines.filter((line) => !/^ {2}(createJobProposal|connectsSummary)\b/.test(line));
	return buildSchema(kept.join('\n'));
}
