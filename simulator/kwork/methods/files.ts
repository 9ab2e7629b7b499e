import { badValue, done, type MethodCall, notFound, ok, type Reply, type Responder } from '../call';
import { storeFile } from '../storeFile';

/** The file itself, or HTTP 404 without a body (kwork.md 1.5). */
function download({ parameters, world }: MethodCall): Reply {
	const path = parameters.text('path');
	const file = [...world.files.values()].find((one) => one.path === path && !one.deleted);
	if (file === undefined) return { answer: { status: 404 } };
	return { answer: { headers: { 'content-type': file.contentType }, bytes: file.data } };
}

export const files: Record<string, Responder> = {
	fileUpload: ({ parameters, world }) => {
		const file = storeFile(world, parameters.file('upload_files'));
		if (file === undefined) throw badValue();
		const { id, name, path } = file;
		return ok({ id, name, path });
	},
	fileDelete: ({ parameters, world }) => {
		const file = world.files.get(parameters.int('file_id'));
		if (file === undefined || file.deleted) throw notFound('Файл');
		file.deleted = true;
		return done;
	},
	uploadedFile: download,
	miniature: download,
};
