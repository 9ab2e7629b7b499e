import { defineResource } from '../../../shared/resource';
import type { Desk } from '../../parameters';
import { buildPrompt } from './buildPrompt.operation';
import { calculateBid } from './calculateBid.operation';
import { checkDraft } from './checkDraft.operation';
import { chooseVariant } from './chooseVariant.operation';
import { estimateDuration } from './estimateDuration.operation';

export const proposal = defineResource<Desk>('proposal', 'Proposal', [
	buildPrompt,
	checkDraft,
	calculateBid,
	estimateDuration,
	chooseVariant,
]);
