import { plainText } from '../text';

export interface MessageFilter {
	/** Only the first message of a dialog. */
	firstOnly?: boolean;
	/** The whole text, letter case aside. */
	text?: string;
	/** One of these is a whole word of the text, letter case aside. */
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

const EDGES = /^[.,!?;:"'()\-…]+|[.,!?;:"'()\-…]+$/gu;

/** Does the message pass every filter that is set? Words as in kwork.md 7.1, rule 4. */
export function matchesFilter(message: FilteredMessage, filter: MessageFilter): boolean {
	const { firstOnly, text, words, senders } = filter;
	if (firstOnly && !message.isFirst) return false;
	if (text && message.text.toLowerCase() !== plainText(text).toLowerCase()) return false;
	if (words?.length && !hasWord(message.text, words)) return false;
	return !senders?.length || senders.some((sender) => isSender(message, sender));
}

function hasWord(text: string, words: readonly string[]): boolean {
	const found = new Set(
		text
			.toLowerCase()
			.split(/\s+/)
			.map((word) => word.replace(EDGES, '')),
	);
	return words.some((word) => found.has(word.toLowerCase()));
}

function isSender({ userId, username }: FilteredMessage, sender: string): boolean {
	const wanted = sender.trim().replace(/^@/, '').toLowerCase();
	return wanted === username?.toLowerCase() || wanted === String(userId);
}
