import type { AvitoRoutes } from '../world';
import { accountRoutes } from './account';
import { applicationRoutes } from './applications';
import { applicationWebhookRoutes } from './applicationWebhooks';
import { chatRoutes } from './chats';
import { hierarchyRoutes } from './hierarchy';
import { itemRoutes } from './items';
import { messageWebhookRoutes } from './messageWebhooks';
import { messageRoutes } from './messages';
import { resumeRoutes } from './resumes';
import { vacancyReadRoutes } from './vacancyReads';
import { vacancyWriteRoutes } from './vacancyWrites';

/** Every route of `api.avito.ru` by `METHOD path`, slashes as documented. */
export const avitoRoutes: AvitoRoutes = {
	...accountRoutes,
	...hierarchyRoutes,
	...itemRoutes,
	...resumeRoutes,
	...applicationRoutes,
	...applicationWebhookRoutes,
	...vacancyReadRoutes,
	...vacancyWriteRoutes,
	...chatRoutes,
	...messageRoutes,
	...messageWebhookRoutes,
};
