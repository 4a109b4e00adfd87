// verify --format: formatters of cucumber and of other packages, beside our reports.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { call, newFolder } from '../bench/test-support/command.ts';

const rule = 'status/cancelled-is-final';

const formatterOfAUser = `
export default class {
  constructor({ log, parsedArgvOptions, eventBroadcaster }) {
    let cases = 0;
    eventBroadcaster.on('envelope', ({ testCaseFinished, testRunFinished }) => {
      if (testCaseFinished) cases += 1;
      if (testRunFinished) log(parsedArgvOptions.greeting + ' ' + cases);
    });
  }
  finished() {}
}
`;

/** As the one of Allure does, it writes into a folder that its options name. */
const formatterWithFolder = `
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
export default class {
  constructor({ parsedArgvOptions: { resultsDir }, eventBroadcaster }) {
    eventBroadcaster.on('envelope', ({ testRunFinished }) => {
      if (!testRunFinished) return;
      mkdirSync(resultsDir, { recursive: true });
      writeFileSync(join(resultsDir, 'run.txt'), 'finished');
    });
  }
  finished() {}
}
`;

/** As Allure's: it wraps the code of hooks. */
const formatterThatWraps = `
export default class {
  constructor({ supportCodeLibrary: library, log }) {
    const wrap = (definitions) => {
      for (const definition of definitions) if (definition.code.length === 0) definition.code = definition.code.bind(this);
      return definitions.length;
    };
    wrap(library.beforeTestRunHookDefinitions);
    wrap(library.beforeTestStepHookDefinitions);
    wrap(library.afterTestStepHookDefinitions);
    const [before, after] = [library.beforeTestCaseHookDefinitions, library.afterTestCaseHookDefinitions].map(wrap);
    const afterAll = wrap(library.afterTestRunHookDefinitions);
    log(before + ' before, ' + after + ' after, ' + afterAll + ' after all, ' + wrap(library.stepDefinitions) + ' steps');
  }
  finished() {}
}
`;

describe('verify --format', () => {
  it('writes what cucumber and a formatter of the user write, and changes no verdict', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'mine.mjs'), formatterOfAUser);
    const { code, err } = await call(folder, [
      ...['verify', '-q', '--rules', rule, '--format', 'json:deep/er/cucumber.json'],
      ...['--format', './mine.mjs:mine.txt', '--format-options', '{"greeting":"cases:"}'],
    ]);
    assert.equal(code, 0, err);
    const features = JSON.parse(readFileSync(join(folder, 'deep/er/cucumber.json'), 'utf8')) as object[];
    assert.equal(features.length, 1);
    assert.match(readFileSync(join(folder, 'mine.txt'), 'utf8'), /^cases: [1-9]/);
  });

  it('gives formatters the steps and hooks of the suite, whose code they may wrap', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'wrapping.mjs'), formatterThatWraps);
    const { code, out, err } = await call(folder, [
      ...['verify', '-q', '--rules', rule, '--format', './wrapping.mjs:wrapped.txt'],
    ]);
    assert.equal(code, 0, err);
    assert.doesNotMatch(out + err, /a formatter has failed/);
    assert.match(readFileSync(join(folder, 'wrapped.txt'), 'utf8'), /^1 before, 1 after, 1 after all, \d\d+ steps$/);
  });

  it('takes relative paths in the options of formatters from the folder in which the user stands', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'results.mjs'), formatterWithFolder);
    const { code, err } = await call(folder, [
      ...['verify', '-q', '--rules', rule, '--format', './results.mjs:log.txt'],
      ...['--format-options', '{"resultsDir":"my-results"}'],
    ]);
    assert.equal(code, 0, err);
    assert.equal(readFileSync(join(folder, 'my-results', 'run.txt'), 'utf8'), 'finished');
  });

  const wrong: readonly (readonly [args: readonly string[], says: RegExp])[] = [
    [['--format', 'json'], /It has to be <name>:<file>/],
    [['--format', 'nobody-knows-it:a.txt'], /no package of that name is installed here/],
    [['--format', './none.mjs:a.txt'], /There is no file \.\/none\.mjs/],
    [['--format', `${join(import.meta.dirname, 'freshness.mjs')}:a.txt`], /freshness\.mjs is not a formatter: /],
    [['--format', 'json:/dev/null/a.json'], /cannot write \/dev\/null\/a\.json/],
    [['--format-options', '[]'], /It has to be a JSON object/],
  ];
  for (const [args, says] of wrong)
    it(`${args.join(' ')} ends in 2 and one clear line`, async () => {
      const { code, err } = await call(newFolder(), ['verify', '--rules', rule, ...args]);
      assert.equal(code, 2);
      assert.match(err, says);
    });
});
