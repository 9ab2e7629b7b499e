import { plainText } from '../text';

export interface MessageFilter {
	/** Only the first message of a dialog. */
	firstOnly?: boolean;
	/** The whole text, letter case aside. */
	text?: string;
	/** One of these is a word of the text, or several in a row, letter case aside. */
	words?: readonly string[];
	/** Login or user id of the sender, one of these. */
	senders?: readonly string[];
}

/** What filters look at; `text` is decoded. */
export interface FilteredMessage {
	text: string;
	isFirst: boolean;
	userId?: number;
	username?: string;
}

/** Does the message pass every filter that is set? Words as in kwork.md 7.1, rule 4. */
export function matchesFilter(message: FilteredMessage, filter: MessageFilter): boolean {
	const { firstOnly, text, words, senders } = filter;
	if (firstOnly && !message.isFirst) return false;
	if (text && message.text.toLowerCase() !== plainText(text).toLowerCase()) return false;
	if (words?.length && !hasWord(message.text, words)) return false;
	return !senders?.length || senders.some((sender) => isSender(message, sender));
}

/** A letter, a digit, or what belongs to one. */
const IN_WORD = String.raw`[\p{L}\p{M}\p{N}]`;

/**
 * Is one of the words in the text, with no letter or digit right beside it? Any punctuation parts
 * words: «бот», телеграм-бот. A value of several words has to stand there in one piece.
 */
function hasWord(text: string, words: readonly string[]): boolean {
	const plain = comparable(text);
	return words.map(comparable).some((word) => {
		if (word === '') return false;
		const literal = word.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
		const start = new RegExp(`^${IN_WORD}`, 'u').test(word) ? `(?<!${IN_WORD})` : '';
		const end = new RegExp(`${IN_WORD}$`, 'u').test(word) ? `(?!${IN_WORD})` : '';
		return new RegExp(start + literal + end, 'u').test(plain);
	});
}

function comparable(text: string): string {
	return text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}

function isSender({ userId, username }: FilteredMessage, sender: string): boolean {
	const wanted = sender.trim().replace(/^@/, '').toLowerCase();
	return wanted === username?.toLowerCase() || wanted === String(userId);
}
