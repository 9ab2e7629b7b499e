import type { INode } from 'n8n-workflow';
import { ApplicationError } from 'n8n-workflow';
import { failures as http } from '../../../lib/http/failures';
import { toNodeError } from '../../../nodes/shared/errors';
import { ParameterValueError } from '../../../nodes/shared/parameters';

const node: INode = {
	id: '1',
	name: 'Avito',
	type: 'n8n-nodes-freelance-hub.avito',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

describe('a failure in n8n', () => {
	/** n8n puts a text of its own in the place of a message with a code of the system's. */
	test('of a write that may have happened does not tell to repeat it', () => {
		const failure = http.outcomeUnknown('send: the connection broke (ECONNRESET)', {
			code: 'ECONNRESET',
		});
		const { message, description } = toNodeError(node, failure);
		expect(message).toBe('send: the connection broke (ECONNRESET) [ECONNRESET]');
		expect(description).toBe(failure.remedy);
	});

	test.each([
		['warning', /n8n itself.*Check the credential/],
		['error', /Please report it/],
	] as const)('of n8n itself asks for a report only where it is one (%s)', (level, told) => {
		const failure = new ApplicationError('Credential with ID "7" does not exist.', { level });
		const { message, description } = toNodeError(node, failure);
		expect(message).toContain('Credential with ID "7"');
		expect(description).toMatch(told);
	});

	test('of a parameter keeps the words of the parameter', () => {
		const failure = new ParameterValueError('"File" is not there: ENOENT', 'Choose another file.');
		const { message, description } = toNodeError(node, failure);
		expect(message).toBe('"File" is not there: ENOENT');
		expect(description).toBe('Choose another file.');
	});
});
