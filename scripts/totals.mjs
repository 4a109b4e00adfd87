// The last line of .ci/run: the tests of the log and the scenarios of the verdict, added up. Ends with 1 where it is red.
// node scripts/totals.mjs <log> <1 where a command failed, else 0>
import { existsSync, readFileSync } from 'node:fs';

const [log = '', isRed] = process.argv.slice(2);
const text = readFileSync(log, 'utf8');
const tests = (word) =>
  [...text.matchAll(new RegExp(`^(?:#|ℹ) ${word} (\\d+)`, 'gm'))].reduce((sum, [, count]) => sum + Number(count), 0);

const file = new URL('../reports/verdict.json', import.meta.url);
const results = existsSync(file)
  ? JSON.parse(readFileSync(file, 'utf8')).rules.flatMap(({ scenarios }) => scenarios.map(({ result }) => result))
  : [];
const scenarios = (...of) => results.filter((result) => of.includes(result)).length;

const passed = tests('pass') + scenarios('passed', 'reworded');
const failed = tests('fail') + scenarios('violated', 'inconclusive');
console.log(`${passed} passed, ${isRed === '1' ? Math.max(failed, 1) : failed} failed`);
process.exitCode = isRed === '1' || failed > 0 ? 1 : 0;
