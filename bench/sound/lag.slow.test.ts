// Searches that lag behind writes: the verdict says so once, and a server that never finds is found out all the same.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { isObject } from '../../schemas/json.ts';
import type { VerdictDocument } from '../../conformance/verdict/index.ts';
import type { DriftDocument } from '../../differential/drift/index.ts';
import { isSearch, without, type Asked } from '../faults/fault.ts';
import { call, newFolder, type Ended } from '../test-support/command.ts';
import { environmentOfFullRun } from '../test-support/verify-environment.ts';
import type { Form } from './form.ts';
import { startFormServer } from './form-server.ts';
import { lagging } from './lagging-forms.ts';

interface Run extends Ended {
  readonly folder: string;
  readonly verdict: VerdictDocument;
  readonly asked: readonly Asked[];
}

const run = async (form: Form, rules: string): Promise<Run> => {
  const asked: Asked[] = [];
  const ask = (one: Asked): Asked => {
    asked.push(one);
    return one;
  };
  const server = await startFormServer({ ...form, ask });
  const folder = newFolder();
  try {
    const ended = await call(folder, ['verify', '-q', '--rules', rules], environmentOfFullRun(server.url));
    const verdict = JSON.parse(readFileSync(join(folder, 'reports', 'verdict.json'), 'utf8')) as VerdictDocument;
    return { ...ended, folder, verdict, asked };
  } finally {
    await server.close();
  }
};

/** Searches that were sent twice in a row. */
const repeated = ({ asked }: Run): readonly string[] =>
  asked.flatMap(({ method, url }, position) =>
    method === 'GET' && url.includes('?') && asked[position - 1]?.url === url ? [url] : [],
  );

describe('searches that lag', () => {
  it('violate nothing, are said once, and recheck bears the verdict out', async () => {
    const { code, out, folder, verdict } = await run({ begin: lagging(300) }, 'searchset,search/patient');
    assert.equal(code, 0, out);
    assert.equal(verdict.observations?.length, 1);
    const [, milliseconds] = /only after up to (\d+) ms/.exec(verdict.observations[0] ?? '') ?? [];
    assert.ok(Number(milliseconds) >= 300 && Number(milliseconds) <= 2000, verdict.observations[0]);
    assert.equal(out.match(/searches show what was written/g)?.length, 1);
    assert.match(readFileSync(join(folder, 'reports', 'summary.md'), 'utf8'), /searches show what was written/);
    assert.match(readFileSync(join(folder, 'reports', 'conformance.html'), 'utf8'), /searches show what was written/);
    const recheck = await call(folder, ['recheck']);
    assert.equal(recheck.code, 0, recheck.out);
  });

  it('are violated where the record never comes', async () => {
    const tell: Form['tell'] = (told, asked) =>
      isSearch(asked) && isObject(told.body) ? { ...told, body: { ...without(told.body, 'entry'), total: 0 } } : told;
    const { code, out, verdict, folder } = await run({ tell }, 'searchset/total,searchset/entry,search/patient');
    assert.equal(code, 1, out);
    assert.equal(verdict.observations, undefined);
    assert.match(out, /violated {2}searchset\/total/);
    assert.equal((await call(folder, ['recheck'])).code, 0);
  });

  it('are not asked again where they show what was written', async () => {
    const sound = await run({}, 'searchset');
    assert.equal(sound.code, 0, sound.out);
    assert.equal(sound.verdict.observations, undefined);
    assert.deepEqual(repeated(sound), []);
  });

  for (const [which, each] of [
    ['every search', 1],
    ['every other search', 2],
  ] as const)
    it(`make no drift: ${which}`, async () => {
      const server = await startFormServer({ begin: lagging(400, each) });
      try {
        const rules = ['--rules', 'searchset,search/patient,search/date'];
        const { out } = await call(newFolder(), ['drift', '--against', server.url, '--json', '-q', ...rules]);
        const { findings, compared } = JSON.parse(out) as DriftDocument;
        assert.ok(compared > 50);
        assert.deepEqual(
          findings.map(({ where, seenIn }) => `${where} in ${seenIn}`),
          [],
        );
      } finally {
        await server.close();
      }
    });
});
