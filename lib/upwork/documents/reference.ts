import { z } from 'zod';
import { below, document } from '../graphql/document';
import { idSchema, text } from '../schemas/common';

const SCOPE = 'Ontology - Read-Only Access';

const elementSchema = z.looseObject({
	id: idSchema,
	preferredLabel: text,
	ontologyId: text,
	slug: text,
});

export const categorySchema = z.looseObject({
	...elementSchema.shape,
	altLabel: z.array(text).nullish(),
	subcategories: z.array(elementSchema).nullish(),
	services: z.array(elementSchema).nullish(),
});

export type Category = z.infer<typeof categorySchema>;

const skillSchema = z.looseObject({
	id: idSchema,
	ontologyId: text,
	preferredLabel: text,
	prettyName: text,
	entityStatus: text,
});

export type Skill = z.infer<typeof skillSchema>;

export const CATEGORIES = document<Record<string, never>>()({
	name: 'Categories',
	effect: 'read',
	roots: ['ontologyCategories'],
	needs: below('ontologyCategories', 'id', 'preferredLabel'),
	scope: SCOPE,
	answer: z.looseObject({ ontologyCategories: z.array(categorySchema).nullish() }),
	text: `query Categories {
		ontologyCategories {
			id
			preferredLabel
			altLabel
			slug
			ontologyId
			subcategories { id preferredLabel slug ontologyId }
			services { id preferredLabel slug ontologyId }
		}
	}`,
});

export const SKILLS = document<{ limit: number; offset: number }>()({
	name: 'Skills',
	effect: 'read',
	roots: ['ontologySkills'],
	needs: below('ontologySkills', 'id', 'preferredLabel'),
	scope: SCOPE,
	answer: z.looseObject({ ontologySkills: z.array(skillSchema).nullish() }),
	text: `query Skills($limit: Int!, $offset: Int) {
		ontologySkills(limit: $limit, offset: $offset) {
			id
			ontologyId
			preferredLabel
			prettyName
			entityStatus
			legacySkillNid
		}
	}`,
});

export const FIND_ELEMENTS = document<{
	filter: {
		preferredLabel_any: string;
		type?: 'SKILL' | 'OCCUPATION';
		entityStatus_eq?: 'ACTIVE';
		sortOrder?: string;
		limit?: number;
	};
}>()({
	name: 'FindSkill',
	effect: 'read',
	roots: ['ontologyElementsSearchByPrefLabel'],
	needs: below('ontologyElementsSearchByPrefLabel', 'id', 'preferredLabel'),
	scope: SCOPE,
	answer: z.looseObject({ ontologyElementsSearchByPrefLabel: z.array(skillSchema).nullish() }),
	text: `query FindSkill($filter: OntologyElementsSearchByPrefLabelFilter) {
		ontologyElementsSearchByPrefLabel(filter: $filter) {
			id
			ontologyId
			preferredLabel
			type
			entityStatus
		}
	}`,
});
