import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { text } from '../../../shared/parameters';

export const upload = defineOperation<KworkClient>()({
	value: 'upload',
	name: 'Upload',
	action: 'Upload a file',
	description: 'Uploads a file from a binary field; its ID can be attached to a message. One item.',
	effect: 'write',
	parameters: {
		binaryField: text({
			displayName: 'Input Binary Field',
			default: 'data',
			required: true,
			hint: 'The name of the input binary field containing the file',
		}),
	},
	prepare: async ({ client, params, files, signal }) => {
		const file = await files.read(params.binaryField);
		const { fileName, data } = file;
		return {
			target: `file ${fileName}`,
			request: { method: 'fileUpload', file: fileName, bytes: data.length },
			async send() {
				const { id, name } = await client.files.upload(file, signal);
				return { fileId: id, fileName: name ?? fileName };
			},
		};
	},
});
