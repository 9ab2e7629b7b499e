import { accountForms, userForms } from './account';
import {
	foundUserForms,
	gigDetailsForms,
	gigForms,
	notificationForms,
	ownProjectForms,
	portfolioForms,
	reviewForms,
} from './catalogue';
import { offerForms, projectForms } from './exchange';
import { dialogForms, messageForms } from './messages';
import { orderDetailsForms, orderForms, trackForms } from './orders';

/** How Kwork's answers are shown: simplified, or as records (docs/records.md). */
export const kworkForms = {
	account: accountForms,
	dialog: dialogForms,
	foundUser: foundUserForms,
	gig: gigForms,
	gigDetails: gigDetailsForms,
	message: messageForms,
	notification: notificationForms,
	offer: offerForms,
	order: orderForms,
	orderDetails: orderDetailsForms,
	ownProject: ownProjectForms,
	portfolio: portfolioForms,
	project: projectForms,
	review: reviewForms,
	track: trackForms,
	user: userForms,
};
