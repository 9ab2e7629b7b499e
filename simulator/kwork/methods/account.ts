import { badValue, done, ok, type Responder } from '../call';
import { storeFile } from '../storeFile';
import { actorInfoView, actorView, countersOf } from '../views/users';

const features = {
	voice_messages: {
		is_voice_message_recording_available: true,
		speed_control: { is_available: true, speed: 1, available_speeds: [1, 1.5, 2] },
		receiving_settings: {
			should_show_settings_popup: false,
			is_receiving_setting_allowed: true,
			is_receiving_allowed: true,
		},
	},
	is_support_dialog_available: true,
	test_groups: { new_inbox: true },
	self_employed: { show_survey_popup: false, show_registration_notification: false },
	features: { is_exchange_available: true, vat_rate_blocking: { should_show: false } },
};

const codeSent: Responder = ({ parameters, user }) =>
	ok({
		timeout: 60,
		confirmation_type: 'sms',
		whatsapp_link: '',
		telegram_bot_link: '',
		phone: parameters.text('phone') || user.phone,
	});

const deletion = { confirmation_type: 'sms', timeout: 60, orders: [] };
const accepted: Responder = () => done;

/** Own profile, settings and phone (kwork.md 3.2). */
export const account: Record<string, Responder> = {
	actor: ({ user, world }) => ok(actorView(world, user), { fcmTokenLost: false }),
	getActorInfo: ({ user, world }) => ok(actorInfoView(world, user)),
	getBadgesInfo: ({ user, world }) => {
		const counters = countersOf(world, user);
		return ok({
			dialogs_unread_count: counters.dialogs,
			notifications_unread_count: counters.notices,
			important_notifications_count: counters.red,
			warning_dialogs_count: 0,
			unread_messages_count: counters.messages,
			notifications_not_delivered: false,
			important_dialog_count: 0,
		});
	},
	getSecurityUserData: ({ user }) =>
		ok({
			username: user.username,
			email: user.email,
			username_changed: false,
			phone: `${user.phone.slice(0, 2)}******${user.phone.slice(-4)}`,
			confirmation_type: 'sms',
			is_available_kwork_creation: true,
			username_change_available: null,
			is_profile_completed: { details: true, profession: true, profile_pic: true },
			whatsapp_link: '',
			telegram_bot_link: '',
		}),
	getAvailableFeatures: () => ok(features),
	getPublicFeatures: () => ok(features),
	updateSettings: ({ parameters, user }) => {
		if (parameters.has('fullname')) user.fullname = parameters.text('fullname');
		if (parameters.has('details')) user.description = parameters.text('details');
		if (parameters.has('profession')) user.profession = parameters.text('profession');
		user.timezoneId = parameters.int('timezoneId', user.timezoneId);
		user.countryId = parameters.int('countryId', user.countryId);
		user.cityId = parameters.int('cityId', user.cityId);
		return ok({ message: 'Настройки сохранены' });
	},
	updateAvatar: ({ parameters, world }) => {
		storeFile(world, parameters.file('avatar'));
		return done;
	},
	uploadCover: ({ parameters, world }) => {
		const file = storeFile(world, parameters.file('cover'));
		return ok({ src: file === undefined ? '' : `https://kwork.ru/files/uploaded/${file.path}` });
	},
	deleteCover: () => ok({ src: '' }),
	changePassword: accepted,
	changeUsername: accepted,
	emailVerificationLetter: () => ok({ timeout: 60 }),
	setUserType: ({ parameters, user }) => {
		user.role = parameters.text('type') === '1' ? 'worker' : 'payer';
		return ok(features);
	},
	changePayerSubRole: accepted,
	setTakingOrders: ({ parameters, user }) => {
		const status = parameters.text('status');
		if (status !== 'free' && status !== 'busy') throw badValue();
		user.workerStatus = status;
		return done;
	},
	setAvailableAtWeekends: accepted,
	allowMobilePush: ({ parameters, user }) => {
		user.allowPush = parameters.flag('allow');
		return done;
	},
	allowPushNotificationsSound: accepted,
	reportAppVersion: accepted,
	addPhoneNumber: codeSent,
	verifyPhoneActivationCode: ({ user }) => ok({ phone: user.phone }),
	requestPhoneChanging: ({ parameters, user, world }) => {
		const right =
			parameters.text('phone_last') === user.phone.slice(-4) &&
			parameters.text('password') === user.password;
		if (!right) throw badValue();
		return ok({ hash: world.secret(16) });
	},
	addNewPhoneNumber: codeSent,
	sendWhatsAppCode: ({ parameters, user }) =>
		ok({ timeout: 60, phone: parameters.text('phone') || user.phone }),
	deleteAccount: () =>
		ok({ ...deletion, phoneMask: '', transportType: 'sms', telegramBotLink: '', whatsappLink: '' }),
	verifySmsCodeForAccountDeleting: () => ok(deletion),
	sendSelfEmployedSurveyResult: accepted,
	hideSelfEmployedNotification: accepted,
	setVoiceMessageSpeed: ({ parameters }) => ok({ speed: Number(parameters.text('speed') || 1) }),
	hideVoiceMessageSettingsPopup: accepted,
	setVoiceMessageReceiving: accepted,
};
