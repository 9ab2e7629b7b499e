import type { IDataObject, ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { loadLib, type Library } from '../lib';
import { readerOf, type ParameterReader } from '../parameters';
import type { ServiceContext } from '../router';
import { subjectOf } from '../subject';
import type { PolledItem } from './batches';
import { startPolls, type PollNode, type PollOverrides, type PollRound } from './pollHost';

/** One poll of one event. */
export interface SourceRound<Client, Settings> extends Omit<PollRound, 'memory'> {
	client: Client;
	lib: Library;
	settings: Settings;
	/** What the poll before has left; undefined the first time. */
	saved: unknown;
	/** Tells the user what is missing from an otherwise good poll. */
	warn(message: string): void;
}

/** What an event is made of. */
export interface PollSource<Client, Settings> {
	/** `isFirst`: nothing usable was saved, what is there now was learned; `state`: plain JSON for the next poll. */
	poll(
		round: SourceRound<Client, Settings>,
	): Promise<{ items: PolledItem[]; state: unknown; isFirst: boolean }>;
	/** For the editor; remembers nothing. */
	sample(round: SourceRound<Client, Settings>): Promise<PolledItem[]>;
}

interface PollSettings {
	event: string;
	options: PollNode['options'] & { firstRun?: number };
}

/** What a service's polling node is made of. */
export interface Polls<Client, Settings extends PollSettings> {
	title: string;
	settings(reader: ParameterReader): Settings;
	open(
		context: ITriggerFunctions,
		settings: Settings,
	): Promise<Pick<ServiceContext<Client>, 'client' | 'settle'>>;
	sources: Record<Settings['event'], PollSource<Client, Settings>>;
	/**
	 * What is watched besides the event, e.g. whose account where it is the account's own: where it is
	 * another than before, polling begins anew.
	 */
	subject(settings: Settings, client: Client): Promise<unknown[]>;
	/** Polls that come earlier do nothing. */
	everyMs?(settings: Settings): number;
}

/** What n8n keeps between two polls of a node. */
interface Kept {
	subject?: unknown;
	state?: unknown;
	polledAt?: unknown;
}

/** Schedules are never exact. */
const NEARLY_MS = 30_000;

/** A polling trigger: its sources are the service's, everything else is the host's. */
export function hostPolls<Client, Settings extends PollSettings>(polls: Polls<Client, Settings>) {
	return async (context: ITriggerFunctions, overrides?: PollOverrides): Promise<ITriggerResponse> =>
		await startPolls(context, (given) => nodeOf(polls, given), overrides);
}

function nodeOf<Client, Settings extends PollSettings>(
	{ title, sources, open, everyMs, ...polls }: Polls<Client, Settings>,
	context: ITriggerFunctions,
): PollNode {
	const settings = polls.settings(readerOf(context));
	const source = sources[settings.event as Settings['event']];
	const warn = (message: string) => context.logger.warn(`${title}: ${message}.`);
	return {
		title,
		options: settings.options,
		async poll({ memory, ...round }) {
			const { now } = round;
			const kept: Kept = memory;
			if (isTooEarly(kept, everyMs?.(settings) ?? 0, now)) return undefined;
			const isNew = Object.keys(memory).length === 0;
			const { client, settle } = await open(context, settings);
			const subject = subjectOf([settings.event, ...(await polls.subject(settings, client))]);
			const { items, state, isFirst } = await source.poll({
				...round,
				client,
				lib: await loadLib(),
				// Other settings pass on what is new from now on.
				settings: isNew ? settings : withoutFirstRun(settings),
				saved: kept.subject === subject ? kept.state : undefined,
				warn,
			});
			await settle?.();
			if (isFirst && !isNew) {
				warn(
					`it begins anew, for other settings or because what it remembered cannot be read; what came in since ${timeOf(kept)} is not passed on`,
				);
			}
			const next: Kept = { subject, state, polledAt: now };
			return { items, isFirst, memory: next as IDataObject };
		},
		async sample(round) {
			const { client, settle } = await open(context, settings);
			const lib = await loadLib();
			const found = await source.sample({
				...round,
				client,
				lib,
				settings,
				saved: undefined,
				warn,
			});
			await settle?.();
			return found;
		},
	};
}

const timeOf = ({ polledAt }: Kept): string =>
	typeof polledAt === 'number' ? new Date(polledAt).toISOString() : 'the last poll';

const isTooEarly = ({ polledAt }: Kept, every: number, now: number): boolean =>
	typeof polledAt === 'number' && now >= polledAt && now - polledAt < every - NEARLY_MS;

const withoutFirstRun = <Settings extends PollSettings>(settings: Settings): Settings => ({
	...settings,
	options: { ...settings.options, firstRun: 0 },
});

export interface Forms<T> {
	simplify(raw: T): object;
	record?(raw: T): object;
}

/** A thing in the form that the user chose. */
export function shaped<T extends object>(
	output: string | undefined,
	forms: Forms<T>,
	raw: T,
): IDataObject {
	const record = output === 'record' ? forms.record?.(raw) : undefined;
	const form: object = output === 'raw' ? raw : (record ?? forms.simplify(raw));
	return { ...form };
}
