import { ServiceError } from '../errors';

/** The memory cannot be reached or written: the step may or may not have been taken. */
export class MemoryDownError extends ServiceError {
	constructor(place: string, cause: unknown) {
		super(`The desk's memory (${place}) cannot be used: ${reasonOf(cause)}`, {
			kind: 'temporary',
			remedy:
				'What was not sent yet is not sent, and you can safely run it again. Check that the database runs and can be reached, that its disk is not full, and that nothing else keeps it locked.',
			details: { sent: false },
			cause,
		});
	}
}

/** The memory was written by a newer version of this package. */
export class NewerMemoryError extends ServiceError {
	constructor(place: string, found: number, known: number) {
		super(
			`The desk's memory (${place}) has schema ${found}, this version of the package knows ${known}`,
			{
				kind: 'refusedLocally',
				remedy:
					'Nothing was sent. Update the package on this machine: all mains and workers need the same version.',
			},
		);
	}
}

/** The memory is set up wrongly; no waiting heals it. */
export class MemorySettingsError extends ServiceError {
	constructor(message: string, remedy: string, cause?: unknown) {
		super(message, { kind: 'refusedLocally', remedy, cause });
	}
}

/** Somebody else works under the same key for longer than one wants to wait. */
export class LockBusyError extends ServiceError {
	constructor(key: string, waitMs: number) {
		super(`Something else has worked on ${key} for ${Math.round(waitMs / 1000)} s`, {
			kind: 'temporary',
			remedy: 'Nothing was sent, and you can safely run it again when the other run has ended.',
			details: { sent: false },
		});
	}
}

/** Others may believe that this process is gone, so it must not go on under the key. */
export class LeaseLostError extends ServiceError {
	constructor(key: string) {
		super(`The lock of ${key} was lost`, {
			kind: 'temporary',
			remedy:
				'What was not sent yet is not sent, and you can safely run it again. If it stays: this machine is overloaded, or its connection to the memory breaks.',
		});
	}
}

/** The first line of what a database said. Drivers put no password into it. */
function reasonOf(cause: unknown): string {
	const said = Object(cause) as { message?: unknown; code?: unknown };
	const text = String(said.message || said.code || cause);
	return text.split('\n', 1)[0]?.slice(0, 200) ?? '';
}
