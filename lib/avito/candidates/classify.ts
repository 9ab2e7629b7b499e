import { callPriority } from './priority';
import type { PhraseMatcher } from './phrases';
import type { RegionFilter } from './region';
import { regionExclusion } from './region';
import type { ChatFacts, ChatKnowledge } from './status';
import { classifyChat } from './status';
import type { StopList } from './stopList';
import type { CandidateProfile, ClassifiedCandidate } from './types';

export interface ClassifyOptions {
	phrases: PhraseMatcher;
	nowMs: number;
	accountId?: number;
	stopList?: StopList;
	region?: RegionFilter;
	/** An earlier state of the same candidate, to name what changed. */
	previous?: ReadonlyMap<string, Partial<CandidateProfile>>;
}

/** Fields whose change a recruiter wants to see. */
const COMPARED = ['title', 'city', 'phone', 'email', 'salary', 'isActive', 'updatedAt'] as const;

function differenceOf(
	before: Partial<CandidateProfile> | undefined,
	now: CandidateProfile,
): string | null {
	// What could not be read has not changed.
	if (!before || [before, now].some(({ resumeState }) => resumeState === 'unknown')) return null;
	const changed = COMPARED.filter((field) => field in before && before[field] !== now[field]);
	return changed.length === 0
		? null
		: changed.map((field) => `${field}: ${before[field] ?? '–'} → ${now[field] ?? '–'}`).join('; ');
}

/**
 * Status of the chat (or the one that is known already), call priority, stop list, region and changes of one
 * candidate.
 */
export function classifyCandidate(
	profile: CandidateProfile,
	knowledge: ChatKnowledge | ChatFacts,
	options: ClassifyOptions,
): ClassifiedCandidate {
	const facts =
		'state' in knowledge ? classifyChat(knowledge, options.phrases, options.accountId) : knowledge;
	const candidate = { ...profile, ...facts };
	return {
		...candidate,
		priority: callPriority(candidate, options.nowMs),
		excluded:
			options.stopList?.match(profile) ??
			(options.region ? regionExclusion(profile, options.region) : undefined) ??
			null,
		difference: differenceOf(options.previous?.get(profile.key), profile),
	};
}
