import places from './places.json';

/**
 * Cities with districts, metro stations and a centre; ids as in Avito's list of locations, `weight`
 * is how often a resume comes from there.
 */
export const { cities, streets } = places;
