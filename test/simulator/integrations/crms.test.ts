import { startSimulator, type Simulator } from '../../../simulator';

let simulator: Simulator;

beforeEach(async () => {
	simulator = await startSimulator();
	simulator.control.amocrm.configure({ perSecond: null });
	simulator.control.bitrix24.configure({ perSecond: null });
});
afterEach(async () => {
	await simulator.close();
});

async function send(
	method: string,
	url: string,
	body?: unknown,
	token?: string,
): Promise<{ status: number; json: Record<string, unknown> }> {
	const response = await fetch(`${simulator.url}/${url}`, {
		method,
		headers: {
			'content-type': 'application/json',
			...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
		},
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	const text = await response.text();
	return { status: response.status, json: JSON.parse(text || '{}') as Record<string, unknown> };
}

const stateOf = (name: string) => simulator.control.state(name) as Record<string, unknown>;

describe('amoCRM', () => {
	const token = 'simulated-amocrm-long-lived-token';
	const amo = async (method: string, path: string, body?: unknown) =>
		await send(method, `example.amocrm.ru/api/v4${path}`, body, token);
	const phone = (value: string) => [
		{ field_code: 'PHONE', values: [{ value, enum_code: 'WORK' }] },
	];

	it('keeps leads with contacts and notes', async () => {
		const created: unknown = (
			await amo('POST', '/leads/complex', [
				{
					name: 'Проект с Kwork',
					price: 15000,
					_embedded: {
						contacts: [{ name: 'Анна', custom_fields_values: phone('+7 999 000-00-01') }],
					},
				},
			])
		).json;
		const [made] = created as { id: number; contact_id: number }[];
		const lead = await amo('GET', `/leads/${made?.id}?with=contacts`);
		expect(lead.json).toMatchObject({
			name: 'Проект с Kwork',
			price: 15000,
			_embedded: { contacts: [{ id: made?.contact_id }] },
		});
		const note = [{ note_type: 'common', params: { text: 'Клиент ответил' } }];
		expect((await amo('POST', `/leads/${made?.id}/notes`, note)).status).toBe(200);
		const found = await amo('GET', '/contacts?query=79990000001');
		expect(found.json).toMatchObject({ _embedded: { contacts: [{ id: made?.contact_id }] } });
		expect((await amo('GET', '/leads?query=nothing')).status).toBe(204);
		expect(stateOf('amocrm').notes).toHaveLength(1);
	});

	it('shows doubles, takes 250 at once, refuses what is wrong', async () => {
		await amo('POST', '/leads', [{ name: 'Один' }, { name: 'Один' }]);
		expect(stateOf('amocrm').duplicates).toMatchObject({ leads: [{ key: 'Один' }] });
		const many = Array.from({ length: 251 }, () => ({ name: 'Много' }));
		expect((await amo('POST', '/leads', many)).status).toBe(400);
		const wrong = await amo('POST', '/leads', [{ name: 'x', price: '1500' }]);
		expect(wrong.json['validation-errors']).toHaveLength(1);
		expect(simulator.control.violations()).toHaveLength(2);
		expect((await send('GET', 'example.amocrm.ru/api/v4/account', undefined, 'bad')).status).toBe(
			401,
		);
	});

	it('rotates OAuth tokens', async () => {
		const body = {
			client_id: 'simulated-amocrm-integration',
			client_secret: 'simulated-amocrm-secret',
			grant_type: 'refresh_token',
			refresh_token: 'simulated-amocrm-refresh',
		};
		const url = 'example.amocrm.ru/oauth2/access_token';
		const fresh = await send('POST', url, body);
		expect(fresh.json).toMatchObject({ token_type: 'Bearer', expires_in: 86400 });
		expect((await send('POST', url, body)).status).toBe(400);
		const account = 'example.amocrm.ru/api/v4/account';
		expect((await send('GET', account, undefined, String(fresh.json.access_token))).status).toBe(
			200,
		);
		simulator.control.advance(86_400_001);
		expect((await send('GET', account, undefined, String(fresh.json.access_token))).status).toBe(
			401,
		);
	});
});

describe('Bitrix24', () => {
	const bitrix = async (method: string, body: object) =>
		await send('POST', `example.bitrix24.ru/rest/1/simulatedbitrixcode/${method}`, body);

	it('adds, changes, finds and lists', async () => {
		const fields = {
			TITLE: 'Отклик на вакансию',
			NAME: 'Анна',
			PHONE: [{ VALUE: '+7 999 000-00-01', VALUE_TYPE: 'MOBILE' }],
		};
		const { json } = await bitrix('crm.lead.add', { fields });
		expect(json.result).toBe(1);
		await bitrix('crm.lead.update', { id: 1, fields: { STATUS_ID: 'IN_PROCESS', NOPE: 1 } });
		const lead = await bitrix('crm.lead.get', { id: 1 });
		expect(lead.json.result).toMatchObject({ ID: '1', STATUS_ID: 'IN_PROCESS', NAME: 'Анна' });
		expect(lead.json.result).not.toHaveProperty('NOPE');
		const found = await bitrix('crm.duplicate.findbycomm', {
			type: 'PHONE',
			values: ['79990000001'],
		});
		expect(found.json.result).toEqual({ LEAD: [1] });
		for (let index = 0; index < 60; index++) await bitrix('crm.contact.add', { fields });
		const page = await bitrix('crm.contact.list', {
			order: { ID: 'DESC' },
			select: ['ID', 'PHONE'],
		});
		expect(page.json).toMatchObject({ total: 60, next: 50 });
		expect((page.json.result as { ID: string }[])[0]?.ID).toBe('60');
		const filtered = await bitrix('crm.contact.list', { filter: { '>ID': 58 } });
		expect(filtered.json.result).toHaveLength(2);
		expect(stateOf('bitrix24').duplicates).toMatchObject({ contacts: [{ key: '79990000001' }] });
	});

	it('takes fifty calls at once, then two a second, and finds comments by what they are on', async () => {
		simulator.control.bitrix24.configure({ perSecond: 2 });
		const comment = { ENTITY_TYPE: 'lead', ENTITY_ID: 7, COMMENT: 'Клиент ответил' };
		const statuses: number[] = [];
		for (let number = 0; number < 80; number++) {
			statuses.push((await bitrix('crm.timeline.comment.add', { fields: comment })).status);
		}
		expect(statuses.slice(0, 50)).toEqual(Array<number>(50).fill(200));
		expect(statuses).toContain(503);
		const taken = statuses.filter((status) => status === 200).length;
		simulator.control.advance(2_000);
		const on = async (id: number) => {
			const filter = { ENTITY_TYPE: 'lead', ENTITY_ID: id };
			return (await bitrix('crm.timeline.comment.list', { filter })).json.total;
		};
		expect([await on(7), await on(8)]).toEqual([taken, 0]);
	});

	it('understands nested form fields and refuses other codes', async () => {
		const form = new URLSearchParams({
			'fields[TITLE]': 'Из формы',
			'fields[PHONE][0][VALUE]': '1',
		});
		const base = `${simulator.url}/example.bitrix24.ru/rest/1`;
		await fetch(`${base}/simulatedbitrixcode/crm.lead.add.json`, { method: 'POST', body: form });
		expect(stateOf('bitrix24').leads).toMatchObject([
			{ TITLE: 'Из формы', PHONE: [{ VALUE: '1' }] },
		]);
		expect((await fetch(`${base}/other/crm.lead.list`)).status).toBe(401);
		expect((await bitrix('crm.nothing.here', {})).status).toBe(404);
		expect((await bitrix('crm.lead.get', { id: 99 })).json).toMatchObject({
			error_description: 'Not found',
		});
	});
});

describe('HubSpot', () => {
	const hubspot = async (method: string, path: string, body?: unknown) =>
		await send(
			method,
			`api.hubapi.com/crm/v3/objects${path}`,
			body,
			'pat-eu1-simulated-hubspot-token',
		);

	it('creates, finds, changes; a second mail address is a conflict', async () => {
		const properties = {
			email: 'Anna@example.test',
			firstname: 'Анна',
			phone: '+7 (999) 000-00-01',
		};
		const made = await hubspot('POST', '/contacts', { properties });
		expect(made.status).toBe(201);
		const again = await hubspot('POST', '/contacts', { properties });
		expect([again.status, again.json.message]).toEqual([
			409,
			`Contact already exists. Existing ID: ${made.json.id}`,
		]);
		for (const [propertyName, value] of [
			['email', 'anna@example.test'],
			['hs_searchable_calculated_phone_number', '9990000001'],
		]) {
			const filters = [{ propertyName, operator: 'EQ', value }];
			const found = await hubspot('POST', '/contacts/search', { filterGroups: [{ filters }] });
			expect(found.json).toMatchObject({ total: 1, results: [{ id: made.json.id }] });
		}
		await hubspot('PATCH', `/contacts/${made.json.id}`, { properties: { lastname: 'С.' } });
		const byMail = await hubspot('GET', '/contacts/anna@example.test?idProperty=email');
		expect(byMail.json).toMatchObject({ properties: { lastname: 'С.' } });
		expect((await hubspot('DELETE', `/contacts/${made.json.id}`)).status).toBe(204);
		expect((await hubspot('GET', `/contacts/${made.json.id}`)).status).toBe(404);
	});

	it('refuses a second value of a property that is unique, and finds notes by what they are on', async () => {
		const deal = { properties: { dealname: 'Заказ', source_id: 'kwork:order:1' } };
		const made = await hubspot('POST', '/deals', deal);
		const again = await hubspot('POST', '/deals', deal);
		expect([again.status, again.json.message]).toEqual([
			400,
			`${made.json.id} already has that value.`,
		]);
		const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 214 }];
		await hubspot('POST', '/notes', {
			properties: { hs_note_body: 'Клиент ответил' },
			associations: [{ to: { id: made.json.id }, types }],
		});
		const notesOn = async (id: unknown) => {
			const filters = [{ propertyName: 'associations.deal', operator: 'EQ', value: id }];
			return (await hubspot('POST', '/notes/search', { filterGroups: [{ filters }] })).json.total;
		};
		expect([await notesOn(made.json.id), await notesOn('999')]).toEqual([1, 0]);
	});

	it('pages deals, links them, shows doubles, refuses unknown properties', async () => {
		const contact = await hubspot('POST', '/contacts', { properties: { email: 'b@example.test' } });
		const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 3 }];
		const deal = {
			properties: { dealname: 'Проект', amount: 1500, dealstage: 'appointmentscheduled' },
			associations: [{ to: { id: contact.json.id }, types }],
		};
		const first = await hubspot('POST', '/deals', deal);
		await hubspot('POST', '/deals', deal);
		expect(stateOf('hubspot').duplicates).toMatchObject({ deals: [{ key: 'Проект' }] });
		const linked = await hubspot('GET', `/deals/${first.json.id}?associations=contacts`);
		expect(linked.json).toMatchObject({
			associations: { contacts: { results: [{ id: contact.json.id }] } },
		});
		const page = await hubspot('GET', '/deals?limit=1');
		expect(page.json).toMatchObject({ paging: { next: { after: '1' } } });
		const wrong = await hubspot('POST', '/deals', { properties: { nope: '1' } });
		expect([wrong.status, simulator.control.violations().length]).toEqual([400, 1]);
	});
});
