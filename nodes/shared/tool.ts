import type { INode } from 'n8n-workflow';

/**
 * Whether an AI agent runs the node: as a tool it has the type of its twin, e.g. `kworkTool`. n8n's
 * own `isToolExecution()` says no under an agent of version 3, which runs tools as nodes of their
 * own (n8n-core 2.41.1, ExecuteContext).
 */
export const isTool = (node: INode): boolean => node.type.endsWith('Tool');
