import { matchesFilter } from '../../../../lib/kwork/notice';

const message = {
	text: 'Нужен Бот, "под ключ"!',
	isFirst: false,
	userId: 777_001,
	username: 'Shop_Owner',
};

describe('message filters', () => {
	it.each([
		['no filter', {}, true],
		['the whole text, letter case aside', { text: 'нужен бот, "под ключ"!' }, true],
		['the whole text as Kwork stores it', { text: 'нужен бот, &quot;под ключ&quot;!' }, true],
		['a part of the text', { text: 'нужен бот' }, false],
		['a word with a comma behind it', { words: ['БОТ'] }, true],
		['a word in quotes', { words: ['ключ'] }, true],
		['one of several words', { words: ['парсер', 'бот'] }, true],
		['the beginning of a word', { words: ['нуж'] }, false],
		['two words as one', { words: ['нужен бот'] }, false],
		['the login, letter case aside', { senders: ['shop_owner'] }, true],
		['the login with an at sign', { senders: ['@shop_owner'] }, true],
		['the user ID', { senders: ['1', '777001'] }, true],
		['somebody else', { senders: ['other'] }, false],
		['a word and somebody else', { words: ['бот'], senders: ['other'] }, false],
		['the first message only', { firstOnly: true }, false],
		['empty filters', { text: '', words: [], senders: [], firstOnly: false }, true],
	])('%s', (_, filter, expected) => {
		expect(matchesFilter(message, filter)).toBe(expected);
	});

	it('lets the first message of a dialog through', () => {
		expect(matchesFilter({ ...message, isFirst: true }, { firstOnly: true })).toBe(true);
	});
});
