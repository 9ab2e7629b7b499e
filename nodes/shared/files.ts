import type { IExecuteFunctions } from 'n8n-workflow';
import type { Files, IncomingFile } from './operation';
import { FileResult } from './operation';

/** n8n's binary data of one item, as operations see it. */
export function filesOf(context: IExecuteFunctions, itemIndex: number): Files {
	return {
		async read(binaryField) {
			const { fileName, mimeType } = context.helpers.assertBinaryData(itemIndex, binaryField);
			const data = await context.helpers.getBinaryDataBuffer(itemIndex, binaryField);
			return { fileName: fileName ?? 'file', contentType: mimeType, data };
		},
		async write(data, fileName, mimeType) {
			const binary = await context.helpers.prepareBinaryData(data, fileName, mimeType);
			return new FileResult(
				{ ...binary },
				{ fileName, mimeType: binary.mimeType, bytes: data.length },
			);
		},
	};
}

/** The files of several binary fields, in their order. */
export async function readAll(files: Files, binaryFields: string[] = []): Promise<IncomingFile[]> {
	return await Promise.all(binaryFields.map(async (field) => await files.read(field)));
}
