import { z } from 'zod';
import type { KworkApi } from '../api';
import { pages, type ListOptions } from '../paging';
import type { Parameters } from '../parameters';
import { dialogSchema, FORBIDDING, writingSchema, type Dialog } from '../schemas/inbox';
import { id, list, one } from '../schemas/values';
import { write } from './write';

const listOfDialog = list(dialogSchema);
const oneDialog = one(dialogSchema);
const oneWriting = one(writingSchema);

export interface DialogFilters {
	/** Filtered here: Kwork's list has all dialogs. */
	unreadOnly?: boolean;
	excludeUserIds?: readonly number[];
	/** Entries of orders count, too. */
	withTracks?: boolean;
}

/** Dialogs with people; a dialog is known by the other side's user id (kwork.md 3.11). */
export class DialogsEndpoint {
	constructor(private readonly api: KworkApi) {}

	/** Dialogs, latest message first. */
	async *list(
		filters: DialogFilters = {},
		options: ListOptions = {},
	): AsyncGenerator<Dialog, void, undefined> {
		const excludedIds = filters.excludeUserIds?.join(',') || undefined;
		const { limit = Infinity, signal } = options;
		let found = 0;
		const withTracks = filters.withTracks ? 1 : undefined;
		const all = this.walk('dialogs', { filter: 'all', excludedIds, withTracks }, { signal });
		for await (const dialog of all) {
			if (filters.unreadOnly && !isUnread(dialog)) continue;
			if (found >= limit) return;
			yield dialog;
			found += 1;
			if (found >= limit) return;
		}
	}

	/** Dialogs that contain a text of two characters or more. */
	search(query: string, options: ListOptions = {}): AsyncGenerator<Dialog, void, undefined> {
		return this.walk('searchDialogs', { query }, options);
	}

	/** The dialog with one person. */
	async get(userId: number, signal?: AbortSignal): Promise<Dialog> {
		return await this.api.call('getDialog', { id: userId }, oneDialog, {
			effect: 'read',
			signal,
		});
	}

	/** Whether the account may write to a person, and why not; null where Kwork's answer leaves it open. */
	async checkWriting(userId: number, signal?: AbortSignal) {
		const parameters = { receiverId: userId, withTracks: 1 };
		const answer = await this.api.call('isDialogAllow', parameters, oneWriting, {
			effect: 'read',
			signal,
		});
		const { privateMessageStatus: code, privateMessageStatuses: codes = {} } = answer;
		const status =
			code === undefined ? undefined : Object.keys(codes).find((name) => codes[name] === code);
		const needsSms = answer.isPageNeedSmsVerification === true && answer.isSmsVerified !== true;
		return {
			userId,
			allowed: needsSms || FORBIDDING.has(status) ? false : status === 'default' || null,
			status: status ?? null,
			needsSmsVerification: needsSms,
			hasDialog: answer.hasDialog ?? null,
			isOnline: answer.isOnline ?? null,
			isDaytime: answer.isDaytime ?? null,
			workTime: answer.workTime ?? null,
			responseTime: answer.responseTime ?? null,
		};
	}

	/** Marks the whole dialog read, or only some messages. */
	async markRead(userId: number, messageIds?: readonly number[], signal?: AbortSignal) {
		const parameters = { user_id: userId, messages: messageIds };
		const isRead = (dialog: Dialog) => messageIds === undefined && !isUnread(dialog);
		await this.write('inboxRead', userId, parameters, isRead, signal);
	}

	async setArchived(userId: number, archived: boolean, signal?: AbortSignal): Promise<void> {
		const method = archived ? 'archiveDialog' : 'unarchiveDialog';
		const done = (dialog: Dialog) => dialog.archived === archived;
		await this.write(method, userId, { archiveUserId: userId }, done, signal);
	}

	async setStarred(userId: number, starred: boolean, signal?: AbortSignal): Promise<void> {
		const done = (dialog: Dialog) => dialog.isStarred === starred;
		await this.write('setDialogStarred', userId, { userId, isStarred: starred }, done, signal);
	}

	async setHidden(userId: number, hidden: boolean, signal?: AbortSignal): Promise<void> {
		const done = (dialog: Dialog) => (dialog.hidden_at ?? 0) > 0 === hidden;
		await this.write('hideDialog', userId, { userId, isRestore: !hidden }, done, signal);
	}

	async setBlocked(userId: number, blocked: boolean, signal?: AbortSignal): Promise<void> {
		const method = blocked ? 'blockDialog' : 'unblockDialog';
		await write(this.api, method, { blockUserId: userId }, signal, async () => {
			return (await this.blockedUserIds()).includes(userId) === blocked;
		});
	}

	/** Users that this account has blocked. */
	async blockedUserIds(signal?: AbortSignal): Promise<number[]> {
		const schema = one(z.looseObject({ blockedUserIds: list(id) }));
		const answer = await this.api.call('blockedDialogList', {}, schema, {
			effect: 'read',
			signal,
		});
		return answer.blockedUserIds;
	}

	private walk(method: string, parameters: Parameters, options: ListOptions) {
		return pages(
			async (page) => {
				const answer = await this.api.ask(method, { ...parameters, page }, listOfDialog, {
					effect: 'read',
					signal: options.signal,
				});
				return { items: answer.value, paging: answer.paging };
			},
			(dialog) => dialog.user_id,
			options,
		);
	}

	/** A lost answer is settled by what the dialog says of itself. */
	private async write(
		method: string,
		userId: number,
		parameters: Parameters,
		done: (dialog: Dialog) => boolean,
		signal?: AbortSignal,
	): Promise<void> {
		await write(this.api, method, parameters, signal, async () => done(await this.get(userId)));
	}
}

function isUnread(dialog: Dialog): boolean {
	return dialog.unread === true || (dialog.unread_count ?? 0) > 0;
}
