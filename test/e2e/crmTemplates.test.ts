import { until, type Workflow } from '../../playground/harness';
import {
	CRMS,
	crmFacts,
	doublesIn,
	enterAmoLead,
	enterByHand,
	importCrm,
	liftLimits,
	type Crm,
	OPERATIONS,
} from './crmFacts';
import { TemplateStage } from './templateStage';

/** The templates that fill a CRM, in a real n8n, and what the simulated CRMs hold afterwards. */
describe('CRM templates', () => {
	let stage: TemplateStage;

	beforeAll(async () => {
		stage = await TemplateStage.create();
		await liftLimits(stage);
		for (const name of ['crm-amocrm', 'crm-bitrix24', 'crm-hubspot'] as const) {
			await importCrm(stage, name);
		}
	});

	afterEach(() => {
		stage.simulator.control.clearFaults();
	});

	afterAll(async () => {
		await stage?.remove();
	});

	const facts = (crm: Crm) => crmFacts(stage, crm);
	const writes = (crm: Crm) =>
		stage.simulator.control
			.requests({ service: crm })
			.filter(
				({ method, operation }) =>
					method === 'PATCH' ||
					/\.(add|update)$/.test(operation) ||
					(crm !== 'bitrix24' && method === 'POST' && !operation.endsWith('/search')),
			).length;

	const succeeds = async (workflow: Workflow) => {
		const run = await stage.run(workflow);
		expect(run.error).toBeUndefined();
		return run;
	};

	/** A copy that writes to the CRM, remembers it in a table of its own, and takes less time. */
	const copy = async (name: string, crm: Crm, table: string, memory: string): Promise<Workflow> =>
		await stage.import(name, {
			[`"id": "${name}"`]: `"id": "${name}-${crm}"`,
			'"crm-amocrm"': `"crm-${crm}"`,
			[table]: memory,
			...(name === 'kwork-orders-to-crm' && crm !== 'amocrm' ? ACTIVE_ONLY : {}),
			...(name === 'avito-candidates-to-crm' ? THREE_DAYS : {}),
		});

	describe.each(CRMS)('kwork-orders-to-crm with %s', (crm) => {
		test('an answer that is lost and a search that fails double nothing', async () => {
			const workflow = await copy('kwork-orders-to-crm', crm, 'crm_synced', `synced_${crm}`);
			const { makeLead, findContact } = OPERATIONS[crm];
			stage.simulator.control.fault({
				kind: 'answerLost',
				how: 'status',
				service: crm,
				operation: makeLead,
				skip: 1,
			});
			stage.simulator.control.fault({
				kind: 'status',
				status: 500,
				service: crm,
				operation: findContact,
				skip: 3,
				times: 3,
			});
			const first = await stage.run(workflow);
			stage.simulator.control.clearFaults();
			const orders = first.nodes['Read orders']?.items.length ?? 0;
			expect(orders).toBeGreaterThan(4);
			expect(first).toMatchObject({ ok: false, error: expect.stringContaining('Orders could') });
			expect(first.nodes['What did not arrive']?.items.length).toBeGreaterThanOrEqual(2);

			await succeeds(workflow);
			expect(facts(crm).leads).toHaveLength(orders);
			expect(doublesIn(facts(crm))).toEqual([]);
			const contacts = facts(crm).contacts.map(({ id }) => id);
			expect(facts(crm).leads.map(({ contactId }) => contactId)).toEqual(
				facts(crm).leads.map(() => expect.stringMatching(new RegExp(`^(${contacts.join('|')})$`))),
			);
			const before = writes(crm);
			await succeeds(workflow);
			expect(writes(crm)).toBe(before);
		});

		test('a lost table and a new order make one lead, not one for each order', async () => {
			const before = facts(crm);
			await stage.simulator.control.kwork.orderArrives({ title: `For ${crm}`, price: 5000 });
			const workflow = await copy('kwork-orders-to-crm', crm, 'crm_synced', `lost_${crm}`);
			await succeeds(workflow);
			expect(facts(crm).leads).toHaveLength(before.leads.length + 1);
			expect(doublesIn(facts(crm))).toEqual([]);
		});
	});

	test('two runs at once make one lead for each order', async () => {
		const workflow = await copy('kwork-orders-to-crm', 'amocrm', 'crm_synced', 'both_amocrm');
		for (const payer of ['newbie', 'tea_house']) {
			await stage.simulator.control.kwork.orderArrives({ payer, title: `Of ${payer}` });
		}
		await Promise.all([stage.run(workflow), stage.run(workflow)]);
		const { nodes } = await succeeds(workflow);
		expect(facts('amocrm').leads).toHaveLength(nodes['Read orders']?.items.length ?? 0);
		expect(doublesIn(facts('amocrm'))).toEqual([]);
	});

	test('a key that only begins alike is the key of another order', async () => {
		const { orderId } = await stage.simulator.control.kwork.orderArrives({});
		await enterAmoLead(stage, `kwork:order:${orderId}0`);
		await succeeds(await copy('kwork-orders-to-crm', 'amocrm', 'crm_synced', 'both_amocrm'));
		expect(facts('amocrm').leads.map(({ key }) => key)).toContain(`kwork:order:${orderId}`);
	});

	test('an order that moves on Kwork moves its lead', async () => {
		const { kwork } = stage.simulator.control;
		const { orderId } = await kwork.orderArrives({ title: 'To deliver' });
		const workflow = await copy('kwork-orders-to-crm', 'bitrix24', 'crm_synced', 'moved_bitrix24');
		await succeeds(workflow);
		const lead = () => facts('bitrix24').leads.find(({ key }) => key === `kwork:order:${orderId}`);
		expect(lead()?.stage).toBe('IN_PROCESS');
		await finishOrder(orderId);
		const delivered = await stage.import('kwork-orders-to-crm', {
			'"crm-amocrm"': '"crm-bitrix24"',
			'"status": "all"': '"status": "delivered"',
		});
		await succeeds(delivered);
		expect(lead()?.stage).toBe('PROCESSED');
		expect(doublesIn(facts('bitrix24'))).toEqual([]);
	});

	describe.each(CRMS)('avito-candidates-to-crm with %s', (crm) => {
		test('makes one contact per phone and one lead per candidate, whatever breaks', async () => {
			const before = facts(crm);
			const workflow = await copy(
				'avito-candidates-to-crm',
				crm,
				'crm_candidates',
				`people_${crm}`,
			);
			stage.simulator.control.fault({
				kind: 'answerLost',
				how: 'status',
				service: crm,
				operation: OPERATIONS[crm].makeContact,
				skip: 2,
			});
			const first = await stage.run(workflow);
			expect(first).toMatchObject({ ok: false });
			await succeeds(workflow);
			const people = first.nodes['Collect the candidates']?.items ?? [];
			const phones = new Set(people.flatMap(({ phone }) => (phone ? [phone] : [])));
			expect(phones.size).toBeGreaterThan(4);
			const made = facts(crm).contacts.slice(before.contacts.length);
			expect(new Set(made.flatMap(({ phone }) => (phone ? [phone] : [])))).toEqual(phones);
			expect(facts(crm).leads).toHaveLength(before.leads.length + people.length);
			expect(facts(crm).notes).toHaveLength(before.notes.length + people.length);
			expect(doublesIn(facts(crm))).toEqual([]);

			// The table is lost, and somebody applies whom a person has entered by hand before.
			const { avito } = stage.simulator.control;
			const { id } = await avito.newApplication({});
			const { phone } = await avito.changeApplication({ id, isViewed: false });
			const byHand = await enterByHand(stage, crm, phone);
			const later = await copy('avito-candidates-to-crm', crm, 'crm_candidates', `later_${crm}`);
			await succeeds(later);
			expect(facts(crm).leads).toHaveLength(before.leads.length + people.length + 1);
			expect(facts(crm).leads.at(-1)?.contactId).toBe(byHand);
			expect(doublesIn(facts(crm))).toEqual([]);
			const count = writes(crm);
			await succeeds(later);
			expect(writes(crm)).toBe(count);
		});
	});

	describe.each(CRMS)('kwork-messages-to-crm with %s', (crm) => {
		test('takes each message once: contact, lead and note, without an order', async () => {
			const before = facts(crm);
			const workflow = await copy('kwork-messages-to-crm', crm, 'crm_messages', `notes_${crm}`);
			const { kwork, fault, sockets } = stage.simulator.control;
			await stage.n8n.publish(workflow.id);
			await until(() => sockets.list({ service: 'kwork' }).length > 0, { what: 'the socket' });
			const texts = [`Первое для ${crm}`, `Второе для ${crm}`];
			await kwork.clientWrites({ from: 'newbie', text: texts[0] ?? '' });
			await stage.finished(workflow, 1);
			// The note is written, but the answer is lost: the trigger starts the message again.
			fault({
				kind: 'answerLost',
				how: 'status',
				service: crm,
				operation: OPERATIONS[crm].addNote,
			});
			await kwork.clientWrites({ from: 'newbie', text: texts[1] ?? '' });
			const runs = await stage.finished(workflow, 3);
			await stage.n8n.api.unpublish(workflow.id);
			expect(runs.map(({ ok }) => ok)).toEqual([true, false, true]);
			const notes = facts(crm).notes.slice(before.notes.length);
			expect(notes).toEqual(texts.map((text) => expect.stringContaining(text)));
			const talk = facts(crm).leads.filter(({ key }) => key.startsWith('kwork:talk:'));
			expect(talk).toHaveLength(1);
			expect(facts(crm).contacts.map(({ id }) => id)).toContain(talk[0]?.contactId);
			expect(doublesIn(facts(crm))).toEqual([]);
		});
	});

	/** The seller takes an order and delivers it, as in Kwork's app. */
	const finishOrder = async (orderId: number) => {
		const { token } = await stage.simulator.control.kwork.issueToken({});
		for (const [method, name] of [
			['workerInprogress', 'order_id'],
			['sendOrderForApproval', 'orderId'],
		] as const) {
			await fetch(`${stage.simulator.url}/api.kwork.ru/${method}`, {
				method: 'POST',
				headers: {
					authorization: `Basic ${Buffer.from('mobile_api:qFvfRl7w').toString('base64')}`,
				},
				body: new URLSearchParams({ token, [name]: String(orderId) }),
			});
		}
	};

	test('no template broke a contract of a service', () => {
		expect(stage.simulator.control.violations()).toEqual([]);
	});
});

const ACTIVE_ONLY = { '"status": "all"': '"status": "active"' };
const THREE_DAYS = {
	'"name": "daysBack",\n\t\t\t\t\t\t\t"value": 7': '"name": "daysBack",\n\t\t\t\t\t\t\t"value": 3',
};
