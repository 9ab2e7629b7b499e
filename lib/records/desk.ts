import type * as charts from './funnel/chart';

/** What the Freelance Desk node works with; one name for each of its operations. */
export { readAnalysis } from './job/aiAnalysis';
export { hardFilter } from './job/hardFilter';
export { score, topN } from './job/score';
export { calculateBid } from './proposal/bid';
export { checkDraft } from './proposal/checkDraft';
export { estimateDuration, KWORK_DAYS } from './proposal/duration';
export { proposalPrompt, replyPrompt } from './proposal/prompt';
export { chooseVariant } from './proposal/variant';
export { mergeBursts, unanswered } from './conversation/thread';
export { funnelEvent } from './funnel/events';
export { leadOfKey, rememberedSteps, rememberStep } from './funnel/remembered';
export { readFunnelEvent } from './funnel/schema';
export { forecastAnswer } from './funnel/forecast';
export { emptyFunnel, funnelReport } from './funnel/report';
export { claimOnce, markDone, releaseClaim } from './claims';
export { accountNamed, countSent, eraseSent, journalFile, sentEntries } from './journal';
export { contactToCrm, leadToCrm } from './crm/maps';
export { fromCrmStage, isStage, meaningsOf, toCrmStage } from './crm/stages';
export { dedupeKey } from './parts';
export { STAGES } from './types';
export { readCandidate, readContact, readLead, readMessage } from './schemas';

/** An SVG picture of one row of the report. The charts are loaded with the first one. */
export async function funnelChart(...of: Parameters<typeof charts.funnelChart>): Promise<string> {
	const { funnelChart: draw } = await import('./funnel/chart');
	return draw(...of);
}
