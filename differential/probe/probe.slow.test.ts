// Probing mocks in another process: each value of each ambiguity is read as what it is, and what fails is said.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { defaultSettings } from '../../schemas/canvas/settings.ts';
import { settingsSchema } from '../../schemas/canvas/settings-schema.ts';
import type { MockOptions } from '../../mock-server/index.ts';
import { editions, type Edition } from '../../schemas/editions/editions.ts';
import { call, newFolder, type Ended } from '../../bench/test-support/command.ts';
import { against, startChildServer } from '../../bench/test-support/child-server.ts';
import { forward, serve, type Reply } from '../../bench/test-support/server.ts';
import { type Finding, currentOf, findingsIn } from '../../conformance/probe-register/index.ts';
import { observedOnMock } from './observe-mock.ts';
import { isDecided } from './table/ambiguity.ts';
import { planLines } from './plan.ts';
import { experiments } from './table/experiments.ts';
import { ambiguities, otherSettings, unprobed } from './table/index.ts';

/** A mock in another process, for as long as something is done with it. */
const againstMock = <Result>(options: MockOptions, act: (url: string) => Promise<Result>): Promise<Result> =>
  against(startChildServer('deviating', options), act);

interface Document {
  readonly ended: string | null;
  readonly reading: Pick<MockOptions, 'settings' | 'validation' | 'framework'>;
  readonly findings: readonly Finding[];
}

const documentIn = ({ out }: Ended): Document => JSON.parse(out) as Document;
const byId = ({ findings }: Document): ReadonlyMap<string, Finding> => new Map(findings.map((one) => [one.id, one]));

/** What a mock needs to be asked everything. */
const named = { CANVAS_LOCATION_NUMBER: '1', CANVAS_UNSCHEDULEABLE_TYPE: 'INTERNAL|letter|Letter' };

/** Every value of a setting that is a reading, as the schema has it: numbers by an example. */
const valuesOf = (schema: { readonly enum?: readonly string[]; readonly type?: string }): readonly unknown[] =>
  schema.enum ?? (schema.type === 'boolean' ? [true, false] : [7]);

const settings = Object.entries(settingsSchema.properties).filter(([name]) => !(name in otherSettings));

/** The edition in which a setting shows, where it is not the first. */
const shownSince: Readonly<Record<string, Edition>> = { updateLocation: '2024-07-02' };

const editionOf = (name: string): Edition => shownSince[name] ?? editions[0];

const shownIn = [...new Set(settings.map(([name]) => editionOf(name)))];

/** The ambiguity that a setting turns. */
const ambiguityOf = (name: string, value: unknown): string | undefined =>
  ambiguities.find(({ readings }) => Object.hasOwn(readings?.(String(value))?.settings ?? {}, name))?.id ??
  ambiguities.find(({ readings }) =>
    ['empty', 'true'].some((one) => Object.hasOwn(readings?.(one)?.settings ?? {}, name)),
  )?.id;

describe('the table', () => {
  it('holds each of the 39 ambiguities, to be probed or with the reason why not', () => {
    const ids = [...ambiguities, ...unprobed].map(({ id }) => id);
    for (let number = 1; number <= 39; number++)
      assert.ok(
        ids.some((id) => new RegExp(`^C${number}(/|$)`).test(id)),
        `C${number}`,
      );
    assert.equal(new Set(ids).size, ids.length);
    for (const { id, reason } of unprobed) assert.ok(reason.length > 20, id);
  });

  it('turns each setting that is a reading', () => {
    for (const [name, schema] of settings)
      for (const value of valuesOf(schema)) assert.ok(ambiguityOf(name, value), `${name}=${String(value)}`);
  });

  it('names no call that its experiment does not make, and asks the harmless first', () => {
    for (const { id, attempts } of ambiguities) {
      const impacts = attempts.map(({ experiment }) =>
        ['reads', 'refused', 'creates'].indexOf(experiments[experiment]?.impact ?? ''),
      );
      assert.deepEqual(
        impacts,
        impacts.toSorted((one, other) => one - other),
        id,
      );
    }
  });
});

/** Whether an observed value is what a setting says. */
const isShown = (name: string, value: unknown, shown: string | null): boolean =>
  name === 'writeBody' ? shown === (value === 'empty' ? 'empty' : 'null') : shown === String(value);

/** What a mock does by itself, by setting. */
const usual = Object.fromEntries(
  settings.map(([name]) => [name, (defaultSettings as unknown as Readonly<Record<string, unknown>>)[name]]),
);

/** Each value of each setting that is not the usual one. */
const others = settings.flatMap(([name, schema]) =>
  valuesOf(schema).flatMap((value) => (value === usual[name] ? [] : [[name, value] as const])),
);

describe('a mock that takes a reading', () => {
  it('is seen to take the usual ones', async () => {
    for (const edition of shownIn) {
      const observed = await observedOnMock(edition, {});
      for (const [name, value] of Object.entries(usual).filter(([one]) => editionOf(one) === edition)) {
        const observation = observed.get(ambiguityOf(name, value) ?? '')?.observation;
        assert.ok(observation !== undefined && isDecided(observation), name);
        assert.ok(isShown(name, value, observation.value), `${name}: ${observation.value}`);
      }
    }
  });

  for (const [name, value] of others)
    it(`is seen to have ${name}=${String(value)}`, async () => {
      const observed = await observedOnMock(editionOf(name), { settings: { [name]: value } });
      const observation = observed.get(ambiguityOf(name, value) ?? '')?.observation;
      assert.ok(observation !== undefined && isDecided(observation), JSON.stringify(observation));
      assert.ok(isShown(name, value, observation.value), observation.value);
    });

  it('is seen to have each grid of slots on any day of the week, as a live run may begin on a day off', async () => {
    for (const slotGrid of ['quarter-hours', 'duration'] as const)
      for (let day = 1; day <= 7; day++) {
        const observed = await observedOnMock(editions[0], { settings: { slotGrid } }, `2031-03-0${day}`);
        const observation = observed.get('057/slot-grid')?.observation;
        assert.ok(observation !== undefined && isDecided(observation), `2031-03-0${day}`);
        assert.equal(observation.value, slotGrid, `2031-03-0${day}`);
      }
  });

  it('is decided in every edition but for what nothing there can show', async () => {
    for (const edition of editions) {
      const open = [...(await observedOnMock(edition, {}))].filter(([, { observation }]) => !isDecided(observation));
      assert.deepEqual(
        open.map(([id]) => id),
        ['C31/touching'],
        edition,
      );
    }
  });
});

describe('probe', () => {
  it('finds every other reading of a mock in another process, and the options that make ours agree', async () => {
    const folder = newFolder();
    for (const edition of shownIn) {
      const told = others.filter(([name]) => editionOf(name) === edition);
      const reading = Object.fromEntries(told);
      await againstMock({ edition, settings: reading }, async (url) => {
        const args = ['probe', '--against', url, '--edition', edition, '--json', '-q'];
        const ended = await call(folder, args, named);
        const found = byId(documentIn(ended));
        assert.deepEqual([ended.code, ended.err], [0, '']);
        for (const [name, value] of told) {
          const finding = found.get(ambiguityOf(name, value) ?? '');
          assert.ok(isShown(name, value, finding?.observed ?? null), `${name}: ${String(finding?.observed)}`);
          assert.equal(finding?.reading, `--setting ${name}=${String(value)}`);
        }
        assert.deepEqual(documentIn(ended).reading, { settings: reading });
        assert.deepEqual(
          [...found.values()].filter(({ verdict, reading: said }) => verdict === 'differs' && said === null),
          [],
        );
      });
    }
  });

  it('tells a person what differs, and the command that mends it; says plainly what no option mends', async () => {
    const without = ['search/bad-sort-is-refused'] as const;
    const options: MockOptions = { settings: { cancelledUpdate: 'refuse' }, validation: 'framework', without };
    await againstMock(options, async (url) => {
      const { out, err, code } = await call(newFolder(), ['probe', '--against', url], named);
      assert.equal(code, 0);
      assert.match(err, /^probe {7}http:.*at most 11 appointments are created/);
      assert.match(
        out,
        /C26 {2}What does an update of a cancelled .*\?\n +server: refuse\n +mock: {3}keep \(--setting cancelledUpdate=refuse\)$/m,
      );
      assert.match(out, /C10\/zone .*\n +server: refused\n +mock: {3}taken \(--validation framework\)$/m);
      assert.match(out, /C5\/framework .*\n +server: 1\.5\n +mock: {3}none \(--validation framework\)$/m);
      assert.match(out, /C35\/sort .*\n +server: ignored\n +mock: .*\(no option of the mock does this\)$/m);
      assert.match(out, /^ {2}C15 {2}\S.*\? as it was asked for$/m);
      assert.match(
        out,
        /except on C35\/sort \(tried just now\):\n {2}canvas-harness mock --edition \S+ .*cancelledUpdate=refuse --validation framework$/m,
      );
    });
  });

  it('keeps what was found, creates nothing on the level smoke, and no more than the budget allows', async () => {
    const folder = newFolder();
    const [register, ledger] = [join(folder, 'canvas-probes.json'), join(folder, 'ledger.jsonl')];
    const created = (): number => readFileSync(ledger, 'utf8').split('"event":"created"').length - 1;
    await againstMock({}, async (url) => {
      const probe = (...args: string[]): Promise<Ended> => call(folder, ['probe', '--against', url, ...args]);
      await probe('-q');
      const first = findingsIn(register);
      const smoke = await probe('--level', 'smoke', '--ledger', ledger, '--json');
      assert.deepEqual([smoke.code, created()], [0, 0]);
      const found = byId(documentIn(smoke));
      assert.deepEqual([found.get('C15')?.verdict, found.get('C26')?.undecided?.why], ['agrees', 'withheld']);
      const kept = currentOf(findingsIn(register)).find(({ id }) => id === 'C26');
      assert.deepEqual([kept?.observed, kept?.at], ['keep', first[0]?.at]);

      const change = { method: 'PUT', headers: { 'content-type': 'application/json' } };
      await fetch(`${url}/__admin/settings`, { ...change, body: JSON.stringify({ updateOfStart: 'keep-duration' }) });
      const few = await probe('--max-creates', '4', '--ledger', ledger, '-q');
      assert.equal(created(), 4);
      assert.match(few.out, /^changed {5}017\/start: it was 'keep-end' on \d{4}-\d\d-\d\d$/m);
      assert.match(few.out, /C30 {2}.*--max-creates \(withheld\); mock: /);
      assert.match(few.out, /^cleanup {5}run \w+: 3 records closed, 1 already closed, nothing is open$/m);
      const all = findingsIn(register);
      assert.deepEqual(all.slice(0, first.length), first);
      assert.equal(all.length, 3 * first.length);
      const current = currentOf(all).find(({ id }) => id === '017/start');
      assert.equal(current?.observed, 'keep-duration');
      assert.match(current.at, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
      assert.deepEqual(
        current.evidence.map(({ call: name, answer }) => [name, answer.status]),
        [
          ['create', 201],
          ['move', 200],
          ['moved', 200],
        ],
      );
    });
    const text = readFileSync(register, 'utf8');
    for (const secret of ['canvas-development-token', 'Castaneda', '4150cd20de8a470aa570a852859ac87e', 'Emilia'])
      assert.ok(!text.includes(secret), secret);
  });

  it('says in one line that nobody answers, that a register is none, and that no target is named', async () => {
    const folder = newFolder();
    const dead = await call(folder, ['probe', '--against', 'http://127.0.0.1:1']);
    assert.equal(dead.code, 3);
    assert.match(dead.err, /^canvas-harness: [^\n]+\n$/);
    const nobody = await call(folder, ['probe']);
    assert.equal(nobody.code, 5);
    assert.match(nobody.err, /--against/);
    const torn = join(folder, 'torn.json');
    for (const text of ['{"format":1,"find', '{"format":2,"findings":[]}', '{"format":1,"findings":[{}]}', 'null']) {
      writeFileSync(torn, text);
      assert.throws(() => findingsIn(torn), /^Stop: cannot read the register \S+torn\.json: .+ --register$/);
    }
  });

  it('plans without sending anything', () => {
    const lines = planLines('creates');
    assert.ok(lines.includes('bookings    creates 3: C31/switch, C31/touching'), lines.join('\n'));
    assert.ok(planLines('refused').some((line) => /^left out .*C26/.test(line)));
  });
});

/** Forwards to a mock, but for what a function answers itself. */
const between = (url: string, own: (method: string, path: string, count: number) => Reply | undefined | 'die') =>
  serve(async (received, count) => {
    const reply = own(received.method, received.url, count);
    return reply === 'die' ? undefined : (reply ?? forward(url, received));
  });

describe('a target that fails', () => {
  it('at writes, in every way there is, leaves those open with the reason, and decides the rest', async () => {
    await againstMock({}, async (url) => {
      let writes = 0;
      const statuses = [403, 429, 500, 401];
      const server = await between(url, (method) =>
        ['POST', 'PUT'].includes(method)
          ? { status: statuses[writes++ % statuses.length] ?? 500, body: {} }
          : undefined,
      );
      const ended = await call(newFolder(), ['probe', '--against', server.url, '--json', '-q']);
      await server.close();
      const found = byId(documentIn(ended));
      assert.equal(ended.code, 3);
      assert.equal(found.get('C15')?.observed, 'as it was asked for');
      assert.deepEqual([found.get('C26')?.verdict, found.get('C26')?.undecided?.why], ['undecided', 'failed']);
      const reasons = [...found.values()].map(({ undecided }) => undecided?.reason ?? '').join(' ');
      for (const status of statuses) assert.match(reasons, new RegExp(String(status)));
    });
  });

  it('in the middle ends the probe; what was found before is kept', async () => {
    await againstMock({}, async (url) => {
      const folder = newFolder();
      let creates = 0;
      const server = await between(url, (method) => {
        if (method === 'POST') creates += 1;
        return creates > 18 ? 'die' : undefined;
      });
      const ended = await call(folder, ['probe', '--against', server.url, '--json', '-q'], {
        CANVAS_TIMEOUT: '1',
      });
      await server.close();
      const document = documentIn(ended);
      assert.equal(ended.code, 3);
      assert.match(document.ended ?? '', /no answer|in a row/i);
      const kept = findingsIn(join(folder, 'canvas-probes.json'));
      assert.equal(kept.find(({ id }) => id === 'C10/zone')?.observed, 'taken');
      assert.equal(kept.find(({ id }) => id === 'C30')?.undecided?.why, 'withheld');
    });
  });
});
