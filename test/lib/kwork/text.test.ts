import fc from 'fast-check';
import { plainText, sameText } from '../../../lib/kwork/text';

describe('texts', () => {
	it.each([
		[
			'Нужен бот для &laquo;приёма&raquo; заявок.<br>Срок: неделя.',
			'Нужен бот для «приёма» заявок.\nСрок: неделя.',
		],
		['<p>Раз</p><p>Два</p>', 'Раз\nДва'],
		['до 1 000 <span class="rouble">Р</span>', 'до 1 000 Р'],
		['a &lt;b&gt; &amp; &quot;c&quot;', 'a <b> & "c"'],
		['5 < 6 и 7 > 2', '5 < 6 и 7 > 2'],
		['раз<br />\nдва', 'раз\nдва'],
		['<script>alert(1)</script>да', 'да'],
		['', ''],
	])('reads %j as a person does', (html, text) => {
		expect(plainText(html)).toBe(text);
	});

	it.each([
		['Сделаю "под ключ"\n\nСрок: неделя', 'Сделаю &laquo;под ключ&raquo;<br>Срок: неделя'],
		['if (a < b) return <T>', 'if (a &lt; b) return &lt;T&gt;'],
		['<div>Бот</div>', 'Бот'],
		['Привет 👍🏽!', 'Привет !'],
		['тире — и минус', 'тире - и минус'],
		['строка\r\nстрока ', 'строка<br />строка'],
	])('knows %j again in the form that Kwork stores', (sent, stored) => {
		expect(sameText(sent, stored)).toBe(true);
	});

	it.each([
		['Да', 'Нет'],
		['Цена 100', 'Цена 1000'],
		['', 'текст'],
	])('tells %j and %j apart', (left, right) => {
		expect(sameText(left, right)).toBe(false);
	});

	it('knows every text again after escaping, and never fails', () => {
		const escape = (text: string) =>
			text
				.replace(/&/g, '&amp;')
				.replace(/</g, '&lt;')
				.replace(/>/g, '&gt;')
				.replace(/"/g, '&quot;');
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
				expect(sameText(text, escape(text).replace(/\n/g, '<br>'))).toBe(true);
			}),
			{ numRuns: 500 },
		);
	});
});
