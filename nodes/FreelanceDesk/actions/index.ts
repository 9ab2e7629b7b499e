import { conversation } from './conversation';
import { funnel } from './funnel';
import { job } from './job';
import { journal } from './journal';
import { lead } from './lead';
import { once } from './once';
import { proposal } from './proposal';

export const resources = [job, proposal, conversation, lead, once, journal, funnel];
