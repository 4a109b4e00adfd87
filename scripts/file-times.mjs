// A reporter for node:test: what each file took in milliseconds, the longest first, and how many tests it holds.
import { relative } from 'node:path';

export default async function* fileTimes(events) {
  const files = new Map();
  for await (const { type, data } of events) {
    if (!['test:pass', 'test:fail'].includes(type)) continue;
    // A file that shares its process with others is a suite that has its name.
    const file = data.name.endsWith('.test.ts') ? data.name : relative(process.cwd(), data.file ?? '');
    const { took, tests } = files.get(file) ?? { took: 0, tests: 0 };
    const isWhole = data.nesting === 0;
    const isTest = data.details.type !== 'suite';
    files.set(file, { took: took + (isWhole ? data.details.duration_ms : 0), tests: tests + (isTest ? 1 : 0) });
  }
  yield '\n     ms  tests  file\n';
  for (const [file, { took, tests }] of [...files].sort(([, one], [, other]) => other.took - one.took))
    yield `${String(Math.round(took)).padStart(7)}  ${String(tests).padStart(5)}  ${file}\n`;
}
