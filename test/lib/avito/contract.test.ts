import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { z } from 'zod';
import { AvitoClient, avitoHttpOptions, ClientCredentialsTokens } from '../../../lib/avito';
import type { HttpRequest } from '../../../lib/http';
import { HttpClient } from '../../../lib/http';
import { systemClock } from '../../../lib/time';
import type { Simulator } from '../../../simulator';
import { all } from './local-avito';
import { DEMO_KEY, startAvito } from './simulated';

/**
 * Every request that the client can make, held against Avito's own specifications. What the
 * specifications are known to have wrong is listed, with its source in avito.md.
 */
const FOLDER = path.resolve(__dirname, '../../../../shared/reference/avito-openapi');

const KNOWN: Array<[pattern: RegExp, source: string]> = [
	[/get_ids: query createdAtFrom is not declared/, '3.5: added on 8 May 2026'],
	[/get_ids: query updatedAtFrom is required/, '3.5: not required with createdAtFrom'],
	[/job\/v2\/vacancies: query employer_ids is not declared/, '3.7: added on 27 August 2026'],
	[/chats\/\{chat_id\}\/messages: body .*'url'/, '4.5: `required: ["url"]` is a mistake'],
	[/resumes\/: query (driver_licence|medical_book) /, 'pitfall 16: yes/no became true/false'],
	[/resumes\/: query fields /, 'pitfall 16: an enum for a list in commas'],
	[/resumes\/: query radius\[/, '3.3: a deep object, declared as one parameter'],
	[
		/resumes\/: query (specialization|driver_licence_category|nationality) /,
		'3.3: lists in commas',
	],
	[/resumes\/\{resume_id\}: query (fields|params) /, '3.4: an enum for a list in commas'],
	[/core\/v1\/items: query status /, '5.2: an enum for a list in commas'],
	[/operations_history\/: body .* "date-time"/, '5.1: the times of the examples have no zone'],
	[/\/token: /, '1.2: three operations are one endpoint'],
];

const schemaOf = z.looseObject({ schema: z.looseObject({}).optional() });
const parameter = schemaOf.extend({
	name: z.string(),
	in: z.string(),
	required: z.boolean().optional(),
});
type Parameter = z.infer<typeof parameter>;

interface Operation {
	name: string;
	method: string;
	pattern: RegExp;
	file: string;
	parameters: Parameter[];
	body?: { schema?: object; required: boolean; type: string };
}

const record = z.record(z.string(), z.unknown());

function at(document: unknown, pointer: string): unknown {
	return pointer
		.replace(/^#\//, '')
		.split('/')
		.reduce<unknown>((value, key) => record.parse(value)[key], document);
}

function operationsOf(file: string): Operation[] {
	const document: unknown = JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8'));
	const resolved = (value: unknown): unknown => {
		const { $ref } = record.parse(value);
		return typeof $ref === 'string' ? at(document, $ref) : value;
	};
	const paths = record.parse(record.parse(document).paths);
	return Object.entries(paths).flatMap(([rawPath, item]) => {
		const entries = record.parse(item);
		const clean = rawPath.replace(/[\u200e\u200f]/g, '');
		const pattern = new RegExp(
			`^${clean.replace(/[.$]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+')}$`,
		);
		return ['get', 'post', 'put', 'delete'].flatMap((method): Operation[] => {
			if (!(method in entries)) return [];
			const operation = record.parse(entries[method]);
			const given = [
				...z.array(z.unknown()).parse(entries.parameters ?? []),
				...z.array(z.unknown()).parse(operation.parameters ?? []),
			];
			const body = operation.requestBody
				? record.parse(resolved(operation.requestBody))
				: undefined;
			const [type, content] = Object.entries(record.parse(body?.content ?? {}))[0] ?? [];
			return [
				{
					name: clean,
					method: method.toUpperCase(),
					pattern,
					file,
					parameters: given.map((one) => parameter.parse(resolved(one))),
					body:
						type === undefined
							? undefined
							: {
									schema: schemaOf.parse(content).schema,
									required: body?.required === true,
									type,
								},
				},
			];
		});
	});
}

/** A validator that knows the components of all documents. */
function validator() {
	const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: true, logger: false });
	addFormats(ajv);
	for (const format of ['int32', 'int64', 'float', 'double']) ajv.addFormat(format, true);
	const documents = new Map(
		readdirSync(FOLDER).map((file) => [
			file,
			record.parse(JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8'))),
		]),
	);
	for (const [file, document] of documents) ajv.addSchema({ $id: file, ...document });
	return (file: string, schema: object, value: unknown): string[] => {
		const local = JSON.parse(JSON.stringify(schema).replaceAll('"#/', `"${file}#/`)) as object;
		const check = ajv.compile(local);
		return check(value)
			? []
			: (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
	};
}

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
			budgets: { default: { limit: 1_000_000, intervalMs: 1000, burst: 1_000_000 } },
		}),
	);
	const tokens = new ClientCredentialsTokens({ http, clock: systemClock, ...DEMO_KEY });
	const avito = new AvitoClient({ http, tokens, clock: systemClock, employeeOf: undefined });
	const now = simulator.control.now();
	const updatedSinceMs = now - 60 * 86_400_000;
	await avito.account.status();
	await avito.account.balance();
	await avito.account.operations('2026-05-01T00:00:00', '2026-05-03T00:00:00');
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
	const uuid = await avito.vacancies.create({
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
	await avito.vacancies.prolong(vacancyId);
	await all(avito.vacancies.list({ statuses: ['active', 'old'], updatedFrom: '2020-01-01' }));
	await avito.items.get(vacancyId);
	await avito.chats.collect({ types: ['u2i', 'u2u'], unreadOnly: true });
	await avito.chats.page({ itemIds: [vacancyId] }, 100);
	const [chat] = (await avito.chats.page({}, 0)).chats;
	const chatId = chat?.id ?? '';
	await avito.chats.get(chatId);
	await avito.messages.list(chatId, { limit: 5 });
	const sent = await avito.messages.send(chatId, 'Здравствуйте!');
	const image = await avito.messages.uploadImage({
		data: Buffer.from(
			'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
			'base64',
		),
		fileName: 'a.png',
		mimeType: 'image/png',
	});
	await avito.messages.sendImage(chatId, image);
	await avito.messages.delete(chatId, sent.id);
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
	if (!existsSync(FOLDER)) {
		process.stdout.write(
			'The specifications are not present: requests are not held against them\n',
		);
		expect(KNOWN.length).toBeGreaterThan(0);
		return;
	}
	const operations = readdirSync(FOLDER).flatMap(operationsOf);
	const validate = validator();
	const simulator = await startAvito();
	const requests = await everyRequest(simulator).finally(async () => await simulator.close());
	const found: string[] = [];
	const used = new Set<string>();
	for (const request of requests) {
		const { pathname } = new URL(request.url);
		const operation = operations.find(
			({ method, pattern }) => method === request.method && pattern.test(pathname),
		);
		if (!operation) {
			found.push(`${request.method} ${pathname} is not in the specifications`);
			continue;
		}
		const { name, parameters, body, file } = operation;
		used.add(`${operation.method} ${name}`);
		const declared = parameters.filter((one) => one.in === 'query');
		const query = Object.entries(request.query ?? {}).filter(
			([, value]) => value !== undefined && value !== null,
		);
		for (const [key, value] of query) {
			const one = declared.find((candidate) => candidate.name === key);
			if (!one) found.push(`${name}: query ${key} is not declared`);
			else {
				// Lists travel in commas; the schema speaks of their elements.
				const isList = one.schema?.type === 'array';
				const given = isList && typeof value === 'string' ? value.split(',') : value;
				for (const fault of validate(file, one.schema ?? {}, given))
					found.push(`${name}: query ${key} ${fault}`);
			}
		}
		for (const { name: key, required } of declared) {
			if (required && !query.some(([given]) => given === key))
				found.push(`${name}: query ${key} is required`);
		}
		const sent = bodyOf(request);
		if (body?.required && request.body === undefined) found.push(`${name}: body is required`);
		if (body?.schema && sent !== undefined) {
			for (const fault of validate(file, body.schema, structuredClone(sent)))
				found.push(`${name}: body ${fault}`);
		}
	}
	const open = [...new Set(found)].filter((line) => !KNOWN.some(([pattern]) => pattern.test(line)));
	expect(open).toEqual([]);
	expect(used.size).toBeGreaterThan(40);
	process.stdout.write(
		`${requests.length} requests over ${used.size} endpoints fit the specifications\n`,
	);
}, 60_000);
