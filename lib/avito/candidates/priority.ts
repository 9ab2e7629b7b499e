import type { ChatFacts } from './status';
import type { CandidateProfile, ClassifiedCandidate } from './types';

const WEEK_MS = 7 * 86_400_000;
/** Inactive resumes come after all active ones. */
const INACTIVE = 10;

/** Whom to call first, 1 to 10 (avito.md 6.4). */
export function callPriority(
	candidate: Pick<CandidateProfile, 'isActive' | 'phone' | 'updatedAt'> & ChatFacts,
	nowMs: number,
): number {
	return rank(candidate, nowMs) + (candidate.isActive === false ? INACTIVE : 0);
}

function rank(
	candidate: Pick<CandidateProfile, 'phone' | 'updatedAt'> & ChatFacts,
	nowMs: number,
): number {
	const { status, statusReason, needsOurReply, phone, updatedAt } = candidate;
	switch (status) {
		case 'READ_REPLIED':
			return needsOurReply ? 1 : 3;
		case 'NO_MESSAGES_SENT': {
			if (statusReason === 'candidate_waiting') return 2;
			const isRecent = updatedAt !== null && nowMs - Date.parse(updatedAt) <= WEEK_MS;
			return isRecent ? 4 : 7;
		}
		case 'READ_NO_REPLY':
			return 5;
		case 'UNKNOWN':
			return statusReason === 'sent_unread' ? 6 : 9;
		case 'NO_CHAT':
			return phone === null ? 9 : 8;
		case 'NOT_INTERESTED':
			return 10;
	}
}

/** By priority, then newest, then resume id, so that the order is always the same. */
export function byPriority(a: ClassifiedCandidate, b: ClassifiedCandidate): number {
	return (
		a.priority - b.priority ||
		(b.updatedAt ?? '').localeCompare(a.updatedAt ?? '') ||
		Number(a.resumeId ?? 0) - Number(b.resumeId ?? 0) ||
		a.key.localeCompare(b.key)
	);
}
