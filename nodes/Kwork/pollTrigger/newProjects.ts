import type { Project } from '../../../lib/kwork';
import { toProjectFilters } from '../parameters';
import { itemOf, take, type PollSource, type Round } from './round';

/** Moderation may show a project later than its time says. */
const OVERLAP_MS = 60 * 60_000;

const PER_PAGE = 12;

const projectsOf = ({ client, settings, signal }: Round, skip = 0) =>
	client.projects.list(toProjectFilters(settings.filters), {
		firstPage: Math.floor(skip / PER_PAGE) + 1,
		signal,
	});

const itemFor = (round: Round, project: Project) =>
	itemOf(round, round.lib.kworkForms.project, project, { event: 'newProject' });

export const newProjects: PollSource = {
	async poll(round) {
		const { lib, saved, now, enough, settings } = round;
		const { news, ...rest } = await lib.readNews((skip) => projectsOf(round, skip), saved, {
			idOf: ({ id }) => String(id),
			timeOf: ({ date_confirm: seconds }) => (seconds ?? 0) * 1000,
			overlapMs: OVERLAP_MS,
			enough,
			now,
			first: settings.options.firstRun,
		});
		return { items: news.map((project) => itemFor(round, project)), ...rest };
	},

	async sample(round) {
		const [project] = await take(projectsOf(round), 1);
		return project ? [itemFor(round, project)] : [];
	},
};
