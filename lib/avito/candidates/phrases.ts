/** Lists of phrases that decide between a refusal and an open candidate (avito.md 6.2). */
export interface PhraseLists {
	/** Found anywhere in a sentence, as whole words. */
	refusal: readonly string[];
	/** The whole message, nothing beside it. */
	refusalExact: readonly string[];
	/** Cut out first: polite conditions that only look like a refusal. */
	guard: readonly string[];
	/** Takes an earlier refusal back. */
	reengage: readonly string[];
}

export const DEFAULT_PHRASES: PhraseLists = {
	refusal: [
		'не интересно',
		'неинтересно',
		'не интересует',
		'не интересуюсь',
		'не актуально',
		'неактуально',
		'не ищу',
		'работу не ищу',
		'не подходит',
		'уже нашел',
		'уже нашла',
		'нашел работу',
		'нашла работу',
		'уже устроился',
		'уже устроилась',
		'уже работаю',
		'трудоустроен',
		'трудоустроена',
		'не пишите',
		'не беспокойте',
		'отказываюсь',
	],
	refusalExact: ['нет спасибо', 'спасибо нет'],
	guard: ['если не актуально', 'если неактуально', 'если не интересно', 'если не подходит'],
	reengage: [
		'передумал',
		'передумала',
		'все таки интересно',
		'снова ищу',
		'готов рассмотреть',
		'готова рассмотреть',
	],
};

export interface Verdict {
	kind: 'refusal' | 'reengage';
	/** The phrase of the list that matched. */
	phrase: string;
}

const plain = (text: string): string =>
	text.normalize('NFC').toLowerCase().replaceAll('ё', 'е').replaceAll('\u00a0', ' ');

const wordsOf = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

interface Pattern {
	phrase: string;
	expression: RegExp;
}

/** JavaScript's `\b` knows no Cyrillic, so the edges are written out. */
function patternsOf(phrases: readonly string[], flags: string): Pattern[] {
	return phrases
		.map((given) => ({ given, words: wordsOf(plain(given)) }))
		.filter(({ words }) => words !== '')
		.map(({ given, words }) => ({
			phrase: given,
			expression: new RegExp(`(?<![\\p{L}\\p{N}])${words}(?![\\p{L}\\p{N}])`, flags),
		}));
}

/** The lists in a form that matches fast; made once per run. */
export class PhraseMatcher {
	private readonly refusal: Pattern[];

	private readonly exact: Map<string, string>;

	private readonly guard: Pattern[];

	private readonly reengage: Pattern[];

	constructor(lists: Partial<PhraseLists> = {}) {
		const all = { ...DEFAULT_PHRASES, ...lists };
		this.refusal = patternsOf(all.refusal, 'u');
		this.guard = patternsOf(all.guard, 'gu');
		this.reengage = patternsOf(all.reengage, 'u');
		this.exact = new Map(all.refusalExact.map((given) => [wordsOf(plain(given)), given]));
		this.exact.delete('');
	}

	/** What one message says; a refusal beside a change of mind is a refusal. */
	verdict(text: string): Verdict | undefined {
		const sentences = this.sentencesOf(plain(text));
		const refusal = firstMatch(this.refusal, sentences) ?? this.exactRefusal(text);
		if (refusal !== undefined) return { kind: 'refusal', phrase: refusal };
		const reengage = firstMatch(this.reengage, sentences);
		return reengage === undefined ? undefined : { kind: 'reengage', phrase: reengage };
	}

	private exactRefusal(text: string): string | undefined {
		return text.includes('?') ? undefined : this.exact.get(wordsOf(plain(text)));
	}

	/** Questions are no refusals: "Вакансия ещё актуальна?" */
	private sentencesOf(text: string): string[] {
		const sentences: string[] = [];
		for (const [, sentence = '', end = ''] of text.matchAll(/([^.!?…;\n\r]+)([.!?…;\n\r]*)/g)) {
			if (end.includes('?')) continue;
			let words = wordsOf(sentence);
			for (const { expression } of this.guard) words = words.replace(expression, '|');
			if (words !== '') sentences.push(words);
		}
		return sentences;
	}
}

const firstMatch = (patterns: readonly Pattern[], sentences: readonly string[]) =>
	patterns.find(({ expression }) => sentences.some((sentence) => expression.test(sentence)))
		?.phrase;
