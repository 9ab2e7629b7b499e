import { text } from '../../../shared/parameters';
import { defineOperation, type Look } from '../../../shared/operation';
import type { AvitoRun } from '../../context';
import { chatLocator } from '../../parameters';

interface ImageLook extends Look {
	known: ReadonlySet<string>;
}

export const sendImage = defineOperation<AvitoRun>()({
	value: 'sendImage',
	name: 'Send Image',
	action: 'Send an image',
	description:
		'Sends an image from a binary field to a chat, once: the same file, if nobody has answered it yet or it is from the last ten minutes, is not sent again. JPEG, PNG, GIF, BMP or HEIC up to 24 MB. One item.',
	effect: 'write',
	sends: true,
	parameters: {
		chatId: chatLocator(),
		binaryField: text({
			displayName: 'Input Binary Field',
			default: 'data',
			required: true,
			hint: 'The name of the input field that holds the image',
		}),
	},
	async prepare({ client: { api }, params, files, signal }) {
		const { chatId } = params;
		const image = await files.read(params.binaryField);
		const { fileName, contentType } = image;
		return {
			target: `chat ${chatId}`,
			request: { chatId, fileName, contentType, bytes: image.data.length },
			async look() {
				const { sent, known } = await api.images.lookBack(chatId, image, signal);
				return { known, sent: sent && { chatId, ...sent } };
			},
			ready: async () => void (await api.images.ready(image, signal)),
			send: async (look?: ImageLook) => ({
				chatId,
				...(await api.images.send(chatId, image, { known: look?.known, signal })),
			}),
		};
	},
});
