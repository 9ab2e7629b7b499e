export { classifyCandidate } from './classify';
export type { ClassifyOptions } from './classify';
export { CandidateCollector } from './collect';
export type { Collection, CollectOptions } from './collect';
export { checkAgainst } from './control';
export type { ControlResult } from './control';
export { figuresFromItem } from './figures';
export type { RunFigures } from './figures';
export { candidateForms, candidateFromItem, knowledgeFromItem, profileFromItem } from './items';
export { joinCandidates } from './join';
export { normalisePhone } from './phones';
export { DEFAULT_PHRASES, PhraseMatcher } from './phrases';
export type { PhraseLists } from './phrases';
export { byPriority, callPriority } from './priority';
export { distanceKm, regionExclusion } from './region';
export type { RegionFilter } from './region';
export { candidateSheets, SHEET_NAMES } from './sheets';
export type { Sheet, SheetName } from './sheets';
export { CHAT_STATUSES, classifyChat } from './status';
export type { ChatFacts, ChatKnowledge, ChatStatus } from './status';
export { STOP_LIST_COLUMNS, StopList, stopListFromRows } from './stopList';
export type { StopListColumns, StopListEntry } from './stopList';
export { WallClock } from '../../wallClock';
export type {
	CandidateProfile,
	CandidateSources,
	ClassifiedCandidate,
	ContactsOfResume,
	ContactsOutcome,
	Exclusion,
	ResumeState,
} from './types';
export { cellText, sheetItems, workbookFile, writeWorkbook } from '../../records/workbook';
