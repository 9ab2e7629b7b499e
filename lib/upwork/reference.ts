import type { Category, Skill } from './documents/reference';
import { CATEGORIES, FIND_ELEMENTS, SKILLS } from './documents/reference';
import type { GraphqlExecutor } from './graphql/executor';
import { byOffset } from './paging';

const SKILL_PAGE = 100;
const FIND_LIMIT = 50;

/** Categories and skills. `id` is what filters want, `ontologyId` is a readable name. */
export class UpworkReference {
	constructor(private readonly executor: GraphqlExecutor) {}

	async categories(): Promise<Category[]> {
		return (await this.executor.run(CATEGORIES, {})).ontologyCategories ?? [];
	}

	skills(options: { limit: number; signal?: AbortSignal }): AsyncGenerator<Skill> {
		const { limit, signal } = options;
		return byOffset(
			async (page) => (await this.executor.run(SKILLS, page, { signal })).ontologySkills ?? [],
			{ limit, pageSize: SKILL_PAGE, idOf: ({ id }) => id, signal },
		);
	}

	/** Skills (or occupations) whose name contains the text. */
	async find(text: string, options: { type?: 'SKILL' | 'OCCUPATION'; limit?: number } = {}) {
		const { type = 'SKILL', limit = FIND_LIMIT } = options;
		const answer = await this.executor.run(FIND_ELEMENTS, {
			filter: {
				preferredLabel_any: text,
				type,
				entityStatus_eq: 'ACTIVE',
				sortOrder: 'match-start',
				limit,
			},
		});
		return (answer.ontologyElementsSearchByPrefLabel ?? []).slice(0, limit);
	}
}
