import { searchJobs, searchOwnJobs, searchProposals, searchRooms } from './listSearch';
import { getCategories, getDurations, getOrganizations } from './loadOptions';

export const upworkMethods = {
	listSearch: { searchJobs, searchOwnJobs, searchProposals, searchRooms },
	loadOptions: { getCategories, getDurations, getOrganizations },
};
