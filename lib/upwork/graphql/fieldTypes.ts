import json from './fieldTypes.json';

/**
 * The type of every field with a selection that the documents use, because the schema itself is not
 * shipped. `npm run schemas` writes it from the documents and the schema.
 */
export const FIELD_TYPES: Readonly<Record<string, Readonly<Record<string, string>>>> = json;

/** What implements an interface: a denial may name either, whichever the document stands on. */
export const IMPLEMENTATIONS: Readonly<Record<string, readonly string[]>> = {
	FreelancerProfilesSearchRecordInterface: [
		'FreelancerProfilesSearchRecord',
		'UserFreelancerProfilesSearchRecord',
	],
	OntologyEntity: ['JobCategory', 'Occupation', 'Skill'],
	Organization: ['CurrentOrganization', 'GenericOrganization'],
	User: ['CurrentUser', 'GenericUser', 'PiiUser', 'StaffUser'],
};
