import { createHash } from 'node:crypto';
import type { IDataObject, Logger } from 'n8n-workflow';
import type { SendLedger } from '../../lib/ledger';
import { isServiceError } from './errors';
import type { Look, WritePlan } from './operation';
import { ParameterValueError } from './parameters';
import type { SendingOptions } from './sending';

export type WriteAccess = 'allow' | 'dryRun' | 'block';

export interface WriteContext {
	/** Shown in the audit line: the service and the account's id or login. */
	account: string;
	operation: string;
	writeAccess: WriteAccess;
	ledger: SendLedger;
	logger: Logger;
	/** Sends of this node in this run, counted by the router. */
	sentInRun: { count: number };
	/** What runs, so that the journal can say which run sent. */
	executionId?: string;
	workflowId?: string;
}

/**
 * The only way from a plan to a sent write: write access, dry run, the lock of the recipient, Skip
 * If Already Sent, caps, quiet hours, interval, and one audit line in n8n's log.
 */
export async function performWrite(
	plan: WritePlan,
	options: SendingOptions,
	context: WriteContext,
): Promise<IDataObject> {
	const writeAccess = plan.harmless ? 'allow' : context.writeAccess;
	if (writeAccess === 'block' && !options.dryRun) {
		audit(context, plan, 'blocked');
		throw new ParameterValueError(
			'Write Access of the credential is set to Block, nothing was sent',
			'Set Write Access to Allow in the credential, or switch on Dry Run in this node.',
		);
	}
	const look = async () => (options.skipIfAlreadySent ? await plan.look?.() : undefined);
	const told = (sent: object) => {
		audit(context, plan, 'already sent');
		return { ...sent, alreadySent: true };
	};
	return await context.ledger.withTarget(plan.target, async (lease) => {
		let looked = await look();
		await settleLeftOpen(context, plan, looked);
		if (looked?.sent) return told(looked.sent);
		if (options.dryRun || writeAccess === 'dryRun') {
			audit(context, plan, 'dry run');
			return {
				dryRun: true,
				sent: false,
				target: plan.target,
				request: plan.request as IDataObject,
				...(plan.cost ? { cost: plan.cost } : {}),
				...(await plan.check?.()),
			};
		}
		if (options.maxPerRun !== undefined && context.sentInRun.count >= options.maxPerRun) {
			throw new ParameterValueError(
				`${context.sentInRun.count} were sent in this run, the limit is ${options.maxPerRun}: nothing was sent`,
				'Raise Max per Run in Sending Limits, or run the workflow again.',
			);
		}
		const { target, cost } = plan;
		const { operation, executionId, workflowId } = context;
		const contentHash = contentHashOf(plan);
		const intent = { target, operation, contentHash, executionId, workflowId, cost };
		const id = await context.ledger.intend(intent, options, lease).catch(async (error: unknown) => {
			const item = options.whenReached === 'postpone' ? postponed(plan, error) : undefined;
			return item ?? (await Promise.reject(error));
		});
		if (typeof id !== 'number') {
			audit(context, plan, 'postponed');
			return id;
		}
		const send = async () => {
			if (plan.ready) {
				await plan.ready(looked);
				looked = await look();
				if (looked?.sent) {
					await settle(context, id, 'refused');
					return told(looked.sent);
				}
			}
			lease.check();
			const result = (await plan.send(looked)) as IDataObject;
			if (result?.alreadySent === true) {
				await settle(context, id, 'refused');
				return told(result);
			}
			count(context, plan, 'sent');
			await settle(context, id, 'sent', sentIdOf(result));
			return { ...result, ...(plan.look ? { alreadySent: false } : {}) };
		};
		return await send().catch(async (error: unknown) => {
			const outcome = outcomeOf(error);
			if (outcome === undefined) audit(context, plan, 'failed');
			else count(context, plan, outcome);
			await settle(context, id, outcome === undefined ? 'refused' : 'unknown');
			return await Promise.reject(error);
		});
	});
}

/**
 * What a process that died left without an outcome. The look that has just been made tells it of an
 * equal one; of the others nobody knows.
 */
async function settleLeftOpen(
	context: WriteContext,
	plan: WritePlan,
	looked: Look | undefined,
): Promise<void> {
	const contentHash = contentHashOf(plan);
	for (const left of await context.ledger.leftOpen(plan.target)) {
		const isEqual = left.operation === context.operation && left.contentHash === contentHash;
		if (!looked || !isEqual) await settle(context, left.id, 'unknown');
		else if (looked.sent) await settle(context, left.id, 'sent', sentIdOf(looked.sent));
		else await settle(context, left.id, 'refused');
	}
}

/** The service's id of what was sent, under whichever of its names. */
function sentIdOf(result: object | undefined): string | undefined {
	const { id, messageId, offerId, proposalId } = (result ?? {}) as IDataObject;
	const sentId = id ?? messageId ?? offerId ?? proposalId;
	return typeof sentId === 'string' || typeof sentId === 'number' ? String(sentId) : undefined;
}

/** What a send comes to that may not go now but later. */
function postponed({ target }: WritePlan, error: unknown): IDataObject | undefined {
	if (!isServiceError(error) || error.kind !== 'refusedLocally') return undefined;
	if (error.retryAfterMs === undefined) return undefined;
	const sendAt = new Date(Date.now() + error.retryAfterMs).toISOString();
	return { postponed: true, sent: false, target, sendAt, reason: error.message };
}

/** What has left has left: where its outcome cannot be noted, the intent stays open. */
async function settle(
	{ ledger, logger }: WriteContext,
	id: number,
	outcome: 'sent' | 'refused' | 'unknown',
	sentId?: string,
): Promise<void> {
	await ledger.settle(id, outcome, sentId).catch((error: unknown) => {
		logger.warn(`Write: its outcome (${outcome}) could not be noted`, { error });
	});
}

/** What a failed write may have done all the same; undefined: nothing. */
function outcomeOf(error: unknown): string | undefined {
	if (!isServiceError(error)) return undefined;
	if (error.kind === 'outcomeUnknown') return error.kind;
	return Number(error.details?.stepsDone) > 0 ? 'partly sent' : undefined;
}

function count(context: WriteContext, plan: WritePlan, outcome: string): void {
	context.sentInRun.count += 1;
	audit(context, plan, outcome);
}

const contentHashOf = ({ content }: WritePlan): string | undefined =>
	content === undefined
		? undefined
		: createHash('sha256').update(content).digest('hex').slice(0, 16);

function audit(context: WriteContext, plan: WritePlan, outcome: string): void {
	const { account, operation } = context;
	context.logger.info(`Write: ${operation} ${plan.target}: ${outcome}`, {
		account,
		operation,
		target: plan.target,
		contentHash: contentHashOf(plan),
		outcome,
	});
}
