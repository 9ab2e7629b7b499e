import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { MemorySettingsError } from './errors';
import type { PostgresSettings } from './postgresDriver';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface MemorySettings {
	/** Set: the memory is in this PostgreSQL. */
	postgres?: PostgresSettings;
	/** Else in this file, where the machine can; missing: in the process only. */
	file?: string;
	/** n8n runs executions in other processes, perhaps on other machines. */
	queueMode: boolean;
}

const URL_VARIABLE = 'FREELANCE_HUB_DATABASE_URL';

const SCHEMA = 'freelance_hub';

/**
 * Where the memory is, from the environment of n8n: `FREELANCE_HUB_DATABASE_URL` is the address of a
 * PostgreSQL or the word `n8n`, for the one that n8n itself is configured with (`DB_POSTGRESDB_*`);
 * the word `process` asks for a memory that ends with the process.
 * Every variable may be in a file instead, named by the variable with `_FILE`, as n8n's own.
 * @throws MemorySettingsError
 */
export function memorySettings(env: Environment): MemorySettings {
	const url = read(env, URL_VARIABLE);
	const folder = env.N8N_USER_FOLDER || homedir();
	const queueMode = env.EXECUTIONS_MODE === 'queue';
	if (url === 'process') return { queueMode };
	return {
		file: path.join(folder, '.n8n', 'freelance-hub.sqlite'),
		queueMode,
		postgres: url
			? {
					connection: url === 'n8n' ? connectionOfN8n(env) : { connectionString: url },
					schema: SCHEMA,
				}
			: undefined,
	};
}

/** n8n's settings and defaults (`@n8n/config`, database.config; n8n 2.41). */
function connectionOfN8n(env: Environment): PostgresSettings['connection'] {
	if (read(env, 'DB_TYPE') !== 'postgresdb') {
		throw new MemorySettingsError(
			`${URL_VARIABLE} is "n8n", but n8n itself does not use PostgreSQL`,
			`Set ${URL_VARIABLE} to the address of a PostgreSQL database, or leave it out: then the desk's memory is a file in n8n's user folder.`,
		);
	}
	const of = (name: string) => read(env, `DB_POSTGRESDB_${name}`);
	const [ca, cert, key] = [of('SSL_CA'), of('SSL_CERT'), of('SSL_KEY')];
	const rejectUnauthorized = !isNo(of('SSL_REJECT_UNAUTHORIZED'));
	const own = Boolean(ca || cert || key) || !rejectUnauthorized;
	return {
		host: of('HOST') || 'localhost',
		port: Number(of('PORT') || 5432),
		user: of('USER') || 'postgres',
		password: of('PASSWORD') ?? '',
		database: of('DATABASE') || 'n8n',
		ssl: own
			? { ca: ca || undefined, cert: cert || undefined, key: key || undefined, rejectUnauthorized }
			: isYes(of('SSL_ENABLED')),
	};
}

const isYes = (value = ''): boolean => ['true', '1'].includes(value.toLowerCase());

const isNo = (value = ''): boolean => ['false', '0'].includes(value.toLowerCase());

/** As n8n does: the variable itself, else the trimmed content of the file. */
function read(env: Environment, name: string): string | undefined {
	const file = env[`${name}_FILE`];
	if (env[name] !== undefined || !file) return env[name]?.trim();
	try {
		return readFileSync(file, 'utf8').trim();
	} catch (error) {
		throw unreadable(name, file, error);
	}
}

const unreadable = (name: string, file: string, cause: unknown): MemorySettingsError =>
	new MemorySettingsError(
		`The file of ${name}_FILE cannot be read: ${file}`,
		'Correct the path, or let the user that runs n8n read the file.',
		cause,
	);
