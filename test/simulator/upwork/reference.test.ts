import {
	buildSchema,
	isEnumType,
	isInputObjectType,
	isInterfaceType,
	isObjectType,
	isSpecifiedScalarType,
	isUnionType,
	parse,
	validate,
	type GraphQLField,
	type GraphQLInputField,
	type GraphQLNamedType,
	type GraphQLSchema,
} from 'graphql';
import { buildUpworkSchema } from '../../../simulator/upwork/schema';
import { upworkDocuments, upworkSchema } from '../../contract';

/** Everything that a type of ours has and the real one has not, or has otherwise. */
function differences(ours: GraphQLNamedType, real: GraphQLSchema): string[] {
	const theirs = real.getType(ours.name);
	if (theirs === undefined) return [`${ours.name}: no such type`];
	if (isEnumType(ours) && isEnumType(theirs)) {
		const names = theirs.getValues().map(({ name }) => name);
		return ours
			.getValues()
			.filter(({ name }) => !names.includes(name))
			.map(({ name }) => `${ours.name}.${name}: no such value`);
	}
	if (isUnionType(ours) && isUnionType(theirs)) {
		const names = theirs.getTypes().map(({ name }) => name);
		return ours
			.getTypes()
			.filter(({ name }) => !names.includes(name))
			.map(({ name }) => `${ours.name}: ${name} is no member`);
	}
	const comparable =
		(isObjectType(ours) && isObjectType(theirs)) ||
		(isInterfaceType(ours) && isInterfaceType(theirs)) ||
		(isInputObjectType(ours) && isInputObjectType(theirs));
	if (!comparable) return [`${ours.name}: another kind of type`];
	return Object.values(ours.getFields()).flatMap((field) => {
		const other = theirs.getFields()[field.name];
		if (other === undefined) return [`${ours.name}.${field.name}: no such field`];
		const [mine, wanted] = [signature(field), signature(other)];
		return mine === wanted ? [] : [`${ours.name}.${field.name}: ${mine} instead of ${wanted}`];
	});
}

/** Arguments and type of a field, or type of an input field. */
function signature(field: GraphQLField<unknown, unknown> | GraphQLInputField): string {
	const args = 'args' in field ? field.args : [];
	return `${args.map((arg) => `${arg.name}: ${String(arg.type)}`).join(', ')} -> ${String(field.type)}`;
}

describe('the local Upwork beside its reference', () => {
	it('has a schema that is a subset of the real one', () => {
		const real = buildSchema(upworkSchema(), { assumeValid: true });
		const ours = Object.values(buildUpworkSchema(true).getTypeMap()).filter(
			(type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
		);
		expect(ours.length).toBeGreaterThan(200);
		expect(ours.flatMap((type) => differences(type, real))).toEqual([]);
	});

	it('takes every document of the reference', () => {
		const schema = buildUpworkSchema(true);
		const documents = upworkDocuments();
		expect(documents.length).toBeGreaterThan(30);
		const errors = documents.flatMap((document) => validate(schema, parse(document)));
		expect(errors.map((error) => error.message)).toEqual([]);
	});
});
