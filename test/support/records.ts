import type { Lead, Message } from '../../lib/records';
import { person } from '../../lib/records';

export const leadOf = (facts: Partial<Lead> = {}): Lead => ({
	record: 'lead',
	version: 1,
	kind: 'project',
	source: 'kwork',
	sourceId: '3210987',
	url: 'https://kwork.ru/projects/3210987/view',
	dedupeKey: 'kwork:project:3210987',
	createdAt: '2026-10-01T10:00:00.000Z',
	updatedAt: null,
	title: 'Бот для приёма заявок',
	text: 'Нужен телеграм-бот на Python, который принимает заявки и пишет их в таблицу.',
	money: { amount: 6000, currency: 'RUB', kind: 'budget' },
	person: person({ id: '777001', username: 'shop_owner' }),
	stage: 'new',
	sourceStatus: 'active',
	deadlineAt: null,
	skills: [],
	category: '41',
	level: null,
	competition: 7,
	client: { rating: 4.5, spent: null, hires: null, hireRatePercent: 66, paymentVerified: null },
	...facts,
});

export const messageOf = (facts: Partial<Message> = {}): Message => {
	const sourceId = facts.sourceId ?? '1';
	return {
		record: 'message',
		version: 1,
		source: 'kwork',
		sourceId,
		url: null,
		dedupeKey: `kwork:message:${sourceId}`,
		createdAt: '2026-10-01T10:00:00.000Z',
		updatedAt: null,
		threadId: '777001',
		direction: 'in',
		text: 'Здравствуйте!',
		person: null,
		isRead: false,
		...facts,
	};
};
