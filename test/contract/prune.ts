/**
 * Cuts the services' own API documents down to what the simulator and the contract tests need:
 *   npm run contract -- <folder>      (or CONTRACT_SOURCES=<folder> npm run contract)
 * The folder holds `kwork-openapi.json`, `avito-openapi/*.json`, `upwork-schema.graphql` and
 * `upwork.md`. None of them is part of this repository; only what is written here is read.
 *
 * What is kept, and why it may be. Kwork's document and Avito's are published by the services
 * without a licence that allows copying, and no licence comes with the introspected schema of
 * Upwork. So no text of theirs is kept: no description, title, example, deprecation reason, contact
 * or remark. What stays are facts that a program needs to speak with the services: names of
 * endpoints, parameters, fields and types, which of them are required, types, formats and limits of
 * values, enum values, media types and status codes. It is a list of names to allow, not of names
 * to drop: what a later document adds stays out until somebody names it here. None of it is in the
 * published package.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { KWORK_CONTRACT } from '../../simulator/kwork/contract';
import { UPWORK_SDL } from '../../simulator/upwork/schema';
import { pruneOpenApi } from './openApi';
import { documentsOf, pruneSchema } from './schema';

const FULLY_CHECKED = ['accounts-hierarchy', 'auth', 'item', 'job', 'messenger', 'user'];

function main(sources: string): void {
	const read = (...parts: string[]) => readFileSync(path.join(sources, ...parts), 'utf8');
	const write = (file: string, text: string) => {
		const target = path.join(__dirname, file);
		mkdirSync(path.dirname(target), { recursive: true });
		writeFileSync(target, text);
	};
	writeFileSync(
		KWORK_CONTRACT,
		pruneOpenApi(read('kwork-openapi.json'), () => true),
	);
	for (const file of readdirSync(path.join(sources, 'avito-openapi'))) {
		const whole = FULLY_CHECKED.includes(path.basename(file, '.json'));
		write(
			`avito/${file}`,
			pruneOpenApi(read('avito-openapi', file), () => whole, whole),
		);
	}
	const documents = documentsOf(read('upwork.md'));
	write('upworkDocuments.json', `${JSON.stringify(documents, null, '\t')}\n`);
	writeFileSync(UPWORK_SDL, pruneSchema(read('upwork-schema.graphql'), documents));
}

const sources = process.argv[2] ?? process.env.CONTRACT_SOURCES;
if (sources === undefined) {
	process.stderr.write('Name the folder with the documents: npm run contract -- <folder>\n');
	process.exitCode = 1;
} else main(sources);
