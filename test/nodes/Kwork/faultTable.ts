import type { FaultInput } from '../../../simulator';

/** What a fault leaves of a write: nothing and it is said, nothing but open, all but open, all. */
export type Left = 'refused' | 'nothing' | 'everything' | 'fine';

export interface WriteFault {
	name: string;
	fault: Partial<FaultInput> & Pick<FaultInput, 'kind'>;
	left: Left;
}

const html = '<html><body>Error</body></html>';
const status = (code: number, left: Left): WriteFault => ({
	name: `HTTP ${code}`,
	fault: { kind: 'status', status: code, body: html },
	left,
});
const lost = (how: 'reset' | 'timeout' | 'html' | 'status'): WriteFault => ({
	name: `answer lost (${how})`,
	fault: { kind: 'answerLost', how },
	left: 'everything',
});
const says = (name: string, body: unknown, left: Left): WriteFault => ({
	name,
	fault: {
		kind: 'status',
		status: 200,
		body: typeof body === 'string' ? body : JSON.stringify(body),
		headers: { 'content-type': 'application/json' },
	},
	left,
});

/** Every kind of fault that the simulator has for requests. */
export const WRITE_FAULTS: WriteFault[] = [
	{ name: 'latency', fault: { kind: 'latency', ms: 20 }, left: 'fine' },
	{ name: 'timeout', fault: { kind: 'timeout' }, left: 'nothing' },
	{ name: 'reset', fault: { kind: 'reset' }, left: 'nothing' },
	status(500, 'nothing'),
	status(503, 'nothing'),
	status(400, 'refused'),
	{ name: 'a page', fault: { kind: 'html' }, left: 'nothing' },
	{ name: 'truncated', fault: { kind: 'truncated' }, left: 'everything' },
	{ name: 'cut', fault: { kind: 'cut' }, left: 'everything' },
	{ name: 'captcha', fault: { kind: 'captcha' }, left: 'refused' },
	{ name: 'block', fault: { kind: 'block' }, left: 'refused' },
	{ name: 'expired token', fault: { kind: 'expiredToken' }, left: 'fine' },
	{ name: 'rate limit', fault: { kind: 'rateLimit' }, left: 'refused' },
	lost('reset'),
	lost('timeout'),
	lost('html'),
	lost('status'),
	says('an empty 200', '', 'nothing'),
	says('an empty object', {}, 'nothing'),
	says(
		'success: false',
		{ success: false, error: 'Действие недоступно', error_code: 106 },
		'refused',
	),
];

/** Words of an error that leaves open what happened. */
export const OPEN = /does not say|did not come back|did not confirm|not known/;
