export type { AccountStatus, AvitoSelf, PartStatus } from './account';
export type { ApiCallValues, PreparedCall } from './apiCalls';
export type { ApplicationFilters } from './applications';
export type { CatalogueEntry } from './catalogue/entry';
export type { ChatCollectionOptions, ChatCoverage } from './chatCollection';
export type { ChatFilters, ChatType } from './chatPages';
export { BLACKLIST_REASONS, chatUrl } from './chats';
export type { BlacklistReason } from './chats';
export { AvitoClient } from './client';
export type { AvitoClientOptions } from './client';
export type { ContactsCost, ContactsResult } from './contacts';
export { avitoError } from './errorMapping';
export * from './events';
export { createAvitoClient } from './factory';
export type { AvitoAccess } from './factory';
export { failures as avitoFailures } from './failures';
export { avitoForms } from './forms';
export type { ItemFilters } from './items';
export { avitoHttpOptions } from './limits';
export type { AvitoHttpSettings } from './limits';
export type { Image } from './images';
export type { LookBack } from './messages';
export type { CreatedVacancy } from './publication';
export { SpendingCeiling } from './purchases';
export type { ResumeFilters } from './resumeFilters';
export type { ResumeById, ResumeSelection } from './resumes';
export type {
	AccountChat,
	Application,
	ApplicationHead,
	Chat,
	FoundVacancy,
	Item,
	ItemState,
	Message as AvitoMessage,
	Resume,
	ResumeCard,
	Vacancy,
	VacancyStatus,
} from './schemas';
export { partsThere } from './sending';
export { MAX_TEXT, splitText } from './splitText';
export { ClientCredentialsTokens, ProvidedTokens, TokenBox } from './tokens';
export type { AvitoToken, AvitoTokens, AvitoTokenStore, TokenProvider } from './tokens';
export type { OwnVacancy, VacancyFields } from './vacancies';
export type { VacancySearch } from './vacancyMarket';
export { shownAddress } from './webhooks';
export type { WebhookSubscription } from './webhooks';
