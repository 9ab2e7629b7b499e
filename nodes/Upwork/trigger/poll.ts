import type { INodeExecutionData, IPollFunctions, NodeParameterValueType } from 'n8n-workflow';
import { toNodeError } from '../../shared/errors';
import type { ParameterReader } from '../../shared/parameters';
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
/** Used where this n8n names no budget (before 2.40). */
const DEFAULT_BUDGET_MS = 2 * MINUTE_MS;
/** The rest of the budget is left for the page under way. */
const BUDGET_SHARE = 0.6;

export async function poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	try {
		const reader: ParameterReader = (name, fallback) =>
			this.getNodeParameter(name, fallback as NodeParameterValueType);
		const settings = readSettings(reader);
		const organizationId = String(reader('organization', '')).trim();
		const started = Date.now();
		const manual = this.getMode() === 'manual';
		const kept: Kept = this.getWorkflowStaticData('node');
		const every = (settings.options.minMinutes ?? 15) * MINUTE_MS;
		if (!manual && isTooEarly(kept, every, started)) return null;

		const { client } = await openUpwork(this, {
			organizationId,
			onNotice: (notice) => this.logger.info(`Upwork Trigger: ${notice}`),
		});
		if (manual) return asItems(await sample(client, settings));

		const { event, searchExpression, searchFilters } = settings;
		const subject = subjectOf([event, organizationId, searchExpression, searchFilters]);
		const budget = (this.getPollBudgetMs?.() ?? DEFAULT_BUDGET_MS) * BUDGET_SHARE;
		const { items, state, isFirst } = await watch(client, settings, {
			state: kept.subject === subject ? kept.state : undefined,
			now: started,
			// A changed search passes on what is new from now on.
			firstRun: kept.subject === undefined ? settings.options.firstRun : 0,
			outOfTime: () => Date.now() - started > budget,
		});
		if (isFirst && kept.polledAt !== undefined) {
			const since = new Date(kept.polledAt).toISOString();
			this.logger.warn(
				`Upwork Trigger: it begins anew, for another search or because what it remembered cannot be read; what came in since ${since} is not passed on.`,
			);
		}
		Object.assign(kept, { subject, state, polledAt: started });
		return asItems(items);
	} catch (error) {
		throw toNodeError(this.getNode(), error);
	}
}

/** A little earlier counts as on time, because schedules are never exact. */
function isTooEarly({ polledAt }: Kept, every: number, now: number): boolean {
	return polledAt !== undefined && now >= polledAt && now - polledAt < every - 30_000;
}

function asItems(jsons: Array<INodeExecutionData['json']>): INodeExecutionData[][] | null {
	return jsons.length > 0 ? [jsons.map((json) => ({ json }))] : null;
}
