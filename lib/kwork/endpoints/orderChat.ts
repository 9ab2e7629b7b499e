import { asError } from '../../errors';
import type { KworkApi } from '../api';
import { failures } from '../failures';
import type { Parameters } from '../parameters';
import { trackSchema, type Track } from '../schemas/order';
import { list } from '../schemas/values';
import { sameText } from '../text';
import { write } from './write';

const listOfTrack = list(trackSchema);

/** Own messages in the chats of orders; sending into one is `messages.send` (kwork.md 3.10). */
export class OrderChat {
	constructor(private readonly api: KworkApi) {}

	/**
	 * The exact call that changes a text. Kwork takes off files and quote that are not named again, so
	 * they are read before.
	 *
	 * @throws `kwork.notFound`; `kwork.unknownAnswer` where Kwork does not tell the ID of a file
	 */
	async editRequest(
		trackId: number,
		text: string,
		signal?: AbortSignal,
	): Promise<{ method: string; parameters: Parameters }> {
		const track = await this.byId(trackId, signal);
		if (!track) throw failures.notFound(`None of your orders has a message ${trackId}.`);
		const files = (track.files ?? []).map(({ id }, index) => {
			if (id !== undefined) return [String(index), id] as const;
			throw failures.unknownAnswer(
				'Kwork does not tell the ID of a file of this message, and changing the text would take the file off; nothing was sent.',
				{ details: { trackId } },
			);
		});
		return {
			method: 'trackEdit',
			parameters: {
				id: trackId,
				text,
				uploadedFiles: files.length > 0 ? Object.fromEntries(files) : undefined,
				quoteId: track.quote?.id,
			},
		};
	}

	/** Sends what `editRequest` gave. */
	async edit(
		request: { method: string; parameters: Parameters },
		message: { trackId: number; text: string },
		signal?: AbortSignal,
	): Promise<void> {
		await write(this.api, request.method, request.parameters, signal, async () => {
			const track = await this.byId(message.trackId);
			return track !== undefined && sameText(track.text ?? '', message.text);
		});
	}

	async delete(trackId: number, signal?: AbortSignal): Promise<void> {
		await write(this.api, 'trackDelete', { id: trackId }, signal, async () => {
			return (await this.byId(trackId)) === undefined;
		});
	}

	/** One entry, or undefined when there is none of this id. */
	private async byId(trackId: number, signal?: AbortSignal): Promise<Track | undefined> {
		try {
			const found = await this.api.call('trackMessage', { id: trackId }, listOfTrack, {
				effect: 'read',
				signal,
			});
			return found.find(({ id }) => id === trackId);
		} catch (error) {
			if (failures.notFound.is(error)) return undefined;
			throw asError(error);
		}
	}
}
