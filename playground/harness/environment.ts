import path from 'node:path';

export interface N8nPorts {
	http: number;
	broker: number;
}

/** The one account of a playground's n8n. */
export const owner = {
	email: 'owner@example.com',
	password: 'Playground1',
	/** bcrypt of the password. */
	hash: '$2a$10$iw5H4bV.E/cM2B/NxVuKy.IOEIVsJ05hnMJt04ROk3JrojsPWOmj6',
};

/** Modules that call n8n's cloud at start or that nothing here needs. */
const UNUSED_MODULES =
	'mcp-registry,instance-ai,insights,chat-hub,workflow-builder,breaking-changes,otel,quick-connect';

/** Settings of the person's own n8n, npm or proxy must not leak into a run. */
const NOT_INHERITED =
	/^(n8n_|freelance_hub_|offload_|webhook_url$|npm_|node_|db_|queue_|executions_|(https?|all|no)_proxy$|ci$|jest_)/i;

/** Environment of an n8n that keeps to itself: own folder, loopback only, no telemetry, no cloud. */
export function n8nEnvironment(options: {
	node: string;
	userFolder: string;
	ports: N8nPorts;
	editor: boolean;
}): NodeJS.ProcessEnv {
	const inherited = Object.fromEntries(
		Object.entries(process.env).filter(([name]) => !NOT_INHERITED.test(name)),
	);
	const bin = path.dirname(options.node);
	return {
		...inherited,
		PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`,
		NODE_ENV: 'production',
		DB_TYPE: 'sqlite',
		GENERIC_TIMEZONE: 'UTC',
		N8N_USER_FOLDER: options.userFolder,
		N8N_ENCRYPTION_KEY: 'playground-key',
		N8N_PORT: String(options.ports.http),
		N8N_RUNNERS_BROKER_PORT: String(options.ports.broker),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_SECURE_COOKIE: 'false',
		N8N_DISABLE_UI: String(!options.editor),
		N8N_LOG_LEVEL: 'info',
		N8N_PYTHON_ENABLED: 'false',
		N8N_INSTANCE_OWNER_MANAGED_BY_ENV: 'true',
		N8N_INSTANCE_OWNER_EMAIL: owner.email,
		N8N_INSTANCE_OWNER_FIRST_NAME: 'Playground',
		N8N_INSTANCE_OWNER_LAST_NAME: 'Owner',
		N8N_INSTANCE_OWNER_PASSWORD_HASH: owner.hash,
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_DISABLED_MODULES: UNUSED_MODULES,
	};
}
