import type { FilePart } from '../../http/types';
import type { HttpClient } from '../../http';
import type { KworkApi } from '../api';
import { settleByReading } from '../../settle';
import { statusError } from '../errorMapping';
import { failures } from '../failures';
import { fileSchema, type KworkFile } from '../schemas/inbox';
import { one } from '../schemas/values';
import { write } from './write';

const oneFile = one(fileSchema);

/** Files: uploaded first, then named by id in a message or a delivery (kwork.md 3.18, 4.13). */
export class FilesEndpoint {
	constructor(
		private readonly api: KworkApi,
		private readonly http: HttpClient,
	) {}

	/**
	 * @returns the file's id for `fileIds`, its name and path
	 * @throws `kwork.uploadLost` when the answer is lost: without its ID a file is in no message
	 */
	async upload(file: FilePart, signal?: AbortSignal): Promise<KworkFile> {
		const send = async () =>
			await this.api.call('fileUpload', {}, oneFile, {
				effect: 'write',
				files: { upload_files: file },
				signal,
			});
		return await settleByReading(send, {
			clock: this.api.clock,
			waitsMs: [],
			find: async () => await Promise.resolve(undefined),
			unsettled: (cause) => failures.uploadLost(file.fileName, cause),
		});
	}

	/** One after another. @returns their ids in the same order */
	async uploadAll(files: readonly FilePart[], signal?: AbortSignal): Promise<number[]> {
		const ids: number[] = [];
		for (const file of files) ids.push((await this.upload(file, signal)).id);
		return ids;
	}

	/**
	 * The content of a file.
	 *
	 * @param where `path` of a file, or its `file_url` on a host of Kwork
	 * @throws `kwork.notFound`, `http.hostNotAllowed`
	 */
	async download(where: { path: string } | { url: string }, signal?: AbortSignal): Promise<Buffer> {
		if ('path' in where) return await this.api.download('uploadedFile', where, signal);
		const response = await this.http.request({
			method: 'GET',
			url: where.url,
			effect: 'read',
			name: 'kwork.file',
			redirect: 'follow',
			responseType: 'bytes',
			signal,
		});
		const failure = statusError('file', response);
		if (failure) throw failure;
		return response.bytes;
	}

	async delete(fileId: number, signal?: AbortSignal): Promise<void> {
		await write(this.api, 'fileDelete', { file_id: fileId }, signal);
	}
}
