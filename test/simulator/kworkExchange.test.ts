import { type Simulator, startSimulator } from '../../simulator';
import { at, KworkProbe, listAt, multipart, numberAt, textAt, WebProbe } from './kworkProbe';

let simulator: Simulator;
let api: KworkProbe;
let web: WebProbe;

const TEXT = `Здравствуйте! Сделаю "бота" для заявок.\n\n${'Опыт восемь лет, работаю по договору. '.repeat(5)}`;

beforeAll(async () => {
	simulator = await startSimulator();
});
beforeEach(async () => {
	simulator.control.reset();
	api = await new KworkProbe(simulator.url).signIn();
	web = new WebProbe(simulator.url);
});
afterAll(async () => {
	await simulator.close();
});

const list = async (fields = {}) => (await api.call('projects', fields)).json;
const projects = async (fields = {}) => listAt(await list(fields), 'response');

describe('projects', () => {
	it('gives 12 a page, newest first, with connects and paging', async () => {
		const body = await list();
		expect(listAt(body, 'response')).toHaveLength(12);
		expect(at(body, 'connects.active_connects')).toBe(17);
		expect(at(body, 'paging')).toEqual({ page: 1, total: 67, limit: 12, pages: 6 });
		const dates = listAt(body, 'response').map((project) => numberAt(project, 'date_confirm'));
		expect(dates).toEqual([...dates].sort((a, b) => b - a));
		const all = new Set<number>();
		for (let page = 1; page <= 6; page++) {
			for (const project of await projects({ page })) all.add(numberAt(project, 'id'));
		}
		expect(all.size).toBe(67);
	});

	it('filters by rubric (parents too), price, hired share, offers and text', async () => {
		for (const project of await projects({ categories: '41,38' })) {
			expect([38, 41]).toContain(at(project, 'category_id'));
		}
		for (const project of await projects({ categories: 15 })) {
			expect(at(project, 'parent_category_id')).toBe(15);
		}
		for (const project of await projects({ price_from: 5000, price_to: 7000 })) {
			expect(numberAt(project, 'price')).toBeGreaterThanOrEqual(5000);
			expect(numberAt(project, 'price')).toBeLessThanOrEqual(7000);
		}
		for (const project of await projects({ hiring_from: 60 })) {
			expect(numberAt(project, 'user_hired_percent')).toBeGreaterThanOrEqual(60);
		}
		for (const project of await projects({ kworks_filter_from: 5, kworks_filter_to: 10 })) {
			expect(numberAt(project, 'offers')).toBeGreaterThan(5);
			expect(numberAt(project, 'offers')).toBeLessThanOrEqual(10);
		}
		const bots = await projects({ query: 'БОТ', categories: 41 });
		expect(bots.length).toBeGreaterThan(2);
		for (const project of bots) {
			const text = textAt(project, 'title') + textAt(project, 'description');
			expect(text.toLowerCase()).toContain('бот');
		}
	});

	it('takes an empty categories for everything, or by a switch for the favourites', async () => {
		expect(numberAt(await list({ categories: '' }), 'paging.total')).toBe(67);
		simulator.control.kwork.configure({ emptyCategoriesMeans: 'favorites' });
		const body = await list({ categories: '' });
		expect(numberAt(body, 'paging.total')).toBeLessThan(30);
		expect(numberAt(await list({ categories: 'all' }), 'paging.total')).toBe(67);
	});

	it('shows a new project at once and leaves out response when nothing fits', async () => {
		const { projectId } = simulator.control.kwork.projectAppears({ title: 'Срочно: бот' });
		expect(at(await list(), 'response.0.id')).toBe(projectId);
		const nothing = await list({ query: 'нет такого' });
		expect(nothing).not.toHaveProperty('response');
		expect(at(nothing, 'paging.pages')).toBe(1);
	});

	it('lists one that waits in moderation only afterwards, by the ID and the date that it had', async () => {
		const { projectId: late } = simulator.control.kwork.projectAppears({
			listedAfterSeconds: 3600,
		});
		const { projectId: next } = simulator.control.kwork.projectAppears({});
		const first = async () => (await projects()).slice(0, 2).map((one) => at(one, 'id'));
		expect(await first()).not.toContain(late);
		simulator.control.advance(3_600_000);
		expect(await first()).toEqual([next, late]);
	});

	it('counts by filter as text', async () => {
		const { json } = await api.call('getWantsCount');
		expect(at(json, 'response.count')).toBe(67);
		expect(textAt(json, 'response.filters.by_budget.0.count')).toMatch(/^\d+$/);
	});
});

/** Everything before createoffer, as a browser does it. */
async function openForm(project: number) {
	await web.logIn(api);
	await web.send('/projects');
	const page = await web.send(`/new_offer?project=${project}`);
	const draftKey = /draftKey: "([a-z0-9]+)"/.exec(page.text)?.[1] ?? '';
	return { page, draftKey };
}

const createOffer = (project: number, fields: Record<string, string | number> = {}) =>
	web.xhr(
		`/api/offer/createoffer?wantId=${project}&offerType=custom`,
		multipart({
			wantId: project,
			offerType: 'custom',
			description: TEXT,
			kwork_duration: 7,
			kwork_price: 3000,
			kwork_name: '<div>Бот для заявок</div>',
			...fields,
		}),
	);

const freeProject = async () => {
	const free = (await projects({ categories: 41 })).find(
		(project) =>
			at(project, 'has_offer') === false &&
			numberAt(project, 'price') >= 5000 &&
			at(project, 'username') !== 'buyer',
	);
	return numberAt(free, 'id');
};

describe('web session', () => {
	it('logs in once per link, within 60 seconds, with the cookies of the site', async () => {
		const { json } = await api.call('getWebAuthToken', { url_to_redirect: '/projects' });
		const url = new URL(textAt(json, 'response.url'));
		expect(url.host).toBe('kwork.ru');
		const path = `${url.pathname}${url.search}`;
		const first = await web.send(path);
		expect([first.status, first.headers.get('location')]).toEqual([302, '/kwork.ru/projects']);
		for (const name of ['RORSSQIHEK', 'csrf_user_token', 'userId', 'slrememberme']) {
			expect(web.cookies.get(name)).toBeTruthy();
		}
		const second = await new WebProbe(simulator.url).send(path);
		expect(second.headers.get('location')).toBe('/kwork.ru/login');
		const late = await api.call('getWebAuthToken', { url_to_redirect: '/projects' });
		simulator.control.advance(61_000);
		const old = new URL(textAt(late.json, 'response.url'));
		expect((await web.send(`${old.pathname}${old.search}`)).headers.get('location')).toBe(
			'/kwork.ru/login',
		);
	});

	it('refuses a target that is not relative, and has no /exchange', async () => {
		const { json } = await api.call('getWebAuthToken', { url_to_redirect: 'https://x.example' });
		expect(at(json, 'error_code')).toBe(101);
		expect((await web.send('/exchange')).status).toBe(404);
	});

	it('shows the form to a logged-in person only, with token, draft key, days and prices', async () => {
		const project = await freeProject();
		expect((await web.send(`/new_offer?project=${project}`)).status).toBe(302);
		const { page, draftKey } = await openForm(project);
		expect(draftKey).toHaveLength(8);
		expect(page.text).toContain(`csrf_user_token: "${web.cookies.get('csrf_user_token')}"`);
		expect(page.text).toContain('"basic":[1,2,3,4,5,6,7,10,14,21,30,60]');
		expect(page.text).toMatch(/placeholder="500 - \d+"/);
	});

	it.each(['script', 'input', 'none'] as const)(
		'puts the CSRF token into: %s',
		async (csrfPlace) => {
			simulator.control.kwork.configure({ csrfPlace });
			const { page } = await openForm(await freeProject());
			expect(web.cookies.has('csrf_user_token')).toBe(false);
			expect(page.text.includes('csrf')).toBe(csrfPlace !== 'none');
		},
	);
});

describe('an offer', () => {
	it('goes through the steps, costs a connect and shows in offers with changed text', async () => {
		const project = await freeProject();
		const { draftKey } = await openForm(project);
		const csrftoken = web.cookies.get('csrf_user_token') ?? '';
		expect((await web.xhr('/quick-faq/init', { page: 'new_offer' })).status).toBe(200);
		const draft = await web.xhr(
			'/wants/create_offer_draft',
			multipart({ csrftoken, projectId: project, message: '', draftKey }),
		);
		expect(draft.json).toEqual({ success: true, data: null });
		const template = await web.xhr('/projects/check_is_template', {
			description: TEXT,
			wantid: project,
		});
		expect(template.json).toEqual({ success: true, data: [] });
		expect((await createOffer(project)).json).toEqual({
			success: true,
			data: null,
			redirect: 'https://kwork.ru/offers',
		});
		const { json } = await api.call('offers');
		expect(at(json, 'connects.active_connects')).toBe(16);
		expect(at(json, 'response.0')).toMatchObject({
			want_id: project,
			price: 3000,
			duration: 7,
			title: 'Бот для заявок',
		});
		const stored = textAt(json, 'response.0.comment');
		expect(stored).toContain('&laquo;бота&raquo;');
		expect(stored).not.toContain('\n\n');
		expect(at((await api.call('project', { id: project })).json, 'response.has_offer')).toBe(true);
		expect(simulator.control.violations()).toEqual([]);
	});

	it.each([
		['a short text', { description: 'Сделаю' }, 'не менее 150'],
		['a long text', { description: 'а'.repeat(2001) }, 'не более 2000'],
		['a long title', { kwork_name: 'б'.repeat(71) }, 'не более 70'],
		['an unknown number of days', { kwork_duration: 8 }, 'срок'],
		['a low price', { kwork_price: 499 }, '500'],
		['a high price', { kwork_price: 9_000_000 }, 'Максимальная'],
		['contact data', { description: `${TEXT} Пишите @maker_bot` }, 'Контактные'],
	])('is refused for %s', async (_name, fields, message) => {
		const project = await freeProject();
		await openForm(project);
		const { json, status } = await createOffer(project, fields);
		expect(status).toBe(422);
		expect(textAt(json, 'error')).toContain(message);
		expect(at((await api.call('project', { id: project })).json, 'response.has_offer')).toBe(false);
	});

	it('is refused a second time, and the repetition is listed', async () => {
		const project = await freeProject();
		await openForm(project);
		await createOffer(project);
		expect(at((await createOffer(project)).json, 'error')).toBe(
			'Вы уже отправили предложение по этому проекту',
		);
		expect(simulator.control.violations()[0]?.text).toContain('sent again');
	});

	it('is refused without connects and on a closed project', async () => {
		const project = await freeProject();
		await openForm(project);
		simulator.control.kwork.changeUser({ activeConnects: 0 });
		expect(textAt((await createOffer(project)).json, 'error')).toContain('коннект');
		simulator.control.kwork.projectCloses({ projectId: project });
		expect(textAt((await createOffer(project)).json, 'error')).toContain('закрыт');
	});

	it('needs the cookies and the CSRF token', async () => {
		const project = await freeProject();
		expect((await createOffer(project)).headers.get('location')).toBe('/kwork.ru/login');
		await openForm(project);
		web.cookies.delete('csrf_user_token');
		expect((await createOffer(project)).status).toBe(403);
		expect(simulator.control.violations().map(({ text }) => text)).toEqual([
			'The CSRF token is missing or wrong',
		]);
	});

	it('can be edited and deleted', async () => {
		const project = await freeProject();
		await openForm(project);
		await createOffer(project);
		const edited = await web.xhr(
			`/api/offer/editoffer?wantId=${project}&offerType=custom`,
			multipart({
				description: TEXT,
				kwork_duration: 10,
				kwork_price: 3500,
				kwork_name: 'Бот',
			}),
		);
		expect(at(edited.json, 'success')).toBe(true);
		const { json } = await api.call('offers');
		expect(at(json, 'response.0')).toMatchObject({ price: 3500, duration: 10, title: 'Бот' });
		const id = numberAt(json, 'response.0.id');
		expect((await api.call('deleteOffer', { id })).json).toEqual({ success: true });
		expect(at((await api.call('offer', { id })).json, 'success')).toBe(false);
	});

	it('takes effect even when its answer is lost', async () => {
		const project = await freeProject();
		await openForm(project);
		simulator.control.fault({ kind: 'answerLost', operation: 'web:POST /api/offer/createoffer' });
		await expect(createOffer(project)).rejects.toThrow();
		expect(at((await api.call('project', { id: project })).json, 'response.has_offer')).toBe(true);
	});
});

it('takes files for an offer and serves them again', async () => {
	await openForm(await freeProject());
	const { json } = await web.xhr(
		'/wants/upload_offer_file',
		multipart({ file: new Blob(['спецификация']) }),
	);
	const path = textAt(json, 'data.path');
	expect((await web.send(`/files/uploaded/${path}`)).text).toBe('спецификация');
});

it('lists fields the offer form does not have, and a form for another project', async () => {
	const project = await freeProject();
	await openForm(project);
	await createOffer(project, { wantId: project + 1, price: 3000 });
	expect(simulator.control.violations().map(({ text }) => text)).toEqual([
		'The offer form has no field price',
		'wantId belongs into the address and the form, with the same value',
	]);
});
