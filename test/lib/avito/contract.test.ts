import { AvitoClient, avitoHttpOptions, ClientCredentialsTokens } from '../../../lib/avito';
import type { HttpRequest } from '../../../lib/http';
import { HttpClient } from '../../../lib/http';
import { systemClock } from '../../../lib/time';
import type { Simulator } from '../../../simulator';
import { picture } from '../../support/picture';
import { all } from './localAvito';
import { DEMO_KEY, startAvito } from './simulated';
import { Specifications } from './specifications';

const DAY = 86_400_000;

/**
 * Every request that the client can make, held against Avito's own specifications. What the
 * specifications are known to have wrong is listed there.
 */
async function everyRequest(simulator: Simulator): Promise<HttpRequest[]> {
	const requests: HttpRequest[] = [];
	class Recorder extends HttpClient {
		override async request(request: HttpRequest) {
			requests.push(request);
			return await super.request(request);
		}
	}
	const http = new Recorder(
		avitoHttpOptions({
			account: 'contract',
			simulatorUrl: simulator.url,
			budgets: {},
		}),
	);
	const tokens = new ClientCredentialsTokens({ http, clock: systemClock, ...DEMO_KEY });
	const avito = new AvitoClient({ http, tokens, clock: systemClock, employeeOf: undefined });
	const now = simulator.control.now();
	const updatedSinceMs = now - 60 * DAY;
	await avito.account.status();
	await avito.account.balance();
	await avito.account.operations(now - 7 * DAY, now - 5 * DAY);
	const cards = await all(
		avito.resumes.search({
			query: 'о',
			location: 637640,
			metro: [1],
			district: [1],
			radius: { latitude: 55.7, longitude: 37.6, minDistance: 0, maxDistance: 1000 },
			specialization: [10168, 10166],
			schedule: 'remote',
			businessTripReadiness: 'never',
			relocationReadiness: 'never',
			gender: 'male',
			ageMin: 18,
			ageMax: 70,
			educationLevel: 'secondary',
			experienceMin: 0,
			experienceMax: 50,
			salaryMin: 1,
			salaryMax: 1000000,
			updatedAt: '2026-05-01T00:00:00Z',
			updatedFrom: '2026-05-01T00:00:00Z',
			updatedTo: '2026-06-01T00:00:00Z',
			nationality: [15973],
			driverLicence: 'yes',
			driverLicenceCategory: ['b', 'c'],
			drivingExperience: 'less-than-three-years',
			ownTransport: 'cargo-car',
			medicalBook: 'no',
			fields: ['title', 'is_purchased'],
		}),
	);
	const known = cards[0] ?? (await all(avito.resumes.search({}, { limit: 1 })))[0];
	const resumeId = known?.id ?? 0;
	await avito.resumes.get(resumeId, { fields: ['title', 'salary'], params: ['age'], photos: true });
	await avito.contacts.get(resumeId, { employeeId: undefined });
	const bought = (await all(avito.resumes.search({}))).find(({ is_purchased }) => is_purchased);
	await avito.contacts.get(bought?.id ?? 0);
	const applications = await all(
		avito.applications.list({
			updatedSinceMs,
			isViewed: false,
			state: 'new',
			vacancyIds: [4521900000],
		}),
	);
	await all(avito.applications.list({ createdSinceMs: updatedSinceMs }, { limit: 3 }));
	await all(avito.applications.list({ updatedSinceMs }, { limit: 3 }));
	const applicationId =
		applications[0]?.id ?? (await all(avito.applications.ids({ updatedSinceMs })))[0]?.id ?? '';
	await avito.applications.states();
	await avito.applications.setViewed(true, [applicationId]);
	await avito.applications.applyAction('interview', [applicationId]);
	await avito.vacancyMarket.dictionaries();
	const areas = await avito.vacancyMarket.dictionary('business_area');
	await all(
		avito.vacancyMarket.search({
			location: 637640,
			businessArea: 10168,
			workFormat: 'office',
			schedule: 'shift',
			employerIds: [1],
		}),
	);
	const { uuid = '' } = await avito.publication.create({
		title: 'Оператор',
		description: 'Входящая линия и обучение в первый день.',
		business_area: Number(areas[0]?.id),
		schedule: 'shift',
		experience: 'noMatter',
		employment: 'full',
		work_format: ['office'],
		payout_frequency: 'monthlyPay',
		salary_detail: {
			paid_period: 'month',
			taxes: 'net',
			base: { range: { from: 1000, to: 2000 } },
		},
		location: { address: { locality: 'Москва', street: 'Тестовая улица', house: '7' } },
		contacts: { name: 'Ирина', phone: '79990000002', allow_calls: true, allow_messages: true },
		vacancy_code: 'A-1',
	});
	simulator.control.advance(60_000);
	const [status] = await avito.vacancies.statuses([uuid]);
	const vacancyId = status?.vacancy?.id ?? 0;
	await avito.vacancies.get(vacancyId);
	await avito.vacancies.update(uuid, { title: 'Старший оператор' });
	simulator.control.advance(60_000);
	await avito.vacancies.setAutoRenewal(uuid, false);
	await avito.vacancies.archive(vacancyId);
	await avito.publication.prolong(vacancyId);
	await all(
		avito.vacancies.list({ statuses: ['active', 'old'], updatedFromMs: Date.UTC(2020, 0) }),
	);
	await avito.items.get(vacancyId);
	await avito.chats.collect({ types: ['u2i', 'u2u'], unreadOnly: true });
	await avito.chats.page({ itemIds: [vacancyId] }, 100);
	const [chat] = (await avito.chats.page({}, 0)).chats;
	const chatId = chat?.id ?? '';
	await avito.chats.get(chatId);
	await avito.messages.list(chatId, { limit: 5 });
	const sent = await avito.sending.send(chatId, 'Здравствуйте!');
	const image = await avito.images.upload(picture);
	await avito.images.sendUploaded(chatId, image);
	await avito.sending.delete(chatId, sent.id);
	await avito.chats.markRead(chatId);
	await avito.chats.voiceFiles(['b0c1d2e3-0000-4111-8222-333344445555']).catch(() => {});
	await avito.chats.blacklist(chat?.users?.[0]?.id ?? 1, { itemId: vacancyId, reason: 'other' });
	await simulator.control.avito.configure({ webhooks: { handshake: false } });
	await avito.webhooks.subscribeMessages('https://n8n.example/m');
	await avito.webhooks.messages();
	await avito.webhooks.unsubscribeMessages('https://n8n.example/m');
	await avito.webhooks.subscribeApplications('https://n8n.example/a', 'secret');
	await avito.webhooks.applications();
	await avito.webhooks.unsubscribeApplications('https://n8n.example/a');
	await avito.close();
	return requests;
}

const bodyOf = (request: HttpRequest): unknown =>
	request.body && 'json' in request.body
		? request.body.json
		: request.body && 'form' in request.body
			? request.body.form
			: undefined;

test('every request of the client fits the specifications, but for their listed mistakes', async () => {
	const specifications = new Specifications();
	const simulator = await startAvito();
	const requests = await everyRequest(simulator).finally(async () => await simulator.close());
	const faults = requests.flatMap((request) =>
		specifications.faultsOf({
			method: request.method,
			pathname: new URL(request.url).pathname,
			query: Object.fromEntries(
				Object.entries(request.query ?? {}).filter(
					([, value]) => value !== undefined && value !== null,
				),
			),
			body: bodyOf(request),
			hasBody: request.body !== undefined,
		}),
	);
	expect([...new Set(faults)]).toEqual([]);
	expect(specifications.used.size).toBeGreaterThan(40);
	process.stdout.write(
		`${requests.length} requests over ${specifications.used.size} endpoints fit the specifications\n`,
	);
}, 60_000);
