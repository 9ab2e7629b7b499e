import type { Responder } from '../call';
import { account } from './account';
import { catalogue } from './catalogue';
import { dialogMethods } from './dialogs';
import { exchange } from './exchange';
import { dictionaries, files, money } from './filesAndMoney';
import { inbox } from './inbox';
import { inboxReading } from './inboxReading';
import { kworkMethods } from './kworks';
import { orderCancelling, orderFlow } from './orderFlow';
import { extras, stages } from './orderParts';
import { orders } from './orders';
import { notices, people } from './people';
import { portfolio, reviews } from './reviews';
import { session } from './session';
import { tracks } from './tracks';

/** What answers each method of the contract. */
export const responders: Record<string, Responder> = {
	...session,
	...account,
	...people,
	...notices,
	...exchange,
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
	...money,
	...dictionaries,
};
