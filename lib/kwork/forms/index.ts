import { accountForms, userForms } from './account';
import { dialogForms, messageForms } from './messages';
import { offerForms, projectForms } from './exchange';

/** How Kwork's answers are shown: simplified, or as records (docs/records.md). */
export const kworkForms = {
	account: accountForms,
	user: userForms,
	project: projectForms,
	offer: offerForms,
	dialog: dialogForms,
	message: messageForms,
};
