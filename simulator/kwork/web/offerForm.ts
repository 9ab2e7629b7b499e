import type { Answer } from '../../core/types';
import { rootOf } from '../seed/categories';
import { storeFile } from '../storeFile';
import { checkXhr, loginRedirect, route, type WebCall } from './webCall';

/** The site's lowest price of an offer (kwork.md 6.4). */
export const MIN_PRICE = 500;

function newOfferPage({ request, session, world }: WebCall): Answer {
	if (session === undefined) return loginRedirect();
	const project = world.projects.get(Number(request.query.get('project')));
	if (project === undefined || project.status !== 'active') {
		return { status: 404, html: '<html><head><title>Проект закрыт</title></head></html>' };
	}
	const draftKey = world.secret(8);
	const { csrfPlace, draftKeyPlace } = world.settings;
	const parts = [
		csrfPlace === 'script' || csrfPlace === 'cookie'
			? `<script>window.config={csrf_user_token: "${session.csrf}"};</script>`
			: '',
		csrfPlace === 'input' ? `<input type="hidden" name="csrftoken" value="${session.csrf}">` : '',
		draftKeyPlace === 'script' ? `<script>window.offer={draftKey: "${draftKey}"};</script>` : '',
		draftKeyPlace === 'input' ? `<input name="draftKey" value="${draftKey}">` : '',
		draftKeyPlace === 'attribute' ? `<div data-draft-key="${draftKey}"></div>` : '',
		`<script>window.stateData=${JSON.stringify({
			customMinPrice: MIN_PRICE,
			customMaxPrice: project.maxPrice,
			durations: { basic: project.durations },
			wantId: project.id,
		})};</script>`,
		`<input id="offer-custom-price" placeholder="${MIN_PRICE} - ${project.maxPrice}">`,
	];
	return {
		html: `<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>Новое предложение</title></head><body>${parts.join('\n')}</body></html>`,
	};
}

/** Calls the form makes before it is submitted (kwork.md 6.1, steps 4 to 7, and 6.6). */
export const offerForm = [
	route('GET', '/new_offer', newOfferPage),
	route('POST', '/quick-faq/init', (call) => {
		if (call.session === undefined) return loginRedirect();
		if (call.parameters.text('page') !== 'new_offer') call.violation('page must be new_offer');
		return { json: { success: true, data: [] } };
	}),
	route('POST', '/wants/create_offer_draft', (call) => {
		const refused = checkXhr(call);
		if (refused !== undefined) return refused;
		if (call.request.body.type !== 'multipart') call.violation('The draft is sent as multipart');
		if (!call.world.projects.has(call.parameters.int('projectId'))) {
			call.violation('create_offer_draft needs the projectId of a project');
			return { status: 422, json: { success: false, error: 'Проект не найден' } };
		}
		if (!/^[a-z0-9]{6,64}$/.test(call.parameters.text('draftKey'))) {
			call.violation('create_offer_draft needs a draftKey of 6 to 64 letters and digits');
		}
		return { json: { success: true, data: null } };
	}),
	route('POST', '/projects/check_is_template', (call) => {
		const refused = checkXhr(call);
		if (refused !== undefined) return refused;
		const template = call.parameters.text('description').includes('{{');
		return {
			json: {
				success: !template,
				data: template ? { error: 'Текст похож на шаблон. Напишите по проекту.' } : [],
			},
		};
	}),
	route('GET', '/wants/:id/check_offer_notify', (call, { id }) => {
		if (call.session === undefined) return loginRedirect();
		const project = call.world.projects.get(Number(id));
		if (project === undefined) return { json: { success: false, error: 'Проект не найден' } };
		return {
			json: {
				success: true,
				data: {
					categoryId: project.categoryId,
					parentCategoryId: rootOf(project.categoryId)?.id ?? 0,
					classificationId: null,
					isUserNeedPortfolio: project.needsPortfolio,
					isUserNeedKworkNotify: false,
					urlForCreatePortfolio: '/portfolio/new',
					isNeural: false,
				},
			},
		};
	}),
	route('POST', '/api/validation/checktext', ({ parameters }) => {
		const text = parameters.text('description') || parameters.text('text');
		const contact = /@\w+|https?:|\+7\d/.test(text);
		return {
			json: {
				success: true,
				data: {
					description: {
						mistakes: [],
						validError: contact ? 'Контактные данные запрещены' : '',
						mistakesPercentExceeded: false,
					},
				},
			},
		};
	}),
	route('POST', '/wants/upload_offer_file', (call) => {
		const refused = checkXhr(call);
		if (refused !== undefined) return refused;
		const file = storeFile(call.world, call.parameters.file('file'));
		if (file === undefined) return { status: 422, json: { success: false, error: 'Нет файла' } };
		return { json: { success: true, data: { id: file.id, name: file.name, path: file.path } } };
	}),
	route('POST', '/api/file/upload', (call) => {
		if (call.session === undefined) return loginRedirect();
		const file = storeFile(call.world, call.parameters.files[0]);
		if (file === undefined) return { json: { result: false } };
		return {
			json: {
				result: true,
				file_id: file.id,
				file_name: file.name,
				file_path: file.path,
				file_path_hash: call.world.secret(16),
				file_extension: file.name.split('.').at(-1),
				need_miniature: false,
			},
		};
	}),
];
