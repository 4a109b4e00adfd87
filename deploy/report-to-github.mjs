// Shows a verdict on GitHub: node report-to-github.mjs <folder of the reports>
// Outputs `verdict` and `coverage`, the job summary, and an annotation at the line of each violated scenario.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder = 'reports'] = process.argv.slice(2);
const file = join(folder, 'verdict.json');

/** Data of a workflow command: what would end it is written as GitHub reads it back. */
const escaped = (text) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text) => escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

const append = (variable, text) => {
  const target = process.env[variable];
  if (target !== undefined) appendFileSync(target, text);
};

const annotationsOf = ({ id, statement, verdict, scenarios = [] }) =>
  verdict !== 'violated'
    ? []
    : scenarios
        .filter(({ result }) => result === 'violated')
        .map(({ at, name }) => {
          const [, path, line] = /^(.*):(\d+)$/.exec(at) ?? [undefined, at, '1'];
          return `::error file=${property(path)},line=${line},title=${property(id)}::${escaped(`${name}. ${statement}`)}`;
        });

if (existsSync(file)) {
  const { conclusion, coverage, rules } = JSON.parse(readFileSync(file, 'utf8'));
  append('GITHUB_OUTPUT', `verdict=${conclusion}\ncoverage=${coverage.share ?? 0}\n`);
  append('GITHUB_STEP_SUMMARY', readFileSync(join(folder, 'summary.md'), 'utf8'));
  for (const line of rules.flatMap(annotationsOf)) console.log(line);
} else {
  append('GITHUB_OUTPUT', 'verdict=configuration\ncoverage=0\n');
  console.log(`::error::${escaped(`verify left no ${file}: see its output above`)}`);
}
