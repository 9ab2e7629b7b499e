import type { FactStore } from '../../memory/types';
import type { Lead, Source } from '../types';
import type { FunnelEvent } from './events';
import { readFunnelEvent } from './schema';

const KEEP_MS = 400 * 24 * 3_600_000;

const PAGE = 1000;

const scopeOf = (funnel: string): string => `funnel ${funnel}`;

/** Of the lead: ids, numbers and names of groups. What is too long for a group's name is a text. */
const groupName = (name: string | null): string | null =>
	name !== null && name.length <= 60 ? name : null;

/** What a step of a lead is told by, where only its `dedupeKey` is at hand. */
export function leadOfKey(
	key: string,
): Pick<Lead, 'source' | 'dedupeKey' | 'category' | 'money'> | undefined {
	const [, source] = /^(kwork|avito|upwork):[^\s\p{C}]{1,200}$/u.exec(key) ?? [];
	return source === undefined
		? undefined
		: { source: source as Source, dedupeKey: key, category: null, money: null };
}

/** Remembers a step. One that is remembered stays as it is, with the time it was first reached. */
export async function rememberStep(
	facts: FactStore,
	funnel: string,
	{ eventKey, ...event }: FunnelEvent,
): Promise<FunnelEvent & { isNew: boolean }> {
	const told = {
		...event,
		category: groupName(event.category),
		variant: groupName(event.variant),
	};
	const isNew = await facts.swap(scopeOf(funnel), eventKey, undefined, told, KEEP_MS);
	const kept = isNew ? told : await facts.get(scopeOf(funnel), eventKey);
	return { ...readFunnelEvent({ eventKey, ...Object(kept ?? told) }), isNew };
}

/** The steps of a funnel, by lead. */
export async function* rememberedSteps(
	facts: FactStore,
	funnel: string,
	limit = Infinity,
): AsyncGenerator<FunnelEvent> {
	let left = limit;
	let after: string | undefined;
	do {
		const page = await facts.list(scopeOf(funnel), { after, limit: Math.min(PAGE, left) });
		for (const { key, value } of page) yield readFunnelEvent({ eventKey: key, ...Object(value) });
		left -= page.length;
		after = page.at(-1)?.key;
	} while (after !== undefined && left > 0);
}
