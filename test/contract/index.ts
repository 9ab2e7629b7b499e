/** What the services' own documents say, as prune.ts keeps it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { KWORK_CONTRACT } from '../../simulator/kwork/contract';
import { UPWORK_SDL } from '../../simulator/upwork/schema';

const read = (file: string): string => readFileSync(path.join(__dirname, file), 'utf8');

/** Kwork's OpenAPI document, by which the local Kwork answers. */
export const kworkSpecification = (): string => readFileSync(KWORK_CONTRACT, 'utf8');

/** Folder with one OpenAPI document of Avito for each of its services. */
export const AVITO_DOCUMENTS = path.join(__dirname, 'avito');

/** The SDL of Upwork's schema, which the local Upwork runs on. */
export const upworkSchema = (): string => readFileSync(UPWORK_SDL, 'utf8');

/** GraphQL documents that other clients of Upwork are known to send. */
export const upworkDocuments = (): string[] => JSON.parse(read('upworkDocuments.json')) as string[];
