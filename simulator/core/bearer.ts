import type { SimulatedRequest } from './types';

/** The token of an `Authorization: Bearer` header, or an empty text. */
export function bearer(request: SimulatedRequest): string {
	const header = request.headers.authorization ?? '';
	return header.startsWith('Bearer ') ? header.slice('Bearer '.length) : '';
}
