/**
 * Runs a command line to its end: exit code 0 when it is well, else 1. Whatever it throws becomes
 * its last line, as JSON.
 */
export function runCommand(command: () => Promise<boolean>): void {
	command().then(
		(ok) => process.exit(ok ? 0 : 1),
		(error: unknown) => {
			const reason = error instanceof Error ? error.message : String(error);
			process.stdout.write(`${JSON.stringify({ ok: false, error: reason.slice(0, 2000) })}\n`);
			process.exit(1);
		},
	);
}

/** Ctrl-C and the like leave nothing running behind. */
export function stopOnSignal(stop: () => Promise<void>): void {
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void stop().finally(() => process.exit(130)));
	}
}
