import type { World } from '../world';

/** `file_with_miniature` (kwork.md 4.13). */
export function fileView(world: World, id: number) {
	const file = world.files.get(id);
	if (file === undefined) return undefined;
	const image = file.contentType.startsWith('image/');
	return {
		id: file.id,
		name: file.name,
		path: file.path,
		size: file.data.length,
		timestamp: file.createdAt,
		status: file.deleted ? 'deleted' : 'active',
		file_url: `https://kwork.ru/files/uploaded/${file.path}`,
		miniature_url: image ? `https://kwork.ru/files/uploaded/${file.path}` : '',
		miniature_path: image ? file.path : '',
		duration_in_ms: 0,
		is_voice_message: false,
		is_heard: false,
		convert_status: 'done',
	};
}

/** `track_file` of orders. */
export function trackFileView(world: World, id: number) {
	const file = fileView(world, id);
	if (file === undefined) return undefined;
	return {
		id,
		name: file.name,
		file_url: file.file_url,
		miniature_url: file.miniature_url,
		size_in_bytes: file.size,
		path: file.path,
		status: file.status === 'active',
	};
}
