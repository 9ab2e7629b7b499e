import type { Fields } from './kworkProbe';

const order = { orderId: 44110000 };

/** Method, parameters, and every difference from the specification, each seen live or inferred. */
export const SHAPE_CASES: ReadonlyArray<readonly [string, Fields, readonly string[]]> = [
	['getBadgesInfo', {}, []],
	['getActorInfo', {}, []],
	['getSecurityUserData', {}, []],
	['getPaymentMethods', {}, []],
	[
		'getUserInfo',
		{ id: 4242424 },
		['response.achievments_list is not object', 'response.note is not object'],
	],
	['userSearch', { query: 'a' }, []],
	['userReviews', { user_id: 4242424, type: 'all' }, ['.paging is unknown']],
	['projects', {}, []],
	['project', { id: 3210900 }, []],
	['offers', {}, []],
	['favoriteCategories', {}, []],
	[
		'workerOrders',
		{ filter: 'all' },
		[
			'response.filter_counts.unpaid is unknown',
			'response.filter_counts.all is not string',
			'response.orders is not object',
		],
	],
	['getTracks', order, []],
	['getOrderCancellationReasons', order, []],
	['getExtrasAvailableForOrder', order, []],
	['getOrderedExtras', order, []],
	[
		'dialogs',
		{},
		[
			'response[].unread is not integer',
			'response[].moderation_status is unknown',
			'response[].is_stop_work is unknown',
			'response[].is_voice_message_blocked is unknown',
			'paging.pages is unknown',
		],
	],
	['inboxes', { username: 'tea_house' }, ['response[].manager_name is unknown']],
	[
		'getInboxTracks',
		{ username: 'buyer' },
		['response[].manager_name is unknown', '.extra is unknown'],
	],
	['notifications', {}, []],
	['userKworks', { user_id: 4242424 }, ['response[].url is unknown']],
	['getKworkReviews', { kwork_id: 2468000, type: 'all' }, []],
	['categories', {}, []],
	['catalogCategories', { rubricId: 11 }, []],
	['portfolioList', { user_id: 4242424, category_id: 'all', page: 1 }, []],
	['countries', {}, []],
];
