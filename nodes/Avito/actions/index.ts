import { account } from './account';
import { apiCall } from './apiCall';
import { application } from './application';
import { candidate } from './candidate';
import { chat } from './chat';
import { item } from './item';
import { message } from './message';
import { resume } from './resume';
import { vacancy } from './vacancy';
import { webhook } from './webhook';

export const resources = [
	application,
	account,
	apiCall,
	candidate,
	chat,
	item,
	message,
	resume,
	vacancy,
	webhook,
];
