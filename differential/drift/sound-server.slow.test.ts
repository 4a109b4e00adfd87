// Drift against a sound server that decides otherwise wherever the documents leave something open.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { call, newFolder } from '../../bench/test-support/command.ts';
import { startSoundServer } from '../../bench/test-support/sound-server.ts';
import type { MockOptions } from '../../mock-server/index.ts';
import type { DriftDocument } from './report.ts';

const otherReadings = {
  roomedStatus: 'check-in',
  cancelledUpdate: 'refuse',
  unsupportedStatus: 'ignore',
  updateWithoutType: 'keep',
  supportingInformationUpdate: 'replace',
} as const;

const driftFromSound = async (
  options: MockOptions,
  ...args: readonly string[]
): Promise<{ readonly document: DriftDocument; readonly code: number | null }> => {
  const server = await startSoundServer(options);
  try {
    const { out, code } = await call(newFolder(), ['drift', '--against', server.url, '--json', '-q', ...args]);
    return { document: JSON.parse(out) as DriftDocument, code };
  } finally {
    await server.close();
  }
};

const namesIn = ({ findings }: DriftDocument): readonly string[] =>
  findings.map(({ rules, where, seenIn }) => `${rules[0] ?? ''} ${where} in ${seenIn}`);

describe('drift against a sound second server', () => {
  it('sums up what the documents leave open, and ends in 0', async () => {
    const { document, code } = await driftFromSound({});
    assert.deepEqual(namesIn(document), []);
    assert.ok(
      document.open.some(({ kind, silencedBy }) => kind === 'refusal-words' && silencedBy.includes('--exclude')),
    );
    assert.equal(code, 0);
  });

  it('names the settings of other readings, several at once', async () => {
    const { document, code } = await driftFromSound(
      { settings: otherReadings },
      '--rules',
      'status,appointment-type,supporting-information',
    );
    assert.deepEqual(namesIn(document), []);
    const { silencedBy = '' } = document.open.find(({ kind }) => kind === 'readings') ?? {};
    for (const setting of ['roomedStatus=check-in', 'cancelledUpdate=refuse'])
      assert.ok(silencedBy.includes(setting), silencedBy);
    assert.equal(code, 0);
  });

  it('says nothing at all of kinds that are left out with a reason', async () => {
    const { document } = await driftFromSound({}, '--rules', 'appointment-type', '--exclude', 'refusal-words=ours');
    assert.deepEqual(
      document.open.map(({ kind }) => kind).filter((kind) => kind === 'refusal-words'),
      [],
    );
    assert.ok((document.excluded[0]?.times ?? 0) > 0);
  });

  it('finds nothing against the documents in made-up sequences', async () => {
    const { document } = await driftFromSound({}, '--explore', '12', '--seed', '4');
    assert.deepEqual(namesIn(document), []);
    assert.equal(document.scripts, 12);
  });
});
