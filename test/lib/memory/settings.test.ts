import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { memorySettings, MemorySettingsError } from '../../../lib/memory';

const n8n = { FREELANCE_HUB_DATABASE_URL: 'n8n', DB_TYPE: 'postgresdb' };

const connectionOf = (env: Record<string, string>) => memorySettings(env).postgres?.connection;

test('with nothing set: a file in the user folder of n8n', () => {
	expect(memorySettings({})).toEqual({
		file: path.join(homedir(), '.n8n', 'freelance-hub.sqlite'),
		queueMode: false,
		postgres: undefined,
	});
	expect(memorySettings({ N8N_USER_FOLDER: '/data', EXECUTIONS_MODE: 'queue' })).toMatchObject({
		file: path.join('/data', '.n8n', 'freelance-hub.sqlite'),
		queueMode: true,
	});
});

test('an address, also out of a file', async () => {
	const url = 'postgresql://u:p@db:5433/desk';
	const postgres = { connection: { connectionString: url }, schema: 'freelance_hub' };
	expect(memorySettings({ FREELANCE_HUB_DATABASE_URL: url }).postgres).toEqual(postgres);
	const folder = await mkdtemp(path.join(tmpdir(), 'freelance-hub-settings-'));
	const file = path.join(folder, 'url');
	await writeFile(file, `${url}\n`);
	expect(memorySettings({ FREELANCE_HUB_DATABASE_URL_FILE: file }).postgres).toEqual(postgres);
	await rm(folder, { recursive: true });
	expect(() => memorySettings({ FREELANCE_HUB_DATABASE_URL_FILE: file })).toThrow(
		MemorySettingsError,
	);
});

describe('the database of n8n itself', () => {
	it('with the defaults of n8n', () => {
		expect(connectionOf(n8n)).toEqual({
			host: 'localhost',
			port: 5432,
			user: 'postgres',
			password: '',
			database: 'n8n',
			ssl: false,
		});
	});

	it('with everything set', () => {
		expect(
			connectionOf({
				...n8n,
				DB_POSTGRESDB_HOST: 'db',
				DB_POSTGRESDB_PORT: '5433',
				DB_POSTGRESDB_USER: 'me',
				DB_POSTGRESDB_PASSWORD: 'secret',
				DB_POSTGRESDB_DATABASE: 'work',
				DB_POSTGRESDB_SSL_CA: 'PEM',
				DB_POSTGRESDB_SSL_REJECT_UNAUTHORIZED: 'false',
			}),
		).toEqual({
			host: 'db',
			port: 5433,
			user: 'me',
			password: 'secret',
			database: 'work',
			ssl: { ca: 'PEM', cert: undefined, key: undefined, rejectUnauthorized: false },
		});
		expect(connectionOf({ ...n8n, DB_POSTGRESDB_SSL_ENABLED: 'true' })).toMatchObject({
			ssl: true,
		});
	});

	it('is refused where n8n has none', () => {
		expect(() => memorySettings({ FREELANCE_HUB_DATABASE_URL: 'n8n' })).toThrow(
			'n8n itself does not use PostgreSQL',
		);
	});
});

test('the word "process": nothing outlives the process', () => {
	expect(memorySettings({ FREELANCE_HUB_DATABASE_URL: 'process' })).toEqual({ queueMode: false });
});
