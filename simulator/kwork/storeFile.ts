import type { UploadedPart } from '../core/types';
import type { StoredFile } from './model';
import { siteDate } from './text';
import type { World } from './world';

/** Keeps an upload; its path has the day and a random part, as in kwork.md 4.13. */
export function storeFile(world: World, part: UploadedPart | undefined): StoredFile | undefined {
	if (part === undefined) return undefined;
	const day = siteDate(world.now()).slice(0, 10).replaceAll('-', '/');
	const file: StoredFile = {
		id: world.nextId('file'),
		name: part.fileName,
		path: `${day}/${world.secret(12)}/${part.fileName}`,
		contentType: part.contentType || 'application/octet-stream',
		data: part.data,
		createdAt: world.now(),
		deleted: false,
	};
	world.files.set(file.id, file);
	return file;
}
