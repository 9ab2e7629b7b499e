import { stoppedPartway } from '../partway';

/** A text in several messages of which the first `out` are sent. */
export function stoppedAtPart(error: unknown, out: number, parts: readonly unknown[]): Error {
	const next = out + 1;
	const there = `${out} of ${parts.length} parts ${out === 1 ? 'is' : 'are'} out`;
	return stoppedPartway(error, (cause, isOpen) => ({
		message: `${there}, ${isOpen ? `whether part ${next} is, is not known` : `part ${next} is not`}: ${cause}`,
		goesOn: `Run again with "Skip If Already Sent" on, it goes on with ${isOpen ? 'the part that is missing in the chat' : `part ${next}`}.`,
		stepsDone: out,
		steps: parts.length,
	}));
}

/** An image that could not be uploaded. */
export function stoppedAtUpload(error: unknown): Error {
	return stoppedPartway(error, (cause) => ({
		message: `Nothing was sent, because the image could not be uploaded: ${cause}`,
		goesOn: 'Run again: no message is in the chat.',
		stepsDone: 0,
		steps: 2,
	}));
}

/** An image that is uploaded; uploading alone shows it to nobody. */
export function stoppedAtImage(error: unknown): Error {
	return stoppedPartway(error, (cause, isOpen) => ({
		message: `The image is uploaded, ${isOpen ? 'whether it is in the chat is not known' : 'but it is not in the chat'}: ${cause}`,
		goesOn: 'Run again: it is not uploaded a second time.',
		stepsDone: 0,
		steps: 2,
	}));
}
