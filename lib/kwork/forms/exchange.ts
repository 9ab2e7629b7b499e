import { dedupeKey, isoFromSeconds, person } from '../../records';
import type { Lead, Money } from '../../records';
import type { Offer, Project } from '../schemas/exchange';
import { plainOrNull, plainText } from '../text';
import { userUrl } from './account';

export const projectUrl = (id: number): string => `https://kwork.ru/projects/${id}/view`;

const roubles = (amount: number | undefined, kind: Money['kind']): Money | null =>
	amount === undefined ? null : { amount, currency: 'RUB', kind };

const stageOfProject = ({ has_offer }: Project): Lead['stage'] =>
	has_offer === undefined ? null : has_offer ? 'offered' : 'new';

export const projectForms = {
	simplify: (project: Project) => ({
		id: project.id,
		title: plainOrNull(project.title),
		description: plainOrNull(project.description),
		price: project.price ?? null,
		maxPrice: project.possible_price_limit ?? null,
		offers: project.offers ?? null,
		buyer: project.username ?? null,
		buyerHiredPercent: project.user_hired_percent ?? null,
		hasOffer: project.has_offer ?? null,
		publishedAt: isoFromSeconds(project.date_confirm),
		url: projectUrl(project.id),
	}),
	record: (project: Project): Lead => ({
		record: 'lead',
		version: 1,
		kind: 'project',
		source: 'kwork',
		sourceId: String(project.id),
		url: projectUrl(project.id),
		dedupeKey: dedupeKey('kwork', 'project', project.id),
		title: plainText(project.title ?? ''),
		text: plainText(project.description ?? ''),
		money: roubles(project.price, 'budget'),
		person: person({
			id: project.user_id === undefined ? null : String(project.user_id),
			username: project.username ?? null,
			url: userUrl(project.username),
		}),
		stage: stageOfProject(project),
		sourceStatus: project.status ?? null,
		createdAt: isoFromSeconds(project.date_confirm),
		updatedAt: null,
		deadlineAt: null,
		skills: [],
		category: project.category_id === undefined ? null : String(project.category_id),
		level: null,
		competition: project.offers ?? null,
		client: {
			rating: null,
			spent: null,
			hires: null,
			hireRatePercent: project.user_hired_percent ?? null,
			paymentVerified: null,
		},
	}),
};

export const offerForms = {
	simplify: (offer: Offer) => ({
		id: offer.id,
		projectId: offer.want_id ?? null,
		title: plainOrNull(offer.title ?? offer.project?.title),
		text: plainOrNull(offer.comment),
		price: offer.price ?? null,
		durationDays: offer.duration ?? null,
		status: offer.status ?? null,
		isRead: offer.is_read ?? null,
		orderId: offer.order_id ?? null,
		createdAt: isoFromSeconds(offer.date_create),
	}),
	record: (offer: Offer): Lead => ({
		record: 'lead',
		version: 1,
		kind: 'offer',
		source: 'kwork',
		sourceId: String(offer.id),
		url: offer.want_id === undefined ? null : projectUrl(offer.want_id),
		dedupeKey: dedupeKey('kwork', 'offer', offer.id),
		title: plainText(offer.title ?? offer.project?.title ?? ''),
		text: plainText(offer.comment ?? ''),
		money: roubles(offer.price, 'fixed'),
		person: person({
			id: offer.project?.user_id === undefined ? null : String(offer.project.user_id),
			username: offer.project?.username ?? null,
			url: userUrl(offer.project?.username),
		}),
		stage: offer.order_id ? 'inWork' : 'offered',
		sourceStatus: offer.status ?? null,
		createdAt: isoFromSeconds(offer.date_create),
		updatedAt: null,
		deadlineAt: null,
		skills: [],
		category: null,
		level: null,
		competition: null,
		client: null,
	}),
};
