import type { KworkClient } from '../../../../lib/kwork';
import { defineOperation } from '../../../shared/operation';
import { text } from '../../../shared/parameters';
import { notEmpty } from '../../parameters';

export const download = defineOperation<KworkClient>()({
	value: 'download',
	name: 'Download',
	action: 'Download a file',
	description: 'Downloads a file of a message or an order into binary data. One item.',
	effect: 'read',
	parameters: {
		source: text({
			displayName: 'File URL or Path',
			required: true,
			placeholder: 'e.g. https://kwork.ru/files/uploaded/ab/cd/report.pdf',
			description: 'The file_url or path of a file, from the raw output of a message or a track',
		}),
		fileName: text({
			displayName: 'File Name',
			placeholder: 'e.g. report.pdf',
			description: 'File name in n8n; by default the last part of the address',
		}),
	},
	async execute({ client, params: { source, fileName }, files, signal }) {
		const where = notEmpty(source, 'File URL or Path');
		const data = await client.files.download(
			/^https?:/.test(where) ? { url: where } : { path: where },
			signal,
		);
		const name = fileName || (where.split(/[?#]/)[0]?.split('/').pop() ?? '') || 'file';
		return await files.write(data, decodeURIComponent(name));
	},
});
