import * as messages from './messages';
import * as people from './people';
import * as vacancies from './vacancies';

/** How Avito's answers are shown: the fields most workflows need, and the shared records. */
export const avitoForms = {
	account: people.accountForms,
	application: people.applicationForms,
	chat: messages.chatForms,
	contacts: people.contactsForms,
	foundVacancy: vacancies.foundVacancyForms,
	item: vacancies.itemForms,
	itemState: vacancies.itemStateForms,
	message: messages.messageForms,
	ownVacancy: vacancies.ownVacancyForms,
	resume: people.resumeForms,
	resumeCard: people.resumeCardForms,
	vacancy: vacancies.vacancyForms,
	vacancyStatus: vacancies.vacancyStatusForms,
};
