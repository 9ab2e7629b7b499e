import type { INodeExecutionData } from 'n8n-workflow';
import { shaped, type Forms } from '../../shared/events/hostPolls';
import type { Library } from '../../shared/lib';

export type EventKind = 'message' | 'application' | 'resume';
const FORMS = { message: 'message', application: 'application', resume: 'resumeCard' } as const;

/** An event as a trigger puts it out. */
export function eventItem(
	lib: Library,
	kind: EventKind,
	payload: object,
	output: string,
): INodeExecutionData {
	const forms: Forms<never> = lib.avitoForms[FORMS[kind]];
	return { json: { event: kind, ...shaped(output, forms, payload as never) } };
}
