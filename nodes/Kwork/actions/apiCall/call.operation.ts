import type { KworkClient, KworkParameters } from '../../../../lib/kwork';
import { loadLib } from '../../../shared/lib';
import { defineOperation } from '../../../shared/operation';
import { json, locator, ParameterValueError, textList } from '../../../shared/parameters';

export const call = defineOperation<KworkClient>()({
	value: 'call',
	name: 'Call a Method',
	action: 'Call a method of the API',
	description:
		'Calls any method of the Kwork API that does not return secrets, for anything without an operation of its own. Names and types of parameters are checked before anything is sent. One item with the answer.',
	effect: 'write',
	parameters: {
		method: locator({
			displayName: 'Method',
			description: 'The list shows what each method does and which parameters it takes',
			searchListMethod: 'searchMethods',
			idPlaceholder: 'getBadgesInfo',
			idPattern: /^\w+$/,
		}),
		parameters: json({
			displayName: 'Parameters',
			default: '{}',
			description:
				'Names and values as JSON; lists and maps as JSON arrays and objects. The session is added automatically.',
		}),
		binaryFields: textList({
			displayName: 'Binary Fields',
			placeholder: 'e.g. upload_files=data',
			description:
				'Files to send, as parameter=binary field, separated by commas; the call is then multipart',
		}),
	},
	async prepare({ client, params, files, signal }) {
		const { API_METHODS, callParameters, redact, validateCall } = await loadLib();
		if (!isObject(params.parameters)) {
			throw new ParameterValueError(
				'"Parameters" is not a JSON object',
				'Write e.g. { "page": 1 }.',
			);
		}
		const given = params.parameters;
		const parts = Object.fromEntries(
			await Promise.all(
				params.binaryFields.map(async (entry) => {
					const [name = '', field = name] = entry.split('=').map((part) => part.trim());
					return [name, await files.read(field)] as const;
				}),
			),
		);
		const problems = validateCall(params.method, given, Object.keys(parts));
		const method = API_METHODS.get(params.method);
		if (problems.length > 0 || !method) {
			throw new ParameterValueError(
				problems.map(({ message }) => message).join(' '),
				problems[0]?.remedy ?? 'Correct Method or Parameters; the list of methods shows the names.',
			);
		}
		const parameters = callParameters(method, given);
		return {
			target: `method ${method.name}`,
			harmless: method.effect === 'read',
			request: { method: method.name, parameters: redact(parameters), files: Object.keys(parts) },
			send: async () =>
				await client.call(method.name, parameters, {
					effect: method.effect === 'read' ? 'read' : 'write',
					files: Object.keys(parts).length > 0 ? parts : undefined,
					authenticated: method.authenticated,
					httpMethod: method.httpMethod,
					signal,
				}),
		};
	},
});

function isObject(value: unknown): value is KworkParameters {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
