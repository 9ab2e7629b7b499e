import type { AvitoAccount, AvitoApplication, Employee } from '../types';

const base = {
	phone: '79990000002',
	hasSubscription: true,
	isVerified: true,
	isEmployee: false,
	advanceOff: false,
	balance: { real: 15_000.5, bonus: 320 },
};

/**
 * Key pairs of the local Avito. The first is the one that examples and the demo use; the others
 * show an employee's key, a small company without the paid tariff, and an unverified employer.
 */
export function seedAccounts(): AvitoAccount[] {
	return [
		{
			...base,
			id: 301_455_772,
			name: 'ООО «Ромашка»',
			email: 'hr@example.test',
			clientId: 'avito-demo-client',
			clientSecret: 'avito-demo-secret',
			contactsLeft: 50,
			placementsLeft: 20,
			profileHash: '0123456789abcdef0123456789abcdef',
			companyId: 77_001,
		},
		{
			...base,
			id: 301_455_773,
			name: 'Ирина, подбор персонала',
			email: 'irina@example.test',
			clientId: 'avito-employee-client',
			clientSecret: 'avito-employee-secret',
			isEmployee: true,
			contactsLeft: 5,
			placementsLeft: 2,
			profileHash: '1123456789abcdef0123456789abcdef',
			companyId: 77_001,
		},
		{
			...base,
			id: 301_455_774,
			name: 'Кофейня без подписки',
			email: 'coffee@example.test',
			clientId: 'avito-basic-client',
			clientSecret: 'avito-basic-secret',
			hasSubscription: false,
			contactsLeft: 0,
			placementsLeft: 0,
			profileHash: '2123456789abcdef0123456789abcdef',
			companyId: null,
		},
		{
			...base,
			id: 301_455_775,
			name: 'Новый работодатель',
			email: 'fresh@example.test',
			clientId: 'avito-unverified-client',
			clientSecret: 'avito-unverified-secret',
			isVerified: false,
			contactsLeft: 3,
			placementsLeft: 3,
			profileHash: '3123456789abcdef0123456789abcdef',
			companyId: null,
		},
	];
}

/** A partner's application for the authorization-code grant; its redirect is fixed (avito.md 1.3). */
export function seedApplication(): AvitoApplication {
	return {
		clientId: 'avito-partner-app',
		clientSecret: 'avito-partner-secret',
		name: 'Freelance Hub',
		redirectUri: 'http://localhost:5678/rest/oauth2-credential/callback',
	};
}

export function seedEmployees(): Employee[] {
	return [
		{
			employeeId: 45_520_011,
			name: 'Ирина Подборова',
			email: 'irina@example.test',
			phones: ['79990000003'],
			isChief: true,
			isActive: true,
		},
		{
			employeeId: 45_520_012,
			name: 'Олег Наймов',
			email: 'oleg@example.test',
			phones: [],
			isChief: false,
			isActive: true,
		},
		{
			employeeId: 45_520_013,
			name: 'Бывшая сотрудница',
			email: 'former@example.test',
			phones: [],
			isChief: false,
			isActive: false,
		},
	];
}
