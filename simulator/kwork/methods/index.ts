import type { Responder } from '../call';
import { account } from './account';
import { catalogue } from './catalogue';
import { dialogMethods } from './dialogs';
import { exchange } from './exchange';
import { extras } from './extras';
import { files } from './files';
import { inbox } from './inbox';
import { inboxReading } from './inboxReading';
import { kworkMethods } from './kworks';
import { orderCancelling, orderFlow } from './orderFlow';
import { orders } from './orders';
import { notices, people } from './people';
import { portfolio, reviews } from './reviews';
import { ownWants } from './ownWants';
import { session } from './session';
import { stages } from './stages';
import { tracks } from './tracks';

/** The methods that are played; the others answer as documented. */
export const responders: Record<string, Responder> = {
	...session,
	...account,
	...people,
	...notices,
	...exchange,
	...ownWants,
	...orders,
	...orderFlow,
	...orderCancelling,
	...stages,
	...extras,
	...tracks,
	...dialogMethods,
	...inbox,
	...inboxReading,
	...kworkMethods,
	...catalogue,
	...reviews,
	...portfolio,
	...files,
};
