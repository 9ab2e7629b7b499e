// The configuration of n8n's own node tool for packages without n8n Cloud support, taken over
// because the tool itself cannot be installed beside this package.
import js from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import { globalIgnores } from 'eslint/config';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

/** Known to lib/http, lib/socket and lib/memory alone. */
const PORTS = ['undici', 'tough-cookie', 'ws', 'pg'];

const communityNodes = n8nCommunityNodesPlugin.configs.recommendedWithoutN8nCloudSupport;

export default tseslint.config(
	globalIgnores(['dist', '.stryker']),
	{
		files: ['**/*.ts'],
		extends: [
			js.configs.recommended,
			tseslint.configs.recommended,
			communityNodes,
			importX.configs['flat/recommended'],
		],
		rules: {
			'prefer-spread': 'off',
			'no-console': 'error',
			'import-x/no-cycle': ['error', { ignoreExternal: true }],
		},
	},
	// A promise that nobody waits for is a failure that nobody hears of.
	{
		files: ['{lib,nodes,credentials,simulator,playground}/**/*.ts'],
		languageOptions: {
			parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
		},
		rules: {
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': 'error',
		},
	},
	// Layers point one way: nodes, a service's client, what services share, the two ports.
	{
		files: ['**/*.ts'],
		rules: {
			'import-x/no-restricted-paths': [
				'error',
				{
					zones: [
						{ target: './lib', from: ['./nodes', './credentials', './simulator', './playground'] },
						{
							target: './lib/{http,socket,memory,feed,records}/**/*',
							from: './lib/{kwork,avito,upwork}/**/*',
						},
						{ target: './lib/memory/**/*', from: './lib/{http,socket,feed,records}/**/*' },
						{ target: './lib/{http,socket}/**/*', from: './lib/{feed,records}/**/*' },
						{ target: './lib/kwork', from: ['./lib/avito', './lib/upwork'] },
						{ target: './lib/avito', from: ['./lib/kwork', './lib/upwork'] },
						{ target: './lib/upwork', from: ['./lib/kwork', './lib/avito'] },
						{ target: './nodes/shared', from: './nodes/{Kwork,Avito,Upwork,FreelanceDesk}/**/*' },
						{ target: ['./nodes', './credentials'], from: ['./simulator', './playground'] },
						{ target: './simulator', from: ['./nodes', './credentials', './playground'] },
					],
				},
			],
		},
	},
	{
		files: ['{nodes,credentials}/**/*.ts'],
		rules: { 'no-restricted-imports': ['error', { paths: PORTS }] },
	},
	{
		files: ['lib/**/*.ts'],
		rules: { 'no-restricted-imports': ['error', { patterns: ['n8n-*'], paths: PORTS }] },
	},
	{
		files: ['lib/{http,socket,memory}/**/*.ts'],
		rules: { 'no-restricted-imports': ['error', { patterns: ['n8n-*'] }] },
	},
	{
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
	},
	{
		files: ['package.json'],
		extends: [communityNodes],
		rules: { ...n8nNodesBase.configs.community.rules },
		languageOptions: {
			parser: tseslint.parser,
			parserOptions: { extraFileExtensions: ['.json'] },
		},
	},
	{
		files: ['./credentials/**/*.ts'],
		rules: {
			...n8nNodesBase.configs.credentials.rules,
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: ['./nodes/**/*.ts'],
		rules: {
			...n8nNodesBase.configs.nodes.rules,
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},
);
