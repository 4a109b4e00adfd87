// Writes the types of what the package exports into dist: one file for each entry, which its ES module passes on.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';
import { root } from './rooms.mjs';

const entries = {
  mock: 'mock-server/published.ts',
  nock: 'mock-server/nock.ts',
  fixtures: 'fixtures/index.ts',
  steps: 'steps/index.ts',
};

/** The types of the mock are written once; the others take them from there. */
const mockFromItsEntry = {
  name: 'mock-from-its-entry',
  resolveId: (source, importer) =>
    /mock-server[\\/]nock\.(d\.)?ts$/.test(importer ?? '') && source === './index.ts'
      ? { id: './mock.cjs', external: true }
      : undefined,
};

const typesOf = async (input) => {
  const build = await rolldown({
    cwd: root,
    input,
    external: (id) => /^@?[a-z]/.test(id) && id !== 'fhir-kit-client',
    checks: { bundlerTimings: false },
    plugins: [mockFromItsEntry, dts({ emitDtsOnly: true, tsconfig: 'tsconfig.build.json' })],
  });
  const { output } = await build.generate({ format: 'esm' });
  await build.close();
  return output.find(({ fileName }) => fileName.endsWith('.d.ts')).code;
};

/** The types as short as they can be: the sentences of the rules are part of no type that is exported. */
const shortened = (types) =>
  types.replace(/^\s+/gm, '').replace(/^readonly (?:statement|clientChange): "(?:[^"\\]|\\.)*";\n/gm, '');

for (const [name, input] of Object.entries(entries)) {
  const types = shortened(await typesOf(input));
  writeFileSync(join(root, 'dist', `${name}.d.cts`), types);
  writeFileSync(join(root, 'dist', `${name}.d.ts`), `export * from './${name}.cjs';\n`);
}
