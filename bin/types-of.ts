// TypeScript types of an OpenAPI document, by openapi-typescript: the user has it installed, as cucumber is for verify.
import { createRequire } from 'node:module';
import type * as OpenApiTypescript from 'openapi-typescript';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Stop } from '../conformance/run/exit-codes.ts';

const hint = 'npm install --save-dev openapi-typescript typescript';

const isAbsent = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND';

/** The package as the project of the user has it, or as it stands beside this one. */
const load = (folder: string): typeof OpenApiTypescript => {
  for (const from of [pathToFileURL(join(folder, 'package.json')).href, import.meta.url])
    try {
      return createRequire(from)('openapi-typescript') as typeof OpenApiTypescript;
    } catch (error) {
      if (!isAbsent(error)) throw error;
    }
  throw new Stop('configuration', `openapi-typescript makes the types, and is not installed: ${hint}`);
};

/** The types of an OpenAPI document as the text of a TypeScript file. */
export const typesOf = async (document: object, folder: string): Promise<string> => {
  const { default: openapiTS, astToString } = load(folder);
  const nodes = await openapiTS(JSON.stringify(document), { alphabetize: true, silent: true });
  return astToString(nodes);
};
