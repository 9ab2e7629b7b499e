import type { FunnelEvent } from '../../../../lib/records/funnel/events';
import type { OperationCall } from '../../../shared/operation';
import { choice, shownWhen, text } from '../../../shared/parameters';
import { readEach, type Desk } from '../../parameters';
import { plainText } from '../../remembered';

/** The steps of a lead; what each means is told where one is chosen. */
export const stepField = () =>
	choice({
		displayName: 'Step',
		default: 'seen',
		options: [
			{ name: 'Answered', value: 'answered', description: 'The client replied' },
			{ name: 'Asked', value: 'asked', description: 'You were asked whether to send an offer' },
			{ name: 'Fit', value: 'fit', description: 'It passed the filter' },
			{ name: 'Interviewed', value: 'interviewed', description: 'A conversation took place' },
			{ name: 'Seen', value: 'seen', description: 'It was found' },
			{ name: 'Sent', value: 'sent', description: 'An offer went out' },
			{ name: 'Won', value: 'won', description: 'The work was ordered' },
		],
	});

export const funnelField = () =>
	text({
		displayName: 'Funnel',
		default: 'main',
		description: 'Name under which the steps are remembered, to tell several funnels apart',
	});

/** Where the steps come from that an operation on a whole funnel reads. */
export const stepSource = {
	stepsFrom: choice({
		displayName: 'Source',
		default: 'items',
		options: [
			{
				name: 'Items',
				value: 'items',
				description: 'Rows of Record Event, all input items together',
			},
			{ name: 'Memory', value: 'memory', description: 'What Record Step has remembered' },
		],
	}),
	funnel: shownWhen({ stepsFrom: ['memory'] }, funnelField()),
};

type Call = Pick<
	OperationCall<Desk, { stepsFrom: 'items' | 'memory'; funnel: string | undefined }>,
	'client' | 'params' | 'items'
>;

/** Does the work with all steps; items that are none fail alone. */
export async function withSteps(
	{ client, params, items }: Call,
	work: (steps: FunnelEvent[]) => unknown,
): Promise<unknown> {
	if (params.stepsFrom === 'items') {
		const { values, finish } = readEach(items, client.readFunnelEvent);
		return await finish(() => work(values));
	}
	const { facts } = await client.memory();
	const steps = [];
	for await (const step of client.rememberedSteps(facts, funnelOf(params.funnel))) steps.push(step);
	return await work(steps);
}

export const funnelOf = (given = 'main'): string => plainText(given, 'Funnel', 'main');
