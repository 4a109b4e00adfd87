// Reading verdict.json back: one clear line where it is missing or damaged.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { faultIn } from '../../schemas/validate.ts';
import { Stop } from '../run/exit-codes.ts';
import { nextStepForDamage, readNamedFile } from '../run/named-file.ts';
import type { VerdictDocument } from './verdict.ts';

const schema = JSON.parse(readFileSync(new URL('../../schemas/verdict.schema.json', import.meta.url), 'utf8')) as {
  readonly $id: string;
};

const jsonOf = (file: string): unknown => {
  try {
    return JSON.parse(readNamedFile(file)) as unknown;
  } catch (error) {
    if (error instanceof Stop) throw new Stop('usage', `${error.message}; ${nextStepForDamage}`);
    throw new Stop('usage', `${file} is damaged: ${(error as Error).message}; ${nextStepForDamage}`);
  }
};

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** The verdict in a file, or in the `verdict.json` of a folder. */
export const readVerdict = (path: string): VerdictDocument => {
  const file = isFolder(path) ? join(path, 'verdict.json') : path;
  const value = jsonOf(file);
  const fault = faultIn(schema, value);
  if (fault !== undefined)
    throw new Stop('usage', `${file} is damaged: ${fault.where} ${fault.problem}; ${nextStepForDamage}`);
  return value as VerdictDocument;
};
