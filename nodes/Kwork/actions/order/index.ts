import type { KworkClient } from '../../../../lib/kwork';
import { defineResource } from '../../../shared/resource';
import { getMany } from './getMany.operation';
import { get } from './get.operation';
import { getTracks } from './getTracks.operation';
import { startWork } from './startWork.operation';
import { reportProgress } from './reportProgress.operation';
import { deliver } from './deliver.operation';
import { getCancelReasons } from './getCancelReasons.operation';
import { requestCancellation } from './requestCancellation.operation';
import { acceptCancellation } from './acceptCancellation.operation';
import { rejectCancellation } from './rejectCancellation.operation';
import { offerExtras } from './offerExtras.operation';

export const order = defineResource<KworkClient>('order', 'Order', [
	getMany,
	get,
	getTracks,
	startWork,
	reportProgress,
	deliver,
	getCancelReasons,
	requestCancellation,
	acceptCancellation,
	rejectCancellation,
	offerExtras,
]);
