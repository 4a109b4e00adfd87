// Writes docs/dependencies.md: what the published code is built on, from its imports and package-lock.json.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'prettier';
import { reasons } from './dependency-reasons.ts';
import { filesOf, published, root } from './rooms.mjs';

interface Locked {
  readonly version: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages: locked } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, Locked>>;
};

const importing = /(?:^(?:import|export)\b[^'`;=]*\bfrom |^import |\bimport\()'((?:@[\w.-]+\/)?[\w-][\w.-]*)/gm;

const isCode = (file: string): boolean => /\.(ts|mjs)$/.test(file) && !/\.test\.ts$|\.d\.ts$/.test(file);

const importsOf = (file: string): readonly string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(importing)].map(([, name = '']) => name);

/** Copied into the bundle as a file, and imported by no module. */
const copied = ['@event-calendar/build'];

/** The packages that the published code names. */
export const direct: readonly string[] = [
  ...new Set([...filesOf(published).filter(isCode).flatMap(importsOf), ...copied]),
]
  .filter((name) => locked[`node_modules/${name}`] !== undefined)
  .toSorted();

/** Where a package finds another: in its own folder, or in one above. */
const placeOf = (name: string, from: string): string | undefined => {
  const place = `${from === '' ? '' : `${from}/`}node_modules/${name}`;
  if (locked[place] !== undefined) return place;
  return from === '' ? undefined : placeOf(name, from.replace(/\/?node_modules\/(?:@[^/]+\/)?[^/]+$/, ''));
};

const nameOf = (place: string): string => place.replace(/^.*node_modules\//, '');

/** All packages that some need, each with those that need it. */
const findNeeded = (): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>();
  const follow = (place: string): void => {
    const { dependencies = {}, optionalDependencies = {} } = locked[place] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const child = placeOf(name, place);
      if (child === undefined) continue;
      const isNew = !found.has(child);
      found.set(child, (found.get(child) ?? new Set()).add(nameOf(place)));
      if (isNew) follow(child);
    }
  };
  for (const name of direct.filter((one) => one !== '@cucumber/cucumber')) follow(`node_modules/${name}`);
  return found;
};

const rowOf = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const factsOf = (place: string): readonly string[] => {
  const { version = '', license = 'none named' } = locked[place] ?? {};
  return [nameOf(place), version, license];
};

const introduction = `# Dependencies

The package declares no dependencies: what the code uses is put into its bundle when it is built, and the licences of what
is in it are in \`dist/THIRD-PARTY-LICENSES.txt\`. A user installs @cucumber/cucumber for the suite, and may install nock and
classic-level, which then take the place of the bundled ones. This page lists what the bundle is built from;
\`npm run dependencies-page\` writes it from the imports and \`package-lock.json\`.`;

/** The page as it has to be. */
export const dependenciesPage = (): Promise<string> => {
  const named = direct.map((name) => rowOf(...factsOf(`node_modules/${name}`), reasons[name] ?? ''));
  const others = [...findNeeded()]
    .filter(([place]) => !direct.some((name) => place === `node_modules/${name}`))
    .map(([place, by]) => rowOf(...factsOf(place), [...by].toSorted().join(', ')))
    .toSorted();
  const text = [
    introduction,
    '## Used by the code',
    [rowOf('package', 'version', 'licence', 'why'), rowOf('---', '---', '---', '---'), ...named].join('\n'),
    '## Needed by those',
    'The bundle takes the modules of these that are reached; the rest is left out.',
    [rowOf('package', 'version', 'licence', 'needed by'), rowOf('---', '---', '---', '---'), ...others].join('\n'),
  ].join('\n\n');
  return format(text, { parser: 'markdown', printWidth: 120 });
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync(join(root, 'docs/dependencies.md'), await dependenciesPage());
