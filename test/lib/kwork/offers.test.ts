import type { CustomOffer } from '../../../lib/kwork/web/offerInput';
import { fieldsOf, startOfferSite, type SiteState } from './offerSite';
import type { LocalServer } from './localServer';
import { clientFor } from './setup';

const OFFER: CustomOffer = {
	projectId: 3210987,
	title: 'Бот для заявок',
	description: `Здравствуйте! Сделаю бота "под ключ" на Python.\n\n${'Опыт пять лет. '.repeat(12)}`,
	durationDays: 7,
	price: 6000,
};

describe('an offer on a project', () => {
	let server: LocalServer;
	let state: SiteState;
	let client: ReturnType<typeof clientFor>['client'];
	const steps = () =>
		server.seen.filter(({ host }) => host === 'kwork.ru').map(({ path }) => path.split('?')[0]);
	const created = () => server.seen.filter(({ path }) => path.startsWith('api/offer/createoffer'));

	beforeEach(async () => {
		({ server, state } = await startOfferSite());
		({ client } = clientFor(server.url));
	});
	afterEach(async () => {
		await client.close();
		await server.close();
	});

	it('takes the eight steps and finds the id in the own offers', async () => {
		const result = await client.offers.submit(OFFER);
		expect(result).toMatchObject({ offerId: 55500123, sent: true, alreadySent: false });
		expect(steps()).toEqual([
			'login-by-token',
			'projects',
			'projects',
			'new_offer',
			'quick-faq/init',
			'wants/create_offer_draft',
			'projects/check_is_template',
			'api/offer/createoffer',
		]);
		const [request] = created();
		expect(request?.path).toBe('api/offer/createoffer?wantId=3210987&offerType=custom');
		expect(request?.headers).toMatchObject({
			'x-requested-with': 'XMLHttpRequest',
			'x-csrf-token': `c0ffee${'0'.repeat(26)}`,
			origin: 'https://kwork.ru',
			referer: 'https://kwork.ru/new_offer?project=3210987',
		});
		expect(request?.headers.authorization).toBeUndefined();
		if (!request) throw new Error('not created');
		expect(fieldsOf(request)).toMatchObject({
			wantId: '3210987',
			offerType: 'custom',
			kwork_duration: '7',
			kwork_price: '6000',
			kwork_name: 'Бот для заявок',
		});
	});

	it('does everything but the last step in a dry run, and shows the request without secrets', async () => {
		const result = await client.offers.submit(OFFER, { dryRun: true });
		expect(result).toMatchObject({ sent: false, request: client.offers.request(OFFER) });
		expect(result.checks.every(({ ok }) => ok)).toBe(true);
		expect(JSON.stringify(result)).not.toContain('c0ffee');
		expect(created()).toHaveLength(0);
		expect(server.count('wants/create_offer_draft')).toBe(0);
	});

	it('makes exactly one offer when the answer is lost after it took effect', async () => {
		state.onCreate = (_seen, response, store) => {
			store();
			response.destroy();
		};
		const result = await client.offers.submit(OFFER);
		expect(result).toMatchObject({ offerId: 55500123, sent: true, readBack: true });
		expect(created()).toHaveLength(1);
		expect(state.offers).toHaveLength(1);
	});

	it.each<[string, SiteState['onCreate']]>([
		['connection cut', (_seen, response) => void response.destroy()],
		['HTML', (_seen, response) => void response.writeHead(200).end('<html>ok?</html>')],
		['gateway error', (_seen, response) => void response.writeHead(502).end('bad gateway')],
		['redirect', (_seen, response) => void response.writeHead(302, { location: '/offers' }).end()],
	])('says that the outcome is unknown when nothing can be found: %s', async (_name, onCreate) => {
		state.onCreate = onCreate;
		await expect(client.offers.submit(OFFER)).rejects.toMatchObject({
			name: 'kwork.offerNotConfirmed',
			kind: 'outcomeUnknown',
			details: { projectId: 3210987 },
		});
		expect(created()).toHaveLength(1);
	});

	it.each<[string, string, SiteState['onCreate']]>([
		[
			'HTTP 422 with a reason',
			'kwork.offerRefused',
			(_seen, response) => {
				response.writeHead(422).end('{"success":false,"errors":{"kwork_price":["Неверная цена"]}}');
			},
		],
		[
			'HTTP 403 without a block page',
			'kwork.webSession',
			(_seen, response) => {
				response.writeHead(403).end('<html>Forbidden</html>');
			},
		],
		[
			'HTTP 403 with a block page',
			'kwork.addressBlocked',
			(_seen, response) => {
				response.writeHead(403).end('<title>Доступ заблокирован</title>');
			},
		],
		[
			'HTTP 429',
			'kwork.tooManyRequests',
			(_seen, response) => {
				response.writeHead(429).end();
			},
		],
	])('looks for the offer before it calls %s a refusal', async (_name, error, onCreate) => {
		state.onCreate = onCreate;
		await expect(client.offers.submit(OFFER)).rejects.toMatchObject({ name: error });
		expect(created()).toHaveLength(1);
	});

	it.each<[string, SiteState['onCreate']]>([
		['no answer', (_seen, response) => void response.destroy()],
		['a page', (_seen, response) => void response.writeHead(200).end('<html>ok?</html>')],
	])('begins with a new session after %s to the last step', async (_name, onCreate) => {
		state.onCreate = onCreate;
		await expect(client.offers.submit(OFFER)).rejects.toMatchObject({ kind: 'outcomeUnknown' });
		state.onCreate = undefined;
		expect(await client.offers.submit(OFFER)).toMatchObject({ sent: true });
		expect(server.count('login-by-token')).toBe(2);
	});

	it('opens a new session once when the old one ended before the form', async () => {
		await client.offers.submit(OFFER, { dryRun: true });
		state.sessions.clear();
		expect(await client.offers.submit(OFFER)).toMatchObject({ sent: true });
		expect(server.count('login-by-token')).toBe(2);
	});

	it('goes back to step 1 once when the session ends between the form and the last step', async () => {
		let ended = false;
		server.on('projects/check_is_template', (_seen, response) => {
			if (ended) return { success: true, data: [] };
			ended = true;
			response.writeHead(302, { location: '/login' }).end();
			return undefined;
		});
		expect(await client.offers.submit(OFFER)).toMatchObject({ sent: true });
		expect(server.count('login-by-token')).toBe(2);
		expect(created()).toHaveLength(1);
	});

	it('returns the equal offer that is there already, and refuses another one', async () => {
		await client.offers.submit(OFFER);
		const again = await client.offers.submit(OFFER);
		expect(again).toMatchObject({ offerId: 55500123, alreadySent: true, sent: false });
		const other = { ...OFFER, description: `Другой текст. ${OFFER.description}` };
		await expect(client.offers.submit(other)).rejects.toMatchObject({
			name: 'kwork.alreadyOffered',
		});
		await expect(client.offers.submit(OFFER, { skipIfAlreadySent: false })).rejects.toMatchObject({
			name: 'kwork.alreadyOffered',
		});
		expect(created()).toHaveLength(1);
	});

	it('counts an equal offer made meanwhile by another worker as sent', async () => {
		state.onCreate = (_seen, _response, store) => {
			store();
			return { success: false, error: 'Вы уже отправили предложение по этому проекту' };
		};
		expect(await client.offers.submit(OFFER)).toMatchObject({
			offerId: 55500123,
			alreadySent: true,
		});
	});

	it.each([
		['Вы уже отправили предложение по этому проекту', 'kwork.alreadyOffered'],
		['У вас закончились коннекты', 'kwork.noConnects'],
		['Проект закрыт', 'kwork.projectClosed'],
		['Минимальная цена 1200 руб.', 'kwork.offerRefused'],
		['Неверный csrf', 'kwork.webSession'],
		['Сервис временно недоступен', 'kwork.temporary'],
		['Что-то ещё', 'kwork.offerRefused'],
	])('explains a refusal: %s', async (error, kind) => {
		for (const body of [
			{ success: false, error },
			{ success: false, message: error },
			{ success: false, response: error },
			{ success: true, data: { error } },
			{ status: 'error', code: 1, response: '', errors: [{ text: error }] },
		]) {
			state.onCreate = () => body;
			await expect(client.offers.submit(OFFER)).rejects.toMatchObject({ name: kind });
		}
		expect(created()).toHaveLength(5);
	});

	it.each([308, 309, 310])('explains code %i', async (code) => {
		state.onCreate = () => ({ status: 'error', code, response: '' });
		await expect(client.offers.submit(OFFER)).rejects.toMatchObject({
			name: 'kwork.offerRefused',
			code,
			remedy: expect.stringContaining('kwork.ru'),
		});
	});

	it('stops before the last step when the text is taken for a template', async () => {
		server.on('projects/check_is_template', () => ({
			success: true,
			data: { error: 'Текст похож на шаблон' },
		}));
		await expect(client.offers.submit(OFFER)).rejects.toMatchObject({
			name: 'kwork.offerRefused',
			message: expect.stringContaining('шаблон'),
		});
		expect(created()).toHaveLength(0);
	});

	it.each<[string, Partial<CustomOffer>, (state: SiteState) => void]>([
		['description', { description: 'коротко' }, () => {}],
		['description', { description: 'я'.repeat(2001) }, () => {}],
		['title', { title: 'я'.repeat(71) }, () => {}],
		['title', { title: ' ' }, () => {}],
		['duration', { durationDays: 8 }, () => {}],
		['price', { price: 499 }, () => {}],
		['price', { price: 18001 }, () => {}],
		['stages', { stages: [{ title: 'А', price: 5000 }] }, () => {}],
		['connects', {}, (site) => (site.connects.active_connects = '0')],
		['project', {}, (site) => (site.project.status = 'archived')],
		['notOffered', {}, (site) => (site.project.has_offer = 1)],
		['price', {}, (site) => (site.formPage = '<script>x={customMinPrice:7000}</script>')],
		[
			'price',
			{ price: 1100 },
			(site) => {
				site.formPage = '<input id="offer-custom-price" placeholder="500 - 1&nbsp;000">';
			},
		],
		['duration', {}, (site) => (site.formPage = '<script>{"availableDurations":[1,2,3]}</script>')],
	])('names what is wrong before anything is sent: %s', async (name, change, prepare) => {
		prepare(state);
		const offer = { ...OFFER, ...change };
		const failed = (await client.offers.preflight(offer)).filter(({ ok }) => !ok);
		expect(failed.map((check) => check.name)).toEqual([name]);
		expect(failed[0]?.remedy).toBeTruthy();
		await expect(client.offers.submit(offer)).rejects.toHaveProperty('remedy');
		expect(server.count('wants/create_offer_draft')).toBe(0);
	});

	it('tells of a portfolio that the buyer asks for', async () => {
		state.project.user_need_portfolio = '1';
		state.project.user_need_portfolio_rubric_name = 'Скрипты';
		const checks = await client.offers.preflight(OFFER);
		expect(checks.find(({ name }) => name === 'portfolio')).toMatchObject({
			ok: true,
			message: expect.stringContaining('Скрипты'),
		});
	});

	it.each([
		['a script value', '<script>var x = {csrf_user_token: "0123456789abcdef"}</script>'],
		['a field', '<form><input value="0123456789abcdef" type="hidden" name="csrftoken"></form>'],
		['a script variable', '<script>window.csrftoken = "0123456789abcdef";</script>'],
	])('finds the CSRF token in %s', async (_name, page) => {
		state.csrfCookie = false;
		state.formPage = page;
		await client.offers.submit(OFFER);
		const [request] = created();
		expect(request?.headers['x-csrf-token']).toBe('0123456789abcdef');
		if (request) expect(fieldsOf(request).csrftoken).toBe('0123456789abcdef');
	});

	it('says that the site does not let it in when there is no CSRF token at all', async () => {
		state.csrfCookie = false;
		await expect(client.offers.submit(OFFER)).rejects.toMatchObject({ name: 'kwork.webSession' });
		expect(server.count('login-by-token')).toBe(2);
	});

	it('rests the account after a captcha', async () => {
		state.onCreate = () => ({ success: false, error: 'Подтвердите, что вы не робот' });
		await expect(client.offers.submit(OFFER)).rejects.toMatchObject({ name: 'kwork.captcha' });
		await expect(client.offers.submit(OFFER)).rejects.toMatchObject({ kind: 'captcha' });
		expect(created()).toHaveLength(1);
	});

	it('rests the account when the site shows its block page', async () => {
		server.on('new_offer', (_seen, response) => {
			response.writeHead(403).end('<title>Доступ заблокирован</title> /not_access.php');
		});
		await expect(client.offers.submit(OFFER)).rejects.toMatchObject({
			name: 'kwork.addressBlocked',
		});
		expect(server.count('new_offer')).toBe(1);
	});

	it('refuses a sign-in link that leads elsewhere, unsent', async () => {
		server.on('getWebAuthToken', () => ({
			success: true,
			response: { url: 'https://kwork.ru.evil.example/login-by-token?web_auth_token=x' },
		}));
		await expect(client.offers.submit(OFFER)).rejects.toMatchObject({ kind: 'refusedLocally' });
		expect(steps()).toEqual([]);
	});

	it('uploads attachments with the draft', async () => {
		const data = Buffer.from('spec');
		await client.offers.submit({ ...OFFER, attachments: [{ fileName: 'spec.txt', data }] });
		const upload = server.seen.find(({ path }) => path === 'wants/upload_offer_file');
		expect(upload && fieldsOf(upload)).toMatchObject({ draftKey: 'abcd1234', file: 'spec' });
	});

	it('edits an offer and sees that it has changed', async () => {
		await client.offers.submit(OFFER);
		server.on('api/offer/editoffer', (seen) => {
			const { kwork_price } = fieldsOf(seen);
			state.offers[0] = { ...state.offers[0], price: Number(kwork_price) };
			return { success: true, data: null };
		});
		const result = await client.offers.edit({ ...OFFER, price: 7000 });
		expect(result).toMatchObject({ offerId: 55500123, sent: true });
		expect(state.offers).toMatchObject([{ price: 7000 }]);
	});

	it('counts a withdrawal with a lost answer as done when the offer is gone', async () => {
		server.on('deleteOffer', (_seen, response) => void response.destroy());
		server.on('offer', () => ({ success: false, error: 'Предложение не найдено', error_code: 0 }));
		await expect(client.offers.delete(1)).resolves.toBeUndefined();
		server.on('offer', () => ({ success: true, response: { id: 1 } }));
		await expect(client.offers.delete(1)).rejects.toMatchObject({ kind: 'outcomeUnknown' });
		expect(server.count('deleteOffer')).toBe(2);
	});
});
