import type { Dice } from '../../core/dice';
import posts from '../data/posts.json';
import type { ApiKey, ClientFacts, Organization, Person } from '../types';

/** Every scope of upwork.md 1.5 that an ordinary freelancer's key can have. */
const FREELANCER_SCOPES = [
	'pub-commons:read:all',
	'pub-marketplace-job-postings:read:all',
	'pub-public-marketplace-job-postings:read:all',
	'job-details:read',
	'pub-submit-proposal:write:all',
	'connects:read',
	'pub-talent-profiles:write:all',
	'pub-talent-workhistory:read:all',
	'pub-freelancer-profiles:write:all',
	'pub-messages:write:all',
	'pub-offer:read:all',
	'pub-contract:write:all',
	'pub-ontology:read:all',
	'pub-userdetails:read:all',
	'pub-time-sheet:read:all',
	'pub-snapshots:read:all',
	'pub-transaction:read:all',
	'pub-client-proposals:write:all',
	'pub-management-job-postings:write:all',
];

/** The demo key may do everything; the basic key lacks sending, money and contracts. */
export function seedKeys(): ApiKey[] {
	const redirectUris = [
		'http://localhost:5678/rest/oauth2-credential/callback',
		'http://127.0.0.1:5678/rest/oauth2-credential/callback',
	];
	const denied = ['pub-submit-proposal', 'connects', 'pub-transaction', 'pub-contract'];
	return [
		{
			clientId: 'upwork-demo-key',
			clientSecret: 'upwork-demo-secret',
			name: 'Freelance Hub',
			redirectUris,
			scopes: FREELANCER_SCOPES,
			serviceAccount: false,
			partner: true,
		},
		{
			clientId: 'upwork-basic-key',
			clientSecret: 'upwork-basic-secret',
			name: 'Freelance Hub, basic key',
			redirectUris,
			scopes: FREELANCER_SCOPES.filter((scope) => !denied.some((name) => scope.startsWith(name))),
			serviceAccount: false,
			partner: false,
		},
		{
			clientId: 'upwork-service-key',
			clientSecret: 'upwork-service-secret',
			name: 'Enterprise service account',
			redirectUris: [],
			scopes: FREELANCER_SCOPES,
			serviceAccount: true,
			partner: true,
		},
	];
}

/** The user behind every token. */
export function seedViewer(): Person {
	return {
		id: '1420000000000000001',
		nid: 'demo_freelancer',
		rid: '31000001',
		name: 'Dana Petrov',
		firstName: 'Dana',
		lastName: 'Petrov',
		email: 'dana@example.test',
		ciphertext: '~01aa11bb22cc33dd44',
		country: 'Serbia',
		city: 'Novi Sad',
		timezone: 'Europe/Belgrade',
	};
}

/** The viewer's organizations: personal, agency, and a client company. */
export function seedOrganizations(): Organization[] {
	return [
		{
			id: '1430000000000000001',
			rid: '41000001',
			name: 'Dana Petrov',
			kind: 'personal',
			connects: 120,
		},
		{
			id: '1430000000000000002',
			rid: '41000002',
			name: 'Petrov Automation Agency',
			kind: 'agency',
			connects: 300,
		},
		{
			id: '1430000000000000003',
			rid: '41000003',
			name: 'Petrov Trading (client)',
			kind: 'client',
			connects: 0,
		},
	];
}

/** Another person; `index` makes the ids unique. */
export function drawPerson(dice: Dice, index: number): Person {
	const firstName = dice.pick(posts.clientFirstNames);
	const lastName = dice.pick(posts.clientLastNames);
	const place = dice.pick(posts.clientPlaces);
	return {
		id: String(1_440_000_000_000_000_000n + BigInt(index)),
		nid: `${firstName}_${lastName}_${index}`.toLowerCase(),
		rid: String(32_000_000 + index),
		name: `${firstName} ${lastName.charAt(0)}.`,
		firstName,
		lastName,
		email: `person${index}@example.test`,
		ciphertext: `~01${dice.hex(16)}`,
		country: place.country,
		city: place.city,
		timezone: place.timezone,
	};
}

/** What a job shows about its client. */
export function drawClient(dice: Dice, index: number, person: Person): ClientFacts {
	const totalPostedJobs = dice.int(1, 60);
	const totalHires = dice.int(0, totalPostedJobs);
	const place = dice.pick(posts.clientPlaces);
	return {
		...place,
		organizationId: String(1_500_000_000_000_000_000n + BigInt(index)),
		name: `${dice.pick(posts.clientNames)} ${index}`,
		totalHires,
		totalPostedJobs,
		totalSpent: totalHires * dice.int(40, 2_400),
		totalReviews: Math.floor(totalHires * 0.7),
		totalFeedback: totalHires === 0 ? 0 : dice.int(350, 500) / 100,
		verified: dice.chance(80),
		lastContractTitle: totalHires > 0 && dice.chance(50) ? 'Automation of reports' : null,
		personId: person.id,
	};
}
