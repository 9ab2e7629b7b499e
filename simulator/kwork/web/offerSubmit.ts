import type { Answer } from '../../core/types';
import type { Project, User } from '../model';
import { storedOfferText, withoutTags } from '../text';
import { checkXhr, loginRedirect, route, type WebCall } from './webCall';
import { MIN_PRICE } from './offerForm';

const failure = (error: string, status = 200): Answer => ({
	status,
	json: { success: false, error },
});

interface Fields {
	title: string;
	description: string;
	price: number;
	duration: number;
}

const fieldsOf = ({ parameters }: WebCall): Fields => ({
	title: withoutTags(parameters.text('kwork_name')),
	description: parameters.text('description').trim(),
	price: parameters.int('kwork_price', NaN),
	duration: parameters.int('kwork_duration', NaN),
});

/** The rules of kwork.md 6.4, as the text the site shows. */
function problemOf(call: WebCall, project: Project, fields: Fields): string | undefined {
	const length = [...fields.description].length;
	if (length < 150) return 'Описание слишком короткое: не менее 150 символов';
	if (length > 2000) return 'Описание слишком длинное: не более 2000 символов';
	if (call.parameters.text('offerType') === 'custom') {
		if (fields.title === '') return 'Укажите название заказа';
		if ([...fields.title].length > 70) return 'Название слишком длинное: не более 70 символов';
	} else if (call.world.kworks.get(call.parameters.int('kwork_id'))?.userId !== call.user?.id) {
		return 'Кворк не найден';
	}
	if (!project.durations.includes(fields.duration)) return 'Выберите срок из списка';
	if (!Number.isInteger(fields.price)) return 'Укажите стоимость';
	if (fields.price < MIN_PRICE) return `Минимальная стоимость ${MIN_PRICE} руб.`;
	if (fields.price > project.maxPrice) return `Максимальная стоимость ${project.maxPrice} руб.`;
	if (/@[a-z]\w+|https?:\/\/|\+7\d{10}/i.test(fields.description)) {
		return 'Контактные данные в тексте запрещены';
	}
	return undefined;
}

/** Fields the form's script is known to send, custom extras by their beginnings (kwork.md 6.3). */
const FIELDS =
	/^(wantId|offerType|description|kwork_(duration|price|name|id|count|package_type)|csrftoken|draftKey|stages|gextras|extra\w*|custom\w*)$/;

function checkFields({ parameters, request, violation }: WebCall): void {
	for (const name of Object.keys(parameters.values)) {
		if (!FIELDS.test(name)) violation(`The offer form has no field ${name}`);
	}
	if (request.query.get('wantId') !== parameters.text('wantId')) {
		violation('wantId belongs into the address and the form, with the same value');
	}
	if (request.body.type !== 'multipart') violation('The offer is sent as multipart');
}

/** Session, CSRF, project and fields; everything but the duplicate and the connects. */
function checked(
	call: WebCall,
): { answer: Answer } | { project: Project; user: User; fields: Fields } {
	const { parameters, world } = call;
	if (call.session === undefined) return { answer: loginRedirect() };
	const refused = checkXhr(call);
	if (refused !== undefined) return { answer: refused };
	checkFields(call);
	if (!['custom', 'kwork'].includes(parameters.text('offerType'))) {
		call.violation('offerType must be custom or kwork');
		return { answer: failure('Неверный тип предложения', 422) };
	}
	const project = world.projects.get(parameters.int('wantId'));
	const user = call.user;
	if (project === undefined || user === undefined) {
		call.violation('wantId is missing or unknown');
		return { answer: failure('Проект не найден', 422) };
	}
	if (project.status !== 'active' || project.expiresAt <= world.now()) {
		return { answer: failure('Проект закрыт и не принимает предложения') };
	}
	const fields = fieldsOf(call);
	const problem = problemOf(call, project, fields);
	if (problem !== undefined) return { answer: failure(problem, 422) };
	return { project, user, fields };
}

function createOffer(call: WebCall): Answer {
	const { world } = call;
	const result = checked(call);
	if ('answer' in result) return result.answer;
	const { project, user, fields } = result;
	if (call.session?.submitted.has(project.id) === true) {
		call.violation(`createoffer was sent again for project ${project.id} in the same session`);
	}
	if (world.offerOf(user.id, project.id) !== undefined) {
		return failure('Вы уже отправили предложение по этому проекту');
	}
	if (user.connects.active < 1) return failure('Недостаточно коннектов');
	const portfolio = world.portfolio.some(
		({ userId, categoryId }) => userId === user.id && categoryId === project.categoryId,
	);
	if (project.needsPortfolio && !portfolio) {
		return failure('Добавьте работу в портфолио, чтобы откликнуться');
	}
	user.connects.active--;
	call.session?.submitted.add(project.id);
	const id = world.nextId('offer');
	const kworkId = call.parameters.int('kwork_id') || null;
	world.offers.set(id, {
		id,
		userId: user.id,
		projectId: project.id,
		title: fields.title || project.title,
		comment: storedOfferText(fields.description),
		price: fields.price,
		duration: fields.duration,
		createdAt: world.now(),
		status: 'active',
		read: false,
		orderId: null,
		kworkId,
	});
	return success;
}

/** No offer id in it (kwork.md 6.5). */
const success: Answer = {
	json: { success: true, data: null, redirect: 'https://kwork.ru/offers' },
};

function editOffer(call: WebCall): Answer {
	const result = checked(call);
	if ('answer' in result) return result.answer;
	const offer = call.world.offerOf(result.user.id, result.project.id);
	if (offer === undefined) return failure('Предложение не найдено');
	offer.title = result.fields.title || offer.title;
	offer.comment = storedOfferText(result.fields.description);
	offer.price = result.fields.price;
	offer.duration = result.fields.duration;
	return success;
}

function deleteOffer(call: WebCall): Answer {
	const refused = checkXhr(call);
	if (refused !== undefined) return refused;
	const offer = call.world.offers.get(call.parameters.int('id'));
	if (offer === undefined || offer.userId !== call.user?.id || offer.status === 'cancel') {
		return failure('Предложение не найдено');
	}
	offer.status = 'cancel';
	return { json: { success: true } };
}

/** The calls that change offers. */
export const offerSubmit = [
	route('POST', '/api/offer/createoffer', createOffer),
	route('POST', '/api/offer/editoffer', editOffer),
	route('POST', '/api/offer/deleteoffer', deleteOffer),
];
