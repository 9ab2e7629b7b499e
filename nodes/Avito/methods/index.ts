import { avitoApiTest } from './credentialTest';
import {
	searchApplications,
	searchChats,
	searchItems,
	searchReadEndpoints,
	searchResumes,
	searchVacancies,
	searchWriteEndpoints,
} from './listSearch';
import { getApplicationStates, getBusinessAreas, getProfessions } from './loadOptions';

export const avitoMethods = {
	credentialTest: { avitoApiTest },
	listSearch: {
		searchApplications,
		searchChats,
		searchItems,
		searchReadEndpoints,
		searchResumes,
		searchVacancies,
		searchWriteEndpoints,
	},
	loadOptions: { getApplicationStates, getBusinessAreas, getProfessions },
};
