import { createHash } from 'node:crypto';
import type { IDataObject, Logger } from 'n8n-workflow';
import type { SendLedger } from '../../lib/ledger';
import { isServiceError } from './errors';
import type { WritePlan } from './operation';
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
	return await context.ledger.withTarget(plan.target, async () => {
		let looked = await look();
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
		context.ledger.check(plan.target, options);
		const release = context.ledger.hold(plan.target);
		const send = async () => {
			if (plan.ready) {
				await plan.ready(looked);
				looked = await look();
				if (looked?.sent) return told(looked.sent);
			}
			const result = (await plan.send(looked)) as IDataObject;
			if (result?.alreadySent === true) return told(result);
			note(context, plan, 'sent');
			return { ...result, ...(plan.look ? { alreadySent: false } : {}) };
		};
		const failed = async (error: unknown) => {
			const outcome = outcomeOf(error);
			if (outcome !== undefined) note(context, plan, outcome);
			else audit(context, plan, 'failed');
			return await Promise.reject(error);
		};
		return await send().catch(failed).finally(release);
	});
}

/** What a failed write may have done all the same; undefined: nothing. */
function outcomeOf(error: unknown): string | undefined {
	if (!isServiceError(error)) return undefined;
	if (error.kind === 'outcomeUnknown') return error.kind;
	return Number(error.details?.stepsDone) > 0 ? 'partly sent' : undefined;
}

function note(context: WriteContext, plan: WritePlan, outcome: string): void {
	context.ledger.note(plan.target);
	context.sentInRun.count += 1;
	audit(context, plan, outcome);
}

function audit(context: WriteContext, plan: WritePlan, outcome: string): void {
	const contentHash =
		plan.content === undefined
			? undefined
			: createHash('sha256').update(plan.content).digest('hex').slice(0, 16);
	const { account, operation } = context;
	context.logger.info(`Write: ${operation} ${plan.target}: ${outcome}`, {
		account,
		operation,
		target: plan.target,
		contentHash,
		outcome,
	});
}
