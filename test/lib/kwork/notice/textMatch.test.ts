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
		['two words in a row', { words: ['нужен  бот'] }, true],
		['two words that are not in a row', { words: ['нужен ключ'] }, false],
		['a blank beside the word', { words: [' бот '] }, true],
		['nothing but a blank', { words: [' '] }, false],
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

	it.each([
		['«бот»', 'Нужен «бот» на Python', 'бот'],
		['a hyphen', 'Напишите телеграм-бот', 'бот'],
		['the word with its hyphen', 'Напишите телеграм-бот', 'телеграм-бот'],
		['„бот“', 'Нужен „бот“', 'бот'],
		['a slash', 'сайт/бот', 'бот'],
		['brackets', 'сайт [бот]', 'бот'],
		['an asterisk', '*бот*', 'бот'],
		['a long dash', 'бот—парсер', 'парсер'],
		['an underline', '_бот_', 'бот'],
		['an emoji', '🤖бот🤖', 'бот'],
		['a decomposed letter', 'Нужен са\u0438\u0306т', 'сайт'],
		['a word with signs', 'Пишу на C++, C# и .NET', 'c++'],
		['a word that begins with a sign', 'Пишу на C++, C# и .NET', '.net'],
	])('finds a word beside %s', (_, text, word) => {
		expect(matchesFilter({ ...message, text }, { words: [word] })).toBe(true);
	});

	it.each([
		['ботинки', 'бот'],
		['робот', 'бот'],
		['бот2', 'бот'],
		['C', 'c++'],
	])('does not find in %s the word %s', (text, word) => {
		expect(matchesFilter({ ...message, text }, { words: [word] })).toBe(false);
	});

	it('lets the first message of a dialog through', () => {
		expect(matchesFilter({ ...message, isFirst: true }, { firstOnly: true })).toBe(true);
	});
});
