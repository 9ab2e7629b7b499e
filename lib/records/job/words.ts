import { newStemmer } from 'snowball-stemmers';

const stemmers = { ru: newStemmer('russian'), en: newStemmer('english') };

/** Words of a text as stems, so that "боты" and "ботов", "bots" and "bot" are the same word. */
export function stemsOf(text: string): string[] {
	return (
		text
			.toLowerCase()
			.replace(/ё/g, 'е')
			.match(/(?<!\.)\.*[\p{L}\p{N}+#]+(?:\.+[\p{L}\p{N}+#]+)*/gu) ?? []
	).map((word) => (/[а-я]/.test(word) ? stemmers.ru : stemmers.en).stem(word));
}

/** Which of the phrases a text holds, in any word form; a phrase's words stand side by side. */
export function phrasesIn(text: string, phrases: readonly string[]): string[] {
	const stems = stemsOf(text);
	return phrases.filter((phrase) => {
		const wanted = stemsOf(phrase);
		return (
			wanted.length > 0 &&
			stems.some((_, start) => wanted.every((stem, offset) => stems[start + offset] === stem))
		);
	});
}
