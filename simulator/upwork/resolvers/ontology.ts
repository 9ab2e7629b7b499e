import { categories, skills } from '../data/ontology';
import { skillView } from '../views/people';

interface PrefLabelFilter {
	preferredLabel_any: string;
	type?: string | null;
	sortOrder?: string | null;
	limit?: number | null;
}

const ontologyId = (label: string) =>
	`upworkOccupation:${label.toLowerCase().replaceAll(/[^a-z]/g, '')}`;
const slug = (label: string) => label.toLowerCase().replaceAll(/[^a-z]+/g, '_');

const serviceView = ({ id, label }: { id: string; label: string }) => ({
	id,
	preferredLabel: label,
	slug: slug(label),
	ontologyId: ontologyId(label),
});

/** Roots of upwork.md 3.11. */
export function ontologyRoots() {
	return {
		ontologyCategories: categories.map((category) => ({
			...serviceView(category),
			slug: category.slug,
			subcategories: category.subcategories.map((subcategory) => ({
				...serviceView(subcategory),
				services: subcategory.services.map(serviceView),
			})),
			services: category.subcategories.flatMap(({ services }) => services.map(serviceView)),
		})),
		ontologySkills: ({ limit, offset }: { limit: number; offset?: number | null }) =>
			skills.slice(offset ?? 0, (offset ?? 0) + limit).map(skillView),
		ontologyElementsSearchByPrefLabel: ({ filter }: { filter?: PrefLabelFilter | null }) =>
			search(filter),
	};
}

/** `match-start` is what clients send; without it any place in the label fits. */
function search(filter: PrefLabelFilter | null | undefined) {
	const wanted = filter?.preferredLabel_any.toLowerCase() ?? '';
	const fits = (label: string) =>
		filter?.sortOrder === 'match-start'
			? label.toLowerCase().startsWith(wanted)
			: label.toLowerCase().includes(wanted);
	const occupations = categories
		.flatMap(({ subcategories }) => subcategories.flatMap(({ services }) => services))
		.filter(({ label }) => fits(label))
		.map(({ id, label }) => ({
			__typename: 'Occupation',
			id,
			ontologyId: ontologyId(label),
			preferredLabel: label,
			type: ['OCCUPATION'],
			entityStatus: 'ACTIVE',
		}));
	const found = [...skills.filter(({ label }) => fits(label)).map(skillView), ...occupations];
	return found
		.filter(
			({ type }) =>
				filter?.type === undefined || filter.type === null || type.includes(filter.type),
		)
		.slice(0, filter?.limit ?? 20);
}
