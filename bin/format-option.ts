// The option --format: formatters of cucumber, or of other packages, which write a file beside our reports.
import { fileFault } from '../schemas/file-fault.ts';
import { appendFileSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InvalidArgumentError } from 'commander';
import { Stop } from '../conformance/run/exit-codes.ts';
import { makeFolder } from '../schemas/make-folder.ts';
import type { Format } from '../conformance/suite/index.ts';

/** The formatters that cucumber brings, except those that need a terminal. */
const builtIn = ['html', 'json', 'junit', 'message', 'progress', 'rerun', 'snippets', 'summary', 'usage', 'usage-json'];

/** A formatter is looked for where the user stands, and not in the package of the harness. */
const moduleFrom = (name: string): string => {
  if (/^\.{0,2}[\\/]/.test(name)) {
    if (existsSync(resolve(name))) return pathToFileURL(resolve(name)).href;
    throw new InvalidArgumentError(`There is no file ${name}.`);
  }
  try {
    return pathToFileURL(createRequire(resolve('any.js')).resolve(name)).href;
  } catch {
    throw new InvalidArgumentError(
      `${name} is none of ${builtIn.join(', ')}, and no package of that name is installed here.`,
    );
  }
};

/** Adds a format, `<name>:<file>`, to those that were given before. */
export const addFormat = (text: string, before: readonly Format[] = []): readonly Format[] => {
  const [, name, file] = /^(.*[^:]):([^:].*)$/.exec(text) ?? [];
  if (name === undefined || file === undefined)
    throw new InvalidArgumentError('It has to be <name>:<file>, for example json:cucumber.json.');
  return [...before, { formatter: builtIn.includes(name) ? name : moduleFrom(name), file: resolve(file) }];
};

/** The options of formatters: one JSON object. */
export const formatOptionsFrom = (text: string): string => {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return text;
  } catch {
    // Said below.
  }
  throw new InvalidArgumentError('It has to be a JSON object, for example {"resultsDir":"allure-results"}.');
};

/** Makes sure, before anything runs, that the files of formatters can be written. */
export const claimFiles = (formats: readonly Format[]): void => {
  for (const { file } of formats)
    try {
      makeFolder(dirname(file));
      appendFileSync(file, '');
    } catch (error) {
      throw new Stop('usage', `cannot write ${file}: ${fileFault(error)}`);
    }
};
