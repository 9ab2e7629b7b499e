import { asError, ServiceError } from '../errors';

/**
 * A write of several steps that stopped on the way: the failure of the step, told with what is done
 * already, so that nobody takes the whole for undone or begins anew.
 */
export class StoppedPartwayError extends ServiceError {
	private constructor(
		told: string,
		goesOn: string,
		cause: ServiceError,
		details: { stepsDone: number; steps: number },
	) {
		super(`${told}: ${cause.message}`, {
			kind: cause.kind,
			remedy: `${cause.remedy} ${goesOn}`,
			code: cause.code,
			httpStatus: cause.httpStatus,
			retryAfterMs: cause.retryAfterMs,
			details: { ...cause.details, ...details },
			cause,
		});
	}

	/** A text in several messages of which the first `out` are sent. */
	static atPart(error: unknown, out: number, parts: readonly unknown[]): Error {
		if (!(error instanceof ServiceError)) return asError(error);
		const next = out + 1;
		const isOpen = error.kind === 'outcomeUnknown';
		const there = `${out} of ${parts.length} parts ${out === 1 ? 'is' : 'are'} out`;
		const rest = isOpen ? `whether part ${next} is, is not known` : `part ${next} is not`;
		return new StoppedPartwayError(
			`${there}, ${rest}`,
			`Run again with "Skip If Already Sent" on, it goes on with ${isOpen ? 'the part that is missing in the chat' : `part ${next}`}.`,
			error,
			{ stepsDone: out, steps: parts.length },
		);
	}

	/** An image that could not be uploaded. */
	static atUpload(error: unknown): Error {
		if (!(error instanceof ServiceError)) return asError(error);
		return new StoppedPartwayError(
			'Nothing was sent, because the image could not be uploaded',
			'Run again: no message is in the chat.',
			error,
			{ stepsDone: 0, steps: 2 },
		);
	}

	/** An image that is uploaded; uploading alone shows it to nobody. */
	static atImage(error: unknown): Error {
		if (!(error instanceof ServiceError)) return asError(error);
		const isOpen = error.kind === 'outcomeUnknown';
		return new StoppedPartwayError(
			`The image is uploaded, ${isOpen ? 'whether it is in the chat is not known' : 'but it is not in the chat'}`,
			'Run again: it is not uploaded a second time.',
			error,
			{ stepsDone: 0, steps: 2 },
		);
	}
}
