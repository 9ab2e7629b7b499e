import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
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
	const forms = lib.avitoForms[FORMS[kind]];
	const shape: (raw: never) => object =
		output === 'raw' ? (raw) => raw : output === 'record' ? forms.record : forms.simplify;
	const json: IDataObject = { event: kind, ...(shape(payload as never) as IDataObject) };
	return { json };
}
