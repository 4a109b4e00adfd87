// The editions compared, detected, and upgraded to.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { canonicalAppointment } from '../../fixtures/appointment.ts';
import { startMock, type MockOptions } from '../../mock-server/index.ts';
import { editions } from '../../schemas/editions/editions.ts';
import { faultIn } from '../../schemas/validate.ts';
import { detect } from './detect.ts';
import { asMarkdown, asText } from './difference-text.ts';
import { difference } from './difference.ts';
import { readJournal } from '../traffic/index.ts';
import { upgradeOf } from './upgrade.ts';
import { cutAnswers, upgradeText } from './upgrade-text.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../schemas/editions-diff.schema.json', import.meta.url), 'utf8'),
) as { $id: string };

describe('the difference of two editions', () => {
  for (const from of editions)
    it(`from ${from} to every edition follows the schema`, () => {
      for (const to of editions) assert.equal(faultIn(schema, difference(from, to)), undefined, to);
    });

  it('an edition does not differ from itself', () =>
    assert.deepEqual(difference(editions[0], editions[0]).changes, []));

  it('successors are found through the editions between', () => {
    const { changes } = difference('2024-01-16', '2025-05-05');
    const change = changes.find((one) => one.new?.id === 'search/appointment-type-token');
    assert.equal(change?.old?.id, 'search/appointment-type-with-system');
    assert.equal(change.clientChange.length, 2);
  });

  it('going back turns added into ended', () => {
    const kinds = (from: (typeof editions)[number], to: (typeof editions)[number], kind: string): number =>
      difference(from, to).changes.filter((change) => change.kind === kind).length;
    assert.equal(kinds('2024-01-16', '2024-04-19', 'added'), kinds('2024-04-19', '2024-01-16', 'ended'));
  });

  it('text and Markdown name each change with its scenarios', () => {
    const found = difference('2024-04-19', '2024-07-02');
    for (const { new: next } of found.changes) {
      assert.ok(next !== null && next.scenarios.length > 0);
      for (const text of [asText(found), asMarkdown(found)]) assert.ok(text.includes(next.id));
    }
  });
});

const detected = async (options: MockOptions) => {
  const mock = await startMock(options);
  try {
    const before = mock.world.store().appointments.size;
    const ledger = join(mkdtempSync(join(tmpdir(), 'canvas-harness-')), 'ledger.jsonl');
    const found = await detect(mock.url, { CANVAS_ACCESS_TOKEN: mock.token, CANVAS_LEDGER: ledger });
    assert.equal(mock.world.store().appointments.size, before, 'nothing was stored');
    return found;
  } finally {
    await mock.close();
  }
};

describe('which edition a server behaves like', () => {
  for (const edition of editions)
    it(edition, async () => {
      const { result, editions: found } = await detected({ edition });
      assert.deepEqual([result, found], ['clear', [edition]]);
    });

  it('mixed evidence is said to be mixed', async () => {
    const { result, evidence } = await detected({
      without: ['search/bad-date-is-refused'],
    });
    assert.equal(result, 'mixed');
    assert.ok(evidence.some(({ isTelling }) => isTelling));
  });
});

describe('an upgrade', () => {
  const journalOf = async () => {
    const mock = await startMock();
    const headers = { authorization: `Bearer ${mock.token}`, 'content-type': 'application/json' };
    const body = JSON.stringify(canonicalAppointment());
    const { headers: answer } = await fetch(`${mock.url}/Appointment`, { method: 'POST', headers, body });
    const id = /Appointment\/([^/]+)/.exec(answer.get('location') ?? '')?.[1] ?? '';
    await fetch(`${mock.url}/Appointment/${id}`, { method: 'PUT', headers, body: '{"status":"booked"}' });
    await fetch(`${mock.url}/Appointment/${id}`, { headers });
    const journal = await readJournal(mock.url);
    await mock.close();
    return { journal, id };
  };

  it('tells which requests are answered otherwise, and by which rule', async () => {
    const { journal, id } = await journalOf();
    const { affected, exercised } = await upgradeOf(journal, '2024-01-16', '2024-01-25', 'documented');
    assert.ok(exercised.includes('interaction/partial-update'));
    assert.deepEqual(
      affected.map(({ method, because }) => [method, because]),
      [
        ['PUT', ['booking/time-required -> interaction/required-members']],
        ['GET', ['read/note-id']],
      ],
    );
    assert.equal(affected[1]?.path, `/Appointment/${id}`);
  });

  it('sums up requests of one kind, and cuts answers around their difference', async () => {
    const { journal } = await journalOf();
    const often = Array.from({ length: 30 }, () => journal).flat();
    const text = upgradeText(await upgradeOf(often, '2024-01-16', '2025-05-05', 'documented'));
    assert.match(text, /^90 requests exercise \d+ rules .* get the same answer and \d+ another one\./);
    assert.match(text, /\(request \S+ and \d+ like it\)/);
    assert.ok(text.split('\n').length < 60, text);
    const answer = { status: 200, location: '' };
    const [now, then] = cutAnswers(
      { ...answer, body: `${'a'.repeat(400)}b` },
      { ...answer, body: `${'a'.repeat(400)}c` },
    );
    assert.match(now, /^…a{24}b$/);
    assert.match(then, /^…a{24}c$/);
  });

  it('nothing differs between an edition and itself', async () => {
    const { journal } = await journalOf();
    assert.deepEqual((await upgradeOf(journal, '2024-04-19', '2024-04-19', 'documented')).affected, []);
  });

  it('a HAR is read, too', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'canvas-harness-')), 'app.har');
    const request = {
      method: 'GET',
      url: 'https://fumage-example.canvasmedical.com/Appointment?date=ne2031-03-04',
      headers: [],
    };
    writeFileSync(file, JSON.stringify({ log: { entries: [{ request, response: { status: 400, headers: [] } }] } }));
    const { affected } = await upgradeOf(await readJournal(file), '2024-01-25', '2024-04-19', 'documented');
    assert.deepEqual(
      affected.map(({ before, after }) => [before.status, after.status]),
      [[400, 200]],
    );
  });
});
