import type { PollNodeFor } from '../../shared/events/pollHost';
import { readerOf } from '../../shared/parameters';
import { subjectOf } from '../../shared/subject';
import { openUpwork } from '../context';
import { readSettings } from './parameters';
import { sample, watch } from './watch';

/** What n8n keeps between two polls of this node. */
interface Kept {
	/** What is watched; another search begins anew. */
	subject?: string;
	state?: object;
	polledAt?: number;
}

const MINUTE_MS = 60_000;
const TITLE = 'Upwork Trigger';

/** The Upwork Trigger. */
export const upworkPolls: PollNodeFor = (context) => {
	const reader = readerOf(context);
	const settings = readSettings(reader);
	const organizationId = String(reader('organization', '')).trim();
	const { event, searchExpression, searchFilters, options } = settings;
	const every = (options.minMinutes ?? 15) * MINUTE_MS;
	const open = async () =>
		await openUpwork(context, {
			organizationId,
			onNotice: (notice) => context.logger.info(`${TITLE}: ${notice}`),
		});
	return {
		title: TITLE,
		options,
		async poll({ memory, now, enough }) {
			const kept: Kept = memory;
			if (isTooEarly(kept, every, now)) return undefined;
			const { client } = await open();
			const subject = subjectOf([event, organizationId, searchExpression, searchFilters]);
			const { items, state, isFirst } = await watch(client, settings, {
				state: kept.subject === subject ? kept.state : undefined,
				now,
				// A changed search passes on what is new from now on.
				firstRun: kept.subject === undefined ? options.firstRun : 0,
				outOfTime: enough,
			});
			if (isFirst && kept.polledAt !== undefined) {
				const since = new Date(kept.polledAt).toISOString();
				context.logger.warn(
					`${TITLE}: it begins anew, for another search or because what it remembered cannot be read; what came in since ${since} is not passed on.`,
				);
			}
			Object.assign(kept, { subject, state, polledAt: now });
			return { items, isFirst };
		},
		async sample() {
			const { client } = await open();
			return (await sample(client, settings)).map((json) => ({ id: '', json }));
		},
	};
};

/** A little earlier counts as on time, because schedules are never exact. */
function isTooEarly({ polledAt }: Kept, every: number, now: number): boolean {
	return polledAt !== undefined && now >= polledAt && now - polledAt < every - 30_000;
}
