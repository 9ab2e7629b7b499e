import type { Lead } from '../types';
import { stemsOf } from '../job/words';
import { contactsIn, sitesIn } from './contacts';
import { DRAFT_LIMITS } from './limits';

export interface Finding {
	rule: 'length' | 'contacts' | 'language' | 'gaps' | 'questions' | 'relevance';
	/** `stop`: the marketplace refuses or punishes it. `warn`: a person should look. */
	level: 'stop' | 'warn';
	message: string;
	remedy: string;
}

export interface DraftCheck {
	ok: boolean;
	length: number;
	findings: Finding[];
}

/** A word of its own, in Russian with any ending. */
const word = (names: string) =>
	new RegExp(`(?:^|[^\\p{L}])(?:${names})(?!\\p{Script=Latin})`, 'iu');

const MESSENGERS = [
	word('telegram|телеграм|телег[аеу]|t\\.me'),
	word('whats?app|вотсап|ватсап'),
	word('viber|вайбер'),
	word('skype|скайп'),
	word('discord|дискорд'),
];

const GAPS =
	/\[[^\]\n]{1,60}\]|\{\{?[^}\n]{1,60}\}?\}|<[A-Z_ ]{3,40}>|\bXX+\b|\bTBD\b|_{4,}|\.{6,}/;

/** Share of Cyrillic among the letters. */
function cyrillicShare(text: string): number | undefined {
	const letters = text.match(/\p{L}/gu) ?? [];
	if (letters.length < 20) return undefined;
	return letters.filter((letter) => /\p{Script=Cyrillic}/u.test(letter)).length / letters.length;
}

/**
 * What stands between a draft and sending it. Names of messengers count only in a way that offers
 * contact: a project about a Telegram bot may be answered with the word.
 */
export function checkDraft(
	draft: string,
	lead: Lead,
	questions: readonly string[] = [],
): DraftCheck {
	const findings: Finding[] = [];
	const text = draft.trim();
	const length = [...text].length;
	const { min, max } = DRAFT_LIMITS[lead.source];
	if (length < min || length > max) {
		findings.push({
			rule: 'length',
			level: 'stop',
			message: `The draft has ${length} characters, ${lead.source} takes ${min} to ${max}`,
			remedy: length < min ? 'Say more about how you will do it.' : 'Shorten it.',
		});
	}
	const topic = `${lead.title}\n${lead.text}`;
	findings.push(...contactsIn(text).map(contactFinding));
	const sites = sitesIn(text);
	if (sites.some(({ isLink }) => isLink)) findings.push(contactFinding('a link without http'));
	const named = sites.find(({ name, isLink }) => !isLink && !topic.includes(name));
	if (named) {
		findings.push({
			rule: 'contacts',
			level: 'warn',
			message: `The draft names the site ${named.name}`,
			remedy: 'Take it out if it is yours: marketplaces block accounts for contact data.',
		});
	}
	if (MESSENGERS.some((messenger) => messenger.test(text) && !messenger.test(topic))) {
		findings.push(contactFinding('a messenger'));
	}
	const gap = GAPS.exec(text);
	if (gap) {
		findings.push({
			rule: 'gaps',
			level: 'stop',
			message: `A gap was left unfilled: ${gap[0].slice(0, 40)}`,
			remedy: 'Fill it in or take it out.',
		});
	}
	const [ours, theirs] = [cyrillicShare(text), cyrillicShare(topic)];
	if (ours !== undefined && theirs !== undefined && ours > 0.5 !== theirs > 0.5) {
		findings.push({
			rule: 'language',
			level: 'warn',
			message: 'The draft is in another language than the posting',
			remedy: `Write it in ${theirs > 0.5 ? 'Russian' : 'the language of the posting'}.`,
		});
	}
	const words = new Set(stemsOf(text));
	for (const question of questions) {
		const asked = stemsOf(question).filter((stem) => stem.length > 3);
		if (asked.length === 0 || asked.some((stem) => words.has(stem))) continue;
		findings.push({
			rule: 'questions',
			level: 'warn',
			message: `Not answered: ${question.slice(0, 120)}`,
			remedy: 'Answer every question of the client.',
		});
	}
	const about = stemsOf(lead.title).filter((stem) => stem.length > 3);
	if (about.length > 0 && !about.some((stem) => words.has(stem))) {
		findings.push({
			rule: 'relevance',
			level: 'warn',
			message: 'No word of the title is in the draft; it reads like a template',
			remedy: 'Name what this client wants.',
		});
	}
	return { ok: findings.every(({ level }) => level !== 'stop'), length, findings };
}

function contactFinding(what: string): Finding {
	return {
		rule: 'contacts',
		level: 'stop',
		message: `The draft holds ${what}`,
		remedy: 'Take it out: marketplaces block accounts for contact data before a contract.',
	};
}
