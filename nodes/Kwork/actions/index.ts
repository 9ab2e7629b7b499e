import { account } from './account';
import { apiCall } from './apiCall';
import { category } from './category';
import { dialog } from './dialog';
import { file } from './file';
import { gig } from './gig';
import { message } from './message';
import { myProject } from './myProject';
import { notification } from './notification';
import { offer } from './offer';
import { order } from './order';
import { portfolio } from './portfolio';
import { project } from './project';
import { review } from './review';
import { user } from './user';

/** The first one is what a new node shows. */
export const resources = [
	project,
	offer,
	dialog,
	message,
	order,
	gig,
	myProject,
	notification,
	review,
	portfolio,
	category,
	file,
	user,
	account,
	apiCall,
];
