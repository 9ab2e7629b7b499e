import type { ProposalDraft } from '../../../lib/upwork/confirmation';
import { checkConfirmation, confirmationOf, draftOf } from '../../../lib/upwork/confirmation';

const NOW = Date.UTC(2026, 10, 20, 12);
const WEEK = 7 * 86_400_000;
const options = { secret: 'secret', applicant: 'user 1 of 2', now: NOW };

const draft: Required<ProposalDraft> = {
	jobId: '1990000000000000001',
	coverLetter: 'I have done this before.',
	answers: [{ question: 'When?', answer: 'Today' }],
	terms: {
		amount: 500,
		boostConnects: 3,
		durationId: '7',
		milestones: [{ amount: 500, description: 'All of it', dueDate: '2026-12-24' }],
		occupationId: '9',
		attachments: ['11'],
	},
};
const { terms, answers } = draft;
const withTerms = (changed: Partial<ProposalDraft['terms']>): ProposalDraft => ({
	...draft,
	terms: { ...terms, ...changed },
});
const stage = { amount: 500, description: 'All of it', dueDate: '2026-12-24' };

describe('a confirmation', () => {
	const confirmation = confirmationOf(draft, options);
	const check =
		(other: ProposalDraft, changed: Partial<typeof options> = {}) =>
		() =>
			checkConfirmation(confirmation, other, { ...options, ...changed });

	it('is good for what it was given for, also after it went through a workflow', () => {
		expect(check(draft)).not.toThrow();
		expect(check(draftOf(JSON.parse(JSON.stringify({ ...draft, warnings: [] }))))).not.toThrow();
		expect(() => checkConfirmation(` ${confirmation}\n`, draft, options)).not.toThrow();
	});

	it.each<[string, ProposalDraft]>([
		['job', { ...draft, jobId: '1990000000000000002' }],
		['text', { ...draft, coverLetter: 'I have done this before!' }],
		['question', { ...draft, answers: [{ question: 'Where?', answer: 'Today' }] }],
		['answer', { ...draft, answers: [{ question: 'When?', answer: 'Tomorrow' }] }],
		['number of answers', { ...draft, answers: [...answers, { question: 'a', answer: 'b' }] }],
		['amount', withTerms({ amount: 501 })],
		['boost', withTerms({ boostConnects: 4 })],
		['no boost', withTerms({ boostConnects: undefined })],
		['duration', withTerms({ durationId: '8' })],
		['no duration', withTerms({ durationId: undefined })],
		['milestone: amount', withTerms({ milestones: [{ ...stage, amount: 499 }] })],
		['milestone: text', withTerms({ milestones: [{ ...stage, description: 'A part' }] })],
		['milestone: due date', withTerms({ milestones: [{ ...stage, dueDate: '2026-12-25' }] })],
		['milestone: no due date', withTerms({ milestones: [{ ...stage, dueDate: undefined }] })],
		['no milestones', withTerms({ milestones: undefined })],
		['occupation', withTerms({ occupationId: '10' })],
		['no occupation', withTerms({ occupationId: undefined })],
		['attachment', withTerms({ attachments: ['12'] })],
		['no attachments', withTerms({ attachments: undefined })],
	])('is not good for another %s', (_, other) => {
		expect(check(other)).toThrow('does not belong to this job, text and terms');
		expect(check(other)).toThrow(
			expect.objectContaining({ remedy: expect.stringContaining('run Prepare again') }),
		);
	});

	it('is not good for another applicant or key', () => {
		expect(check(draft, { applicant: 'user 1 of 3' })).toThrow('does not belong');
		expect(check(draft, { secret: 'other' })).toThrow('does not belong');
	});

	it('is good for seven days to the second', () => {
		expect(check(draft, { now: NOW + WEEK })).not.toThrow();
		expect(check(draft, { now: NOW + WEEK + 1000 })).toThrow('older than seven days');
	});

	it('cannot be made younger, cut or left out', () => {
		const [prefix, issued, mac] = confirmation.split('.');
		const later = (parseInt(issued ?? '', 36) + 3600).toString(36);
		for (const forged of [
			`${prefix}.${later}.${mac}`,
			`${prefix}.${issued}.${mac?.slice(1)}`,
			`${prefix}.${issued}`,
			`x.${issued}.${mac}`,
			'yes',
		]) {
			expect(() => checkConfirmation(forged, draft, options)).toThrow('does not belong');
		}
		expect(() => checkConfirmation('  ', draft, options)).toThrow('has no confirmation');
	});

	it('says what to do', () => {
		const told = (words: string) =>
			expect.objectContaining({ remedy: expect.stringContaining(words) });
		expect(() => checkConfirmation('', draft, options)).toThrow(told('Run Prepare, let a person'));
		expect(check(draft, { now: NOW + 2 * WEEK })).toThrow(told('Run Prepare again'));
		expect(() => draftOf({})).toThrow(told('the whole item that Prepare returned'));
	});

	it('names what is missing of the prepared proposal, five fields at most', () => {
		expect(() => draftOf({ ...draft, terms: { amount: 'a lot' } })).toThrow(
			'is not complete: terms.amount.',
		);
		expect(() => draftOf('yes')).toThrow('is not complete: everything.');
		expect(() => draftOf({ terms: {}, answers: [{}, {}, {}] })).toThrow(
			/complete: jobId, coverLetter, answers\.0\.question, answers\.0\.answer, answers\.1\.question\./,
		);
	});

	it('is the same for what is not given and for what is given empty', () => {
		const bare = { jobId: '1', coverLetter: 'Hello', terms: { amount: 5 } };
		const empty = { boostConnects: 0, durationId: '', occupationId: '' };
		const given = { ...bare, answers: [], terms: { amount: 5, ...empty } };
		const lists = { milestones: [], attachments: [] };
		const value = confirmationOf(draftOf(bare), options);
		expect(value).toMatch(/^uwc1\.[0-9a-z]+\.[\w-]{43}$/);
		for (const terms of [given.terms, { ...given.terms, ...lists }]) {
			expect(() => checkConfirmation(value, { ...given, terms }, options)).not.toThrow();
		}
		const stages = [{ amount: 5, description: 'a' }];
		const staged = confirmationOf({ ...given, terms: { amount: 5, milestones: stages } }, options);
		const dated = { amount: 5, milestones: stages.map((one) => ({ ...one, dueDate: '' })) };
		expect(() => checkConfirmation(staged, { ...given, terms: dated }, options)).not.toThrow();
	});

	it('needs what Prepare returned', () => {
		expect(() => draftOf({ jobId: '' })).toThrow('Nothing was sent');
	});
});
