// The GitHub Action: its own steps, run by bash in a clean folder against a server that is wrong, and one that is right.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parse } from 'yaml';
import { newFolder } from '../bench/test-support/command.ts';
import { startMock, type Mock } from '../mock-server/index.ts';
import { root } from './rooms.mjs';

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: {
    readonly steps: readonly {
      readonly id?: string;
      readonly run?: string;
      readonly env?: Readonly<Record<string, string>>;
    }[];
  };
}

const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as Action;

type Outputs = Readonly<Record<string, string>>;

const outputsIn = (file: string): Outputs =>
  Object.fromEntries(
    (existsSync(file) ? readFileSync(file, 'utf8') : '')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.split('=') as [string, string]),
  );

interface Ran {
  readonly code: number | null;
  readonly output: string;
  readonly outputs: Outputs;
  readonly summary: string;
}

/** Runs the steps in their order until one fails, as GitHub does; `uses:` steps are GitHub's own. */
const runAction = async (
  given: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>>,
): Promise<Ran> => {
  const folder = newFolder();
  const inputs = {
    ...Object.fromEntries(Object.entries(action.inputs).map(([name, one]) => [name, one.default])),
    ...given,
  };
  const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary') };
  const valueOf = (expression: string): string => {
    const [, name, fallback] =
      /^\$\{\{ (?:inputs|steps\.verify\.outputs)\.([\w-]+)(?: \|\| env\.(\w+))? \}\}$/.exec(expression) ?? [];
    assert.ok(name !== undefined, `the test cannot read ${expression}`);
    const value = { ...inputs, ...outputsIn(files.GITHUB_OUTPUT) }[name] ?? '';
    return value === '' && fallback !== undefined ? (environment[fallback] ?? '') : value;
  };
  let [code, output]: [number | null, string] = [0, ''];
  for (const { run, env = {} } of action.runs.steps) {
    if (run === undefined || code !== 0) continue;
    const step = spawn('bash', ['-e', '-o', 'pipefail', '-c', run], {
      cwd: folder,
      env: {
        ...process.env,
        ...{ RUNNER_TEMP: folder, GITHUB_ACTION_PATH: root },
        ...files,
        ...environment,
        ...Object.fromEntries(Object.entries(env).map(([name, text]) => [name, valueOf(text)])),
      },
    });
    step.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    step.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    [code] = (await once(step, 'close')) as [number | null];
  }
  return {
    code,
    output,
    outputs: outputsIn(files.GITHUB_OUTPUT),
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
  };
};

const credentials = { CANVAS_CLIENT_ID: 'suite', CANVAS_CLIENT_SECRET: 'suite-secret' };

describe('the GitHub Action', () => {
  let wrong: Mock;
  let tarball = '';
  before(async () => {
    const folder = newFolder();
    const packed = spawnSync('npm', ['pack', root, '--silent', '--ignore-scripts'], { cwd: folder, encoding: 'utf8' });
    tarball = join(folder, packed.stdout.trim());
    wrong = await startMock({ settings: { defaultPageSize: 9 } });
  });
  after(() => wrong.close());

  it('fails for a server that is wrong, with outputs, a summary and an annotation at the line of the feature', async () => {
    const { code, output, outputs, summary } = await runAction(
      { package: tarball, target: wrong.url, level: 'full', rules: 'searchset' },
      credentials,
    );
    assert.equal(code, 1, output);
    assert.equal(outputs['verdict'], 'divergent');
    assert.ok(Number(outputs['coverage']) > 0 && Number(outputs['coverage']) < 1);
    assert.match(summary, /^## DIVERGENT: /);
    assert.match(
      output,
      /^::error file=features\/searchset\.feature,line=\d+,title=searchset\/default-page::Eleven matches\. /m,
    );
  });

  it('passes for the embedded mock', async () => {
    const { code, output, outputs } = await runAction({ package: tarball, rules: 'read' }, {});
    assert.equal(code, 0, output);
    assert.equal(outputs['verdict'], 'conformant');
    assert.doesNotMatch(output, /^::error/m);
  });
});
