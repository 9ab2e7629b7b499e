import json from './ontology.json';

/**
 * Categories with their UIDs (upwork.md 3.11), invented subcategories and services, durations, and
 * reasons, whose ids are not public: clients fetch them (upwork.md 3.5).
 */
export const { categories, durations } = json;

export const reasons: Readonly<Record<string, typeof json.reasons.PROPOSAL_WITHDRAW>> =
	json.reasons;

export interface SkillEntry {
	id: string;
	name: string;
	label: string;
}

export const skills: readonly SkillEntry[] = json.skills.map((label, index) => ({
	id: String(1_031_626_700_000_000_000n + BigInt(index * 1_000 + 1)),
	name: label.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
	label,
}));
