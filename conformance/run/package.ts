// Where the package lies and which version it is, whether it runs from its sources or from dist.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stop } from './exit-codes.ts';

const upTo = (folder: string): string =>
  existsSync(join(folder, 'package.json')) || dirname(folder) === folder ? folder : upTo(dirname(folder));

/** The folder of the package: the nearest one above this file that holds a package.json. */
export const packageRoot: string = upTo(dirname(fileURLToPath(import.meta.url)));

const manifest = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
  readonly name: string;
  readonly version: string;
};

/** Name and version of this harness. */
export const harness: { readonly name: string; readonly version: string } = {
  name: manifest.name,
  version: manifest.version,
};

/** The folder of the cucumber that its user has installed: it runs the suite and writes its reports. */
export const cucumberRoot = (): string => {
  try {
    return dirname(createRequire(import.meta.url).resolve('@cucumber/cucumber/package.json'));
  } catch {
    const command = 'npm install --save-dev @cucumber/cucumber';
    throw new Stop('configuration', `The suite runs on cucumber, which is not installed: ${command}`);
  }
};
