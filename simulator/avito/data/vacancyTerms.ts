import json from './vacancyTerms.json';

/**
 * Slugs that are written and the Russian words that are read back (avito.md 3.7). Fields without
 * words in the reference are read back as the words of the closest dictionary.
 */
export const vacancyTerms: Readonly<Record<string, Readonly<Record<string, string>>>> = json.terms;

/** Fields whose value is a list. */
export const LIST_FIELDS = json.lists;

/** Fields that v1 wraps as `{id}` (avito.md 3.7). */
export const WRAPPED_IN_V1 = json.wrappedInV1;

/** Integers out of dictionaries: field and dictionary. */
export const DICTIONARY_FIELDS: Readonly<Record<string, string>> = json.dictionaries;

/** `params` that a read may select. */
export const VACANCY_PARAMS = json.params;

export const VACANCY_FIELDS = json.fields;
