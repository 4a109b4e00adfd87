// Which scenarios speak for a rule: read from the tags of the features.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../run/package.ts';

const folder = join(packageRoot, 'features');

/** The names of the scenarios below each `@rule:` tag of a feature. */
const scenariosIn = (file: string): readonly (readonly [rule: string, scenarios: readonly string[]])[] =>
  readFileSync(join(folder, file), 'utf8')
    .split(/\n(?= *@rule:)/)
    .slice(1)
    .map((part) => [
      /@rule:(\S+)/.exec(part)?.[1] ?? '',
      [...part.matchAll(/^\s*Scenario(?: Outline)?: *(.+)$/gm)].map(([, name]) => `features/${file}: ${name ?? ''}`),
    ]);

/** Every rule with its scenarios, each as `features/<topic>.feature: <name>`. */
export const scenariosByRule = (): ReadonlyMap<string, readonly string[]> =>
  new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.feature'))
      .flatMap(scenariosIn),
  );
