import { badValue, done, type MethodCall, notFound, ok, type Reply, type Responder } from '../call';
import { storeFile } from '../storeFile';
import { deficit } from './orderLookup';

function upload(call: MethodCall, voice: boolean) {
	const file = storeFile(call.world, call.parameters.file('upload_files'), voice);
	if (file === undefined) throw badValue();
	return file;
}

/** The file itself, or HTTP 404 without a body (kwork.md 1.5). */
function download({ parameters, world }: MethodCall): Reply {
	const path = parameters.text('path');
	const file = [...world.files.values()].find((one) => one.path === path && !one.deleted);
	if (file === undefined) return { answer: { status: 404 } };
	return { answer: { headers: { 'content-type': file.contentType }, bytes: file.data } };
}

export const files: Record<string, Responder> = {
	fileUpload: (call) => {
		const { id, name, path } = upload(call, false);
		return ok({ id, name, path });
	},
	voiceUpload: (call) => {
		const { id, path } = upload(call, true);
		return ok({ fileId: id, voiceMessageId: `voice-${id}`, path });
	},
	fileDelete: ({ parameters, world }) => {
		const file = world.files.get(parameters.int('file_id'));
		if (file === undefined || file.deleted) throw notFound('Файл');
		file.deleted = true;
		return done;
	},
	uploadedFile: download,
	miniature: download,
	uploadLog: () => done,
};

const { payment_type_available_collection: paymentTypes, ...fees } = deficit(0, 0).response;

export const money: Record<string, Responder> = {
	rechargeBalance: ({ parameters }) => {
		if (!(Number(parameters.text('amount')) > 0)) throw badValue();
		return ok({ paymentUrlWebView: 'https://kwork.ru/balance/example' });
	},
	getPaymentMethods: () =>
		ok({
			service_fee_type: fees.service_fee_type,
			service_fee_min: fees.service_fee_min,
			service_fee_percent: fees.service_fee_percent,
			service_fee_min_percent_sum: fees.service_fee_min_percent_sum,
			service_fee_fixed: fees.service_fee_fixed,
			currency: fees.currency,
			service_fee_percent_levels: [{ from: 1000, percent: 5 }],
			payment_type_available_collection: paymentTypes,
		}),
	getBillRefillUrl: () => ok({ yescrowPaymentUrl: 'https://kwork.ru/balance/example' }),
	getCompanyDetails: ({ parameters }) => {
		const inn = parameters.text('tax_number');
		if (/^\d{12}$/.test(inn)) {
			return ok({
				ip: { registered_name: 'ИП Иванов И. И.', registration_number_personal: '304500116000157' },
			});
		}
		if (!/^\d{10}$/.test(inn)) throw badValue();
		return ok({
			ooo: {
				company_name: 'ООО Ромашка',
				registration_number: '1027700132195',
				registration_reason_code: '773601001',
				address: 'Москва',
			},
		});
	},
	sendCompanyForVerification: () => ok({ status: 0 }),
	getPayerCompanyModalUrl: () => ok('https://kwork.ru/settings?company=1'),
};

const html = (text: string): Responder => {
	return () => ok({ html: `<p>${text}</p>` });
};

export const dictionaries: Record<string, Responder> = {
	countries: () =>
		ok([
			{ id: 1, name: 'Россия' },
			{ id: 2, name: 'Беларусь' },
			{ id: 3, name: 'Казахстан' },
		]),
	cities: ({ parameters }) =>
		ok(
			parameters.int('countryId') === 1
				? [
						{ id: '1', name: 'Москва' },
						{ id: '2', name: 'Санкт-Петербург' },
						{ id: '3', name: 'Казань' },
					]
				: [],
		),
	timezones: () =>
		ok([
			{ id: 20, utc_offset: '+3', name: 'Москва' },
			{ id: 25, utc_offset: 5, name: 'Екатеринбург' },
		]),
	translationLanguages: () => ok({ en: { name: 'английский' }, de: { name: 'немецкий' } }),
	terms: html('Оферта'),
	privacy: html('Политика конфиденциальности'),
	termsOfService: html('Правила сервиса'),
	resolution: html('Разрешение споров'),
	tos: html('Правила сервиса'),
};
