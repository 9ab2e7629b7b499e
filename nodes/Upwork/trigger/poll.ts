import { hostPolls } from '../../shared/events/hostPolls';
import { openUpwork } from '../context';
import { readSettings } from './parameters';
import { sources } from './sources';

const MINUTE_MS = 60_000;
const TITLE = 'Upwork Trigger';

/** The Upwork Trigger. */
export const upworkPolls = hostPolls({
	title: TITLE,
	settings: (reader) => ({
		...readSettings(reader),
		organizationId: String(reader('organization', '')).trim(),
	}),
	open: async (context, { organizationId }) =>
		await openUpwork(context, {
			organizationId,
			onNotice: (notice) => context.logger.info(`${TITLE}: ${notice}`),
		}),
	sources,
	subject: async ({ event, organizationId, searchExpression, searchFilters }, { api }) =>
		event === 'newJob'
			? [organizationId, searchExpression, searchFilters]
			: [organizationId, await api.people.ownId()],
	everyMs: ({ options }) => (options.minMinutes ?? 15) * MINUTE_MS,
});
