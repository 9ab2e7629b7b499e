import { conversation } from './conversation';
import { funnel } from './funnel';
import { job } from './job';
import { lead } from './lead';
import { once } from './once';
import { proposal } from './proposal';

export const resources = [job, proposal, conversation, lead, once, funnel];
