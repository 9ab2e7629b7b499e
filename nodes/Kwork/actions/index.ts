import { account } from './account';
import { dialog } from './dialog';
import { message } from './message';
import { offer } from './offer';
import { project } from './project';

export const resources = [project, offer, dialog, message, account];
