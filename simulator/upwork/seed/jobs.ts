import type { Dice } from '../../core/dice';
import { categories, skills } from '../data/ontology';
import posts from '../data/posts.json';
import type { ClientFacts, Job } from '../types';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FIRST_JOB_ID = 1_990_000_000_000_000_000n;

/**
 * Times of publication, oldest first: quiet nights and weekends, busy afternoons, and now and then
 * several jobs within the same second, which a cursor by time alone would lose.
 */
export function drawTimes(dice: Dice, count: number, now: number, weeks: number): number[] {
	const times: number[] = [];
	while (times.length < count) {
		const at = now - dice.int(2 * 60_000, weeks * 7 * DAY);
		const date = new Date(at);
		const isWeekend = date.getUTCDay() % 6 === 0;
		const isNight = date.getUTCHours() < 6;
		if ((isWeekend && dice.chance(70)) || (isNight && dice.chance(75))) continue;
		const second = at - (at % 1000);
		const together = dice.chance(6) ? dice.int(2, 4) : 1;
		for (let copy = 0; copy < together && times.length < count; copy++) times.push(second);
	}
	return times.sort((a, b) => a - b);
}

/** One job; ids grow with `index`, so later jobs have larger ones. */
export function drawJob(dice: Dice, index: number, client: ClientFacts, publishedAt: number): Job {
	const kind = dice.pick(posts.postKinds);
	const category = categories.find((candidate) => candidate.slug === kind.category);
	const subcategory = category?.subcategories.find(({ slug }) => slug === kind.subcategory);
	const service = subcategory === undefined ? undefined : dice.pick(subcategory.services);
	const isHourly = dice.chance(58);
	const low = Math.max(4, Math.round((kind.rate * dice.int(60, 100)) / 100));
	const isOpen = dice.chance(94);
	const asked = dice.chance(40) ? dice.int(1, 3) : 0;
	const personsToHire = dice.chance(88) ? 1 : dice.int(2, 4);
	return {
		id: String(FIRST_JOB_ID + BigInt(index) * 1_000n + BigInt(dice.int(1, 999))),
		title: kind.title,
		description: `${kind.want} ${dice.pick(posts.extraWants)} ${dice.pick(posts.extraWants)}`,
		categoryId: category?.id ?? '',
		subcategoryId: subcategory?.id ?? '',
		occupationId: service?.id ?? '',
		skillIds: kind.skills.flatMap(
			(label) => skills.find((skill) => skill.label === label)?.id ?? [],
		),
		type: isHourly ? 'HOURLY' : 'FIXED',
		amount: isHourly ? 0 : dice.int(2, 60) * 50,
		hourlyMin: isHourly && dice.chance(85) ? low : null,
		hourlyMax: isHourly ? low + dice.int(5, 30) : null,
		level: dice.pick(['ENTRY_LEVEL', 'INTERMEDIATE', 'INTERMEDIATE', 'EXPERT'] as const),
		duration: dice.pick(['WEEK', 'MONTH', 'QUARTER', 'ONGOING'] as const),
		workload: dice.pick(['PART_TIME', 'PART_TIME', 'FULL_TIME', 'AS_NEEDED'] as const),
		client,
		createdAt: publishedAt - dice.int(1, 600) * 1_000,
		publishedAt,
		renewedAt: dice.chance(8) ? publishedAt + dice.int(1, 48) * HOUR : null,
		totalApplicants: dice.int(0, 60),
		personsToHire,
		freelancersToHire: isOpen ? personsToHire : 0,
		questions: posts.questions.slice(0, asked),
		coverLetterRequired: dice.chance(90),
		connectsCost: dice.int(4, 20),
		premium: dice.chance(12),
		enterprise: dice.chance(5),
		preferredLocation: dice.chance(15) ? ['United States'] : null,
		isOpen,
		attachments: dice.chance(15)
			? [{ id: dice.uuid(), fileName: 'brief.pdf', fileSize: dice.int(20_000, 900_000) }]
			: [],
		invitesSent: dice.int(0, 8),
		interviewing: dice.int(0, 5),
		hired: isOpen ? 0 : personsToHire,
	};
}
