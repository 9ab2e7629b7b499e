import { avitoApiTest } from './credentialTest';
import {
	searchApplications,
	searchChats,
	searchItems,
	searchReadEndpoints,
	searchResumes,
	searchVacancies,
	searchVacanciesToProlong,
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
		searchVacanciesToProlong,
		searchWriteEndpoints,
	},
	loadOptions: { getApplicationStates, getBusinessAreas, getProfessions },
};
