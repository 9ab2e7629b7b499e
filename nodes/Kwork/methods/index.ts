import { kworkApiTest } from './credentialTest';
import * as listSearch from './listSearch';
import { getCategories } from './loadOptions';

export const kworkMethods = {
	credentialTest: { kworkApiTest },
	listSearch: { ...listSearch },
	loadOptions: { getCategories },
};
