import { asError } from '../../lib/errors';
import {
	defaultFieldResolver,
	execute,
	getOperationAST,
	GraphQLError,
	Kind,
	parse,
	validate,
	visit,
	type DocumentNode,
	type GraphQLSchema,
} from 'graphql';
import { z } from 'zod';
import type { Answer, SimulatedRequest } from '../core/types';
import { scopeError, upworkError, validationError } from './errors';
import { createRoot } from './resolvers';
import { buildUpworkSchema, documentedValue } from './schema';
import { deniedFields, mayRead } from './scopes';
import type { ApiKey, Organization } from './types';
import type { UpworkWorld } from './world';

const bodySchema = z.object({
	query: z.string().min(1),
	variables: z.record(z.string(), z.unknown()).nullish(),
	operationName: z.string().nullish(),
});

/** What every resolver gets. */
export interface GraphQLCall {
	world: UpworkWorld;
	request: SimulatedRequest;
	key: ApiKey;
	/** The organization that the tenant header chose, the personal one without it. */
	tenant: Organization;
}

type Parsed = { document: DocumentNode } | { errors: GraphQLError[] };

/** So that queries with values in their text do not fill the memory of a long run. */
const MOST_KNOWN = 1000;

/** Runs GraphQL requests against the state. */
export class GraphQLRunner {
	/** Built when first needed: it takes longer than all the rest of a start. */
	private readonly schemas = new Map<boolean, GraphQLSchema>();

	/** Clients ask the same few things again and again. */
	private readonly known = new WeakMap<GraphQLSchema, Map<string, Parsed>>();

	/** Validates, checks scopes, executes; errors of GraphQL come with HTTP 200. */
	async answer(call: GraphQLCall): Promise<Answer> {
		const { context, settings } = call.world;
		const body = bodySchema.safeParse(call.request.body.json);
		if (!body.success) {
			context.violation(call.request, 'The body must be JSON with a query');
			return { status: 400, json: { message: 'No query' } };
		}
		const schema = this.schemaWith(settings.operationsOf2026);
		const parsed = this.parsed(schema, body.data.query);
		if ('errors' in parsed) {
			for (const error of parsed.errors) context.violation(call.request, error.message);
			return { json: { data: null, errors: parsed.errors } };
		}
		const { document } = parsed;
		if (settings.badFaithIntrospection && typeQueries(document) > 1) {
			const text = 'This request is not asking for introspection in good faith';
			return refused(upworkError(text, 'BadFaithIntrospection'));
		}
		const { alsoDenied } = settings;
		const access = { schema, scopes: call.key.scopes, alsoDenied };
		const denied = deniedFields(access, document);
		if (denied.length > 0 && settings.deniedFields === 'abort') return refused(scopeError(denied));
		const result = await execute({
			schema,
			document,
			rootValue: createRoot(call),
			contextValue: call,
			variableValues: body.data.variables ?? {},
			operationName: body.data.operationName ?? undefined,
			fieldResolver: (source, args, context, info) => {
				if (!mayRead(access, info.parentType.name, info.fieldName)) {
					throw scopeError([`${info.parentType.name}.${info.fieldName}`]);
				}
				const value = defaultFieldResolver(source, args, context, info);
				return value === undefined ? documentedValue(info.returnType, info.fieldName) : value;
			},
		});
		if (result.data === undefined) {
			for (const error of result.errors ?? []) context.violation(call.request, error.message);
			return { json: { data: null, errors: result.errors?.map(validationError) } };
		}
		const errors = result.errors?.map(classified);
		return { json: { data: result.data, ...(errors === undefined ? {} : { errors }) } };
	}

	private schemaWith(operationsOf2026: boolean): GraphQLSchema {
		const known = this.schemas.get(operationsOf2026);
		if (known !== undefined) return known;
		const built = buildUpworkSchema(operationsOf2026);
		this.schemas.set(operationsOf2026, built);
		return built;
	}

	private parsed(schema: GraphQLSchema, query: string): Parsed {
		const known = this.known.get(schema) ?? new Map<string, Parsed>();
		this.known.set(schema, known);
		if (known.size > MOST_KNOWN) known.clear();
		const parsed = known.get(query) ?? this.check(schema, query);
		known.set(query, parsed);
		return parsed;
	}

	private check(schema: GraphQLSchema, query: string): Parsed {
		try {
			const document = parse(query);
			const errors = validate(schema, document).map(validationError);
			return errors.length > 0 ? { errors } : { document };
		} catch (error) {
			if (!(error instanceof GraphQLError)) throw asError(error);
			const { source, positions } = error;
			const extensions = { classification: 'InvalidSyntax' };
			return { errors: [new GraphQLError(error.message, { source, positions, extensions })] };
		}
	}
}

/** Name for log and faults: the root fields, for instance `createRoomStoryV2`. */
export function operationName(request: SimulatedRequest): string {
	const body = bodySchema.safeParse(request.body.json);
	if (!body.success) return 'graphql';
	try {
		const operation = getOperationAST(parse(body.data.query), body.data.operationName);
		const names = (operation?.selectionSet.selections ?? []).map((selection) =>
			selection.kind === Kind.FIELD ? selection.name.value : selection.kind,
		);
		return [...new Set(names)].join('+') || 'graphql';
	} catch {
		return 'graphql';
	}
}

function typeQueries(document: DocumentNode): number {
	let count = 0;
	visit(document, {
		Field(node) {
			if (node.name.value === '__type') count++;
		},
	});
	return count;
}

function refused(error: GraphQLError): Answer {
	return { json: { data: null, errors: [error] } };
}

/** Errors of graphql-js itself, such as a null where the schema promises a value. */
function classified(error: GraphQLError): GraphQLError {
	if (error.extensions.classification !== undefined) return error;
	const text = /Cannot return null for non-nullable/.test(error.message)
		? `The field at path '/${(error.path ?? []).join('/')}' was declared as a non null type, but the code involved in retrieving data has wrongly returned a null value.`
		: error.message;
	return new GraphQLError(text, {
		nodes: error.nodes,
		path: error.path,
		extensions: { classification: 'NullValueInNonNullableField' },
	});
}
