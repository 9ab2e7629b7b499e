/** Ways around the marketplace, which all three forbid before a contract. */
const OWN_SITE = String.raw`(?:www\.)?(?:kwork\.ru|avito\.ru|upwork\.com)(?!\.?[\p{L}\d-]|[^\s/]*@)`;

const CONTACTS: ReadonlyArray<[string, RegExp]> = [
	['an email address', /[\w.+-]+@[\w-]+\.[a-z]{2,}/i],
	['a phone number', /(?:\+|\b)\d(?:[\s().-]*\d){9,}/],
	['a handle', /(?:^|\s)@[a-z][\w]{3,}/i],
	['a link', new RegExp(String.raw`https?:\/\/(?!${OWN_SITE})\S+`, 'iu')],
];

/** Endings of sites, without those that are also endings of files (.py, .sh, .md). */
const ENDINGS = [
	...['com', 'net', 'org', 'info', 'biz', 'pro', 'io', 'ai', 'me', 'co', 'dev', 'app', 'site'],
	...['online', 'link', 'page', 'tech', 'store', 'shop', 'xyz', 'gg', 'ly', 'cc', 'eu', 'de'],
	...['uk', 'us', 'ru', 'su', 'by', 'kz', 'ua', 'рф', 'рус', 'бел'],
].join('|');

/** A site named without http. Case matters in the ending: ASP.NET and VB.NET are no sites. */
const SITE = new RegExp(
	String.raw`(?<![\p{L}\d@/.-])(?!${OWN_SITE})((?:[\p{L}\d-]+\.)+(?:${ENDINGS}))(?![\p{L}\d-]|\.[\p{L}\d])([/?#]\S)?`,
	'gu',
);

/** What a draft holds that leads a client past the marketplace. */
export const contactsIn = (text: string): string[] =>
	CONTACTS.flatMap(([what, pattern]) => (pattern.test(text) ? what : []));

/** Sites without http: with a path or www. they are links, bare ones may be tools. */
export function sitesIn(text: string): Array<{ name: string; isLink: boolean }> {
	return [...text.matchAll(SITE)].map(([, name = '', path]) => ({
		name,
		isLink: path !== undefined || name.toLowerCase().startsWith('www.'),
	}));
}
