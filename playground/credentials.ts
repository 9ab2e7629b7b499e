import type { Credential } from './harness';

/** Accounts of the simulator, by credential type; templates get the one of their type. */
export function demoCredentials(simulatorUrl: string): Credential[] {
	const connection = {
		environment: 'simulator',
		simulatorUrl,
		writeAccess: 'allow',
		requestsPerMinute: 600,
		workers: 1,
		proxyUrl: '',
	};
	return [
		{
			id: 'demo-kwork',
			name: 'Kwork (simulator)',
			type: 'kworkApi',
			data: { ...connection, login: 'demo', password: 'demo', phoneLast4: '', token: '' },
		},
	];
}
