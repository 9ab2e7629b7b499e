import type { AvitoClient } from '../../../../lib/avito';
import { CandidateCollector, PhraseMatcher } from '../../../../lib/avito/candidates';
import type { Simulator } from '../../../../simulator';
import { all } from '../../avito/localAvito';
import { clientOf, startAvito } from '../../avito/simulated';

let simulator: Simulator;
let avito: AvitoClient;

beforeEach(async () => {
	simulator = await startAvito();
	avito = clientOf(simulator);
});
afterEach(async () => {
	const violations = simulator.control.violations();
	await avito.close();
	await simulator.close();
	expect(violations).toEqual([]);
});

const options = () => ({ phrases: new PhraseMatcher(), nowMs: simulator.control.now() });
const longAgo = () => simulator.control.now() - 400 * 86_400_000;
const spent = () => (simulator.control.state('avito') as { contactsSpent: number }).contactsSpent;

test('applications, resumes and chats become candidates, and nothing is bought', async () => {
	const collector = new CandidateCollector(avito, {
		...options(),
		applications: { updatedSinceMs: longAgo() },
		search: {},
	});
	const { candidates, errors, contactsSpent } = await collector.run();
	const applications = await all(avito.applications.list({ updatedSinceMs: longAgo() }));
	const ids = candidates.flatMap(({ applicationIds }) => applicationIds);
	expect(new Set(ids)).toEqual(new Set(applications.map(({ id }) => id)));
	expect(new Set(candidates.map(({ key }) => key)).size).toBe(candidates.length);
	expect(candidates.filter(({ isPurchased }) => isPurchased).length).toBeGreaterThan(20);
	expect(
		candidates.filter(({ contactsOutcome }) => contactsOutcome === 'ok').length,
	).toBeGreaterThan(10);
	expect(candidates.filter(({ name }) => name).length).toBeGreaterThan(50);
	expect([
		spent(),
		contactsSpent,
		Object.keys(errors).filter((kind) => kind !== 'notFound'),
	]).toEqual([0, 0, []]);
});

test('the status follows what the candidate does', async () => {
	const { id, chatId } = (await simulator.control.avito.newApplication({})) as {
		id: string;
		chatId: string;
	};
	const status = async () => {
		const collector = new CandidateCollector(avito, {
			...options(),
			applications: { updatedSinceMs: simulator.control.now() - 86_400_000 },
		});
		const { candidates } = await collector.run();
		return candidates.find(({ applicationIds }) => applicationIds.includes(id));
	};
	expect(await status()).toMatchObject({ status: 'NO_MESSAGES_SENT' });
	await avito.sending.send(chatId, 'Здравствуйте!');
	expect(await status()).toMatchObject({ status: 'UNKNOWN', statusReason: 'sent_unread' });
	await simulator.control.avito.candidateReads({ chatId });
	expect(await status()).toMatchObject({ status: 'READ_NO_REPLY' });
	simulator.control.advance(60_000);
	await simulator.control.avito.candidateWrites({ chatId, text: 'Да, интересно' });
	expect(await status()).toMatchObject({
		status: 'READ_REPLIED',
		needsOurReply: true,
		priority: 1,
	});
	simulator.control.advance(60_000);
	await simulator.control.avito.candidateWrites({ chatId, text: 'Уже нашла работу' });
	expect(await status()).toMatchObject({ status: 'NOT_INTERESTED' });
});

test('beyond the cap, no chat is certain where Avito itself says so', async () => {
	await simulator.control.avito.seed({ resumes: 120, chats: 3000 });
	const byPhone = await simulator.control.avito.newApplication({ byChat: false });
	const { id } = byPhone as { id: string };
	const collector = new CandidateCollector(avito, {
		...options(),
		applications: { updatedSinceMs: longAgo() },
		search: {},
	});
	const { candidates, coverage } = await collector.run();
	expect(coverage).toMatchObject({ capHit: true, complete: false });
	const without = candidates.filter(({ chatId }) => chatId === null);
	const certain = (one: (typeof without)[number]) =>
		one.contactsOutcome === 'ok' ||
		(one.applicationIds.length > 0 && (one.resumeId === null || one.isPurchased === false));
	expect(without.filter(certain).map(({ status }) => status)).toEqual(
		without.filter(certain).map(() => 'NO_CHAT'),
	);
	expect(without.filter((one) => !certain(one)).every(({ status }) => status === 'UNKNOWN')).toBe(
		true,
	);
	expect(candidates.find(({ applicationIds }) => applicationIds.includes(id))).toMatchObject({
		status: 'NO_CHAT',
		statusReason: 'no_chat_id',
	});
});

test('3,000 chats: all that can be reached are classified, the rest is unknown and never "no chat"', async () => {
	await simulator.control.avito.seed({ resumes: 400, chats: 3000 });
	const every = await all(avito.resumes.search({}));
	const resumeIds = every.map(({ id }) => id);
	const collector = new CandidateCollector(avito, { ...options(), resumeIds, withContacts: false });
	const { candidates, coverage } = await collector.run();
	expect(candidates).toHaveLength(resumeIds.length);
	const withChat = candidates.filter(({ chatId }) => chatId !== null);
	const without = candidates.filter(({ chatId }) => chatId === null);
	expect(
		withChat.every(
			({ status, statusReason }) => status !== 'UNKNOWN' || statusReason === 'sent_unread',
		),
	).toBe(true);
	expect(coverage?.capHit).toBe(true);
	if (!coverage?.complete) {
		expect(new Set(without.map(({ statusReason }) => statusReason))).toEqual(
			new Set(['not_covered']),
		);
	}
	process.stdout.write(
		`${withChat.length} of ${candidates.length} candidates with a chat, ${coverage?.found ?? 0} chats seen\n`,
	);
});
