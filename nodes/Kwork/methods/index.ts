import { kworkApiTest } from './credentialTest';
import { searchDialogs, searchProjects } from './listSearch';
import { getCategories } from './loadOptions';

export const kworkMethods = {
	credentialTest: { kworkApiTest },
	listSearch: { searchDialogs, searchProjects },
	loadOptions: { getCategories },
};
