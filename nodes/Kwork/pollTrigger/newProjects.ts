import type { Project } from '../../../lib/kwork';
import { toProjectFilters } from '../parameters';
import { itemOf, take, type Round, type Source } from './round';

const MINUTE = 60_000;
/** Moderation may show a project hours after the time that it says. */
const OVERLAP_MS = 24 * 60 * MINUTE;
const LOOK_BACK = { everyMs: 15 * MINUTE, betweenMs: 60 * MINUTE };
/** IDs of that day at most; where more are new, the day is shorter. */
const REMEMBERED = 3000;

const PER_PAGE = 12;

const projectsOf = ({ client, settings, signal }: Round, skip = 0) =>
	client.projects.list(toProjectFilters(settings.filters), {
		firstPage: Math.floor(skip / PER_PAGE) + 1,
		signal,
	});

const itemFor = (round: Round, project: Project) =>
	itemOf(round, round.lib.kworkForms.project, project, { event: 'newProject' });

export const newProjects: Source = {
	async poll(round) {
		const { lib, saved, now, enough, settings } = round;
		const { news, ...rest } = await lib.readNews((skip) => projectsOf(round, skip), saved, {
			idOf: ({ id }) => String(id),
			timeOf: ({ date_confirm: seconds }) => (seconds ?? 0) * 1000,
			overlapMs: OVERLAP_MS,
			lookBack: LOOK_BACK,
			limit: REMEMBERED,
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
