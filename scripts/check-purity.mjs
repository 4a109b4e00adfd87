// Fails where code outside mock-server/runtime asks for the time or for chance, or where code names an edition.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesOf, published, root as home } from './rooms.mjs';

const root = process.argv[2] ?? home;

const sources = filesOf([...published, 'bench'], root).filter(
  (file) => /\.(ts|mjs|js|cjs)$/.test(file) && !/\.test\.\w+$/.test(file),
);

/** The lines of a file without its comments. A comment opener inside a string counts as one; that errs on no code here. */
const codeOf = (file) =>
  readFileSync(join(root, file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ''))
    .split('\n')
    .map((line) => line.replace(/(^|\s)\/\/.*$/, ''));

const editions = [
  ...readFileSync(join(root, 'schemas/editions/editions.ts'), 'utf8').matchAll(/'(\d{4}-\d\d-\d\d)'/g),
].map(([, edition]) => edition);

const checks = [
  {
    applies: (file) => file.startsWith('mock-server/') && !file.startsWith('mock-server/runtime/'),
    pattern: /\bDate\.now\b|\bnew Date(\(\s*\)|(?!\s*[(\w]))|(?<!new )\bDate\(\s*\)|\bMath\.random\b|\brandomUUID\b/,
    remedy: 'time and ids come in as values from mock-server/runtime',
  },
  {
    applies: (file) => !file.startsWith('schemas/'),
    pattern: new RegExp(`['"\`](${[...new Set(editions)].join('|')})['"\`]`),
    remedy: 'an edition is a filter over the rule table, so only schemas/ may name one',
  },
];

const findings = sources.flatMap((file) =>
  codeOf(file).flatMap((line, index) =>
    checks
      .filter(({ applies, pattern }) => applies(file) && pattern.test(line))
      .map(({ remedy }) => `${file}:${index + 1}: ${line.trim()}\n    ${remedy}`),
  ),
);

for (const finding of findings) console.error(finding);
console.log(`purity: ${sources.length} files, ${findings.length} findings`);
process.exitCode = findings.length === 0 ? 0 : 1;
