import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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

const REFERENCE = join(__dirname, '../../../../shared/reference');
const SCHEMA = join(REFERENCE, 'upwork-schema.graphql');
const describeWithReference = existsSync(SCHEMA) ? describe : describe.skip;

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

describeWithReference('the local Upwork beside its reference', () => {
	it('has a schema that is a subset of the real one', () => {
		const real = buildSchema(readFileSync(SCHEMA, 'utf8'), { assumeValid: true });
		const ours = Object.values(buildUpworkSchema(true).getTypeMap()).filter(
			(type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
		);
		expect(ours.length).toBeGreaterThan(200);
		expect(ours.flatMap((type) => differences(type, real))).toEqual([]);
	});

	it('takes every document of the reference', () => {
		const schema = buildUpworkSchema(true);
		const text = readFileSync(join(REFERENCE, 'upwork.md'), 'utf8');
		const documents = [...text.matchAll(/```graphql\n([\s\S]*?)```/g)]
			.map(([, document = '']) => document)
			.filter((document) => !document.startsWith('# sdl'));
		expect(documents.length).toBeGreaterThan(30);
		const errors = documents.flatMap((document) => validate(schema, parse(document)));
		expect(errors.map((error) => error.message)).toEqual([]);
	});
});
