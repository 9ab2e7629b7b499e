import type { INodeExecutionData, ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import type { Feed, FeedSettings, FeedSource } from '../../../lib/feed';
import type { Clock } from '../../../lib/time';
import type { Library } from '../lib';
import type { ParameterReader } from '../parameters';
import type { FeedHost, HostOptions } from './feedHost';
import type { StillWaiting } from './waiting';

/** The account of a trigger for as long as the trigger lives. */
export interface FeedAccount {
	/** Whose it is; a place in another account's history is none in this one's. */
	ownId(): Promise<number>;
	/** Reading failed: the credential may have changed since. */
	reopen?(): Promise<void>;
	/** Runs once the trigger listens, e.g. to store a renewed session. */
	settle?(): Promise<void>;
	/** Lets go of the account; others may go on using it. */
	release(): void;
}

/** One kind of event that is never missed. */
export interface FeedOf<T> {
	/** What cannot be read when it is down, in words. */
	what: string;
	source: FeedSource<T>;
	/** Undefined: the user does not want this one. */
	item(payload: T): INodeExecutionData | undefined;
	settings: Partial<FeedSettings>;
	/** Somebody waits for an answer: items say for how long, and the user may want no others. */
	isMessage?: boolean;
}

/** What a trigger's parts may use. */
export interface Listening<Settings, Account> {
	context: ITriggerFunctions;
	lib: Library;
	clock: Clock;
	settings: Settings;
	account: Account;
}

/** Where hints go, and what else a connection tells. */
export interface Hints<Name extends string> {
	feeds: Partial<Record<Name, Pick<Feed<unknown>, 'hint' | 'connected'>>>;
	alarm: FeedHost['alarm'];
	/** Starts an execution for something that is not caught up and may come twice. */
	emitOnce(item: INodeExecutionData): void;
}

export interface FeedsSettings {
	events: string[];
	options: HostOptions['settings'] & StillWaiting;
}

/** What a service's trigger is made of. */
export interface Feeds<
	Settings extends FeedsSettings,
	Account extends FeedAccount,
	Name extends string,
> {
	title: string;
	settings(reader: ParameterReader): Settings;
	open(context: ITriggerFunctions, clock: Clock): Promise<Account>;
	/** By the names of the events. */
	feeds(listening: Listening<Settings, Account>): Record<Name, FeedOf<unknown>>;
	/** Begins to take hints; returns how that ends. */
	hints(hints: Hints<Name>, listening: Listening<Settings, Account>): Promise<End> | End;
	/** Executions are not waited for. */
	isUnordered?(settings: Settings): boolean;
	/** So long an execution holds up the next event of its key. */
	patienceMs?: number;
	/** A manual test of its own; without it one event is waited for. */
	test?(context: ITriggerFunctions, lib: Library): ITriggerResponse;
}

export type End = () => Promise<void> | void;
