/** A real n8n for tests, demo, start and soak: `await N8n.create()`. */
export { N8nApi, type ExecutionSummary } from './api';
export { Child, run } from './child';
export { runCommand, stopOnSignal } from './command';
export { owner } from './environment';
export { cacheFolder, ensureN8n, type N8nInstall } from './install';
export { N8n, type N8nOptions } from './n8n';
export { build, pack, readManifest, REPOSITORY } from './package';
export { freePort } from './ports';
export { Progress } from './progress';
export type { NodeRun, WorkflowRun } from './run';
export { N8nServer } from './server';
export { until } from './until';
export {
	readWorkflow,
	readWorkflows,
	TEMPLATES,
	withCredentials,
	type Credential,
	type Workflow,
	type WorkflowNode,
} from './workflow';
