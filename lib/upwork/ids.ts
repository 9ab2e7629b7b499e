import { failures } from './failures';

/**
 * Ids of Upwork (upwork.md 2.6). They are decimal texts of 18 to 19 digits and exceed 2^53, so they
 * stay texts. Calls take the numeric id, links the ciphertext.
 */

/** Numeric id from a numeric id, a `~02…` ciphertext (with or without `~`) or a job's address. */
export function jobIdOf(text: string): string | undefined {
	const trimmed = text.trim();
	const fromCiphertext =
		/(?:~|%7E)02(\d{10,20})/i.exec(trimmed)?.[1] ?? /^02(\d{18,20})$/.exec(trimmed)?.[1];
	return fromCiphertext ?? (/^\d{1,20}$/.test(trimmed) ? trimmed : undefined);
}

/** The same, for callers that cannot go on without one. Throws `upwork.invalidValue`. */
export function requiredJobId(text: string): string {
	const id = jobIdOf(text);
	if (id === undefined) throw failures.invalidValue(`"${text.slice(0, 60)}" is not a job's ID`);
	return id;
}

export function jobCiphertext(id: string): string {
	return `~02${id}`;
}

/** The page of a posting; a numeric id there gives 404. */
export function jobUrl(id: string): string {
	return `https://www.upwork.com/jobs/${jobCiphertext(id)}`;
}

export function proposalUrl(id: string): string {
	return `https://www.upwork.com/ab/proposals/${id}`;
}

export function roomUrl(id: string): string {
	return `https://www.upwork.com/ab/messages/rooms/${id}`;
}

export function profileUrl(ciphertext: string): string {
	return `https://www.upwork.com/freelancers/${ciphertext}`;
}
