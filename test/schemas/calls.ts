import type { IDataObject } from 'n8n-workflow';
import { leadOf, messageOf } from '../support/records';

/** A read whose output is shown in the editor before the first run. */
export interface SampleCall {
	resource: string;
	operation: string;
	parameters?: IDataObject;
	items?: IDataObject[];
	/** A locator that takes its ID from the first item of an earlier call: [parameter, call, field]. */
	id?: [parameter: string, call: string, field: string];
}

const call = (
	name: string,
	parameters?: IDataObject,
	id?: SampleCall['id'],
	items?: IDataObject[],
): SampleCall => {
	const [resource = '', operation = ''] = name.split('.');
	return { resource, operation, parameters, id, items };
};

export const kworkCalls: SampleCall[] = [
	call('project.getAll'),
	call('project.get', {}, ['projectId', 'project.getAll', 'id']),
	call('offer.getAll'),
	call('offer.get', {}, ['offerId', 'offer.getAll', 'id']),
	call('dialog.getAll'),
	call('dialog.checkWriting', {}, ['userId', 'dialog.getAll', 'userId']),
	call('message.getAll', {}, ['userId', 'dialog.getAll', 'userId']),
	call('order.getAll'),
	call('order.get', {}, ['orderId', 'order.getAll', 'id']),
	call('gig.getAll'),
	call('notification.getAll'),
	call('review.getAll'),
	call('account.get'),
	call('account.getConnects'),
	call('account.getStatus'),
];

export const avitoCalls: SampleCall[] = [
	call('application.getAll', { updatedSince: '2020-01-01' }),
	call('application.get', {}, ['applicationId', 'application.getAll', 'id']),
	call('candidate.collect', { applicationsSince: '2020-01-01' }),
	call('chat.getAll'),
	call('chat.get', {}, ['chatId', 'chat.getAll', 'id']),
	call('message.getAll', {}, ['chatId', 'chat.getAll', 'id']),
	call('resume.search'),
	call('resume.get', {}, ['resumeId', 'resume.search', 'id']),
	call('vacancy.getAll'),
	call('vacancy.search'),
	call('item.getAll'),
	call('account.get'),
];

export const upworkCalls: SampleCall[] = [
	call('job.search'),
	call('job.get', {}, ['jobId', 'job.search', 'id']),
	call('proposal.getAll', { statuses: ['Accepted'] }),
	call('room.getAll'),
	call('message.getAll', {}, ['roomId', 'room.getAll', 'id']),
	call('offer.getAll'),
	call('contract.getHistory'),
	call('profile.getOwn'),
	call('account.get'),
	call('account.getConnects'),
];

const lead = { ...leadOf() } as IDataObject;
const message = { ...messageOf() } as IDataObject;
const event: IDataObject = {
	eventKey: 'kwork:project:1:sent',
	leadKey: 'kwork:project:1',
	source: 'kwork',
	step: 'sent',
	at: '2026-10-01T10:00:00.000Z',
};

export const deskCalls: SampleCall[] = [
	call('job.hardFilter', {}, undefined, [lead]),
	call('job.score', { skills: 'python' }, undefined, [lead]),
	call(
		'job.mergeAnalysis',
		{
			answer:
				'{"fit": 70, "reasons": ["a"], "risks": ["b"], "complexity": 4, "estimatedHours": 9, "draft": "c"}',
		},
		undefined,
		[lead],
	),
	call('proposal.buildPrompt', { about: 'Me', skills: 'python' }, undefined, [lead]),
	call('proposal.checkDraft', { draft: 'Пишите на a@b.ru' }, undefined, [lead]),
	call('proposal.calculateBid', { options: { budget: 25_000 } }),
	call('proposal.estimateDuration', {}, undefined, [lead]),
	call(
		'proposal.chooseVariant',
		{ variants: { values: [{ name: 'A', text: 'a', weight: 1 }] } },
		undefined,
		[lead],
	),
	call('conversation.answerOnce', {}, undefined, [message]),
	call('conversation.mergeBurst', {}, undefined, [message]),
	call('conversation.buildReplyPrompt', { about: 'Me', skills: 'python' }, undefined, [message]),
	call('lead.toLead', { sourceId: '1', title: 'Job' }),
	call('lead.toContact', {}, undefined, [lead]),
	call('once.keepNew', {}, undefined, [lead]),
	call('once.markDone', { options: { result: 'sent' } }, undefined, [lead]),
	call('once.release', {}, undefined, [lead]),
	call('journal.getAll'),
	call('journal.export'),
	call('journal.erase', { recipient: 'user 777001' }),
	call('funnel.recordEvent', {}, undefined, [lead]),
	call('funnel.recordStep', {}, undefined, [lead]),
	call('funnel.getSteps'),
	call('funnel.report', {}, undefined, [event]),
	call('funnel.forecast', {}, undefined, [event]),
];
