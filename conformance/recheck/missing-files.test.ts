// A folder of reports that lacks a file, or has it damaged: recheck, merge and compare say which file, and what to do.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { green, streamOf } from '../../bench/test-support/stream.ts';
import { comparison } from '../compare/compare.ts';
import { mergedMessages } from '../merge/merge.ts';
import { packMessages, writeMessages } from '../suite/messages/index.ts';
import { verdictOf } from '../verdict/index.ts';
import { recheck } from './recheck.ts';

const folder = mkdtempSync(join(tmpdir(), 'missing-files-'));
after(() => rmSync(folder, { recursive: true }));

const envelopes = streamOf({ scenarios: [{ rules: ['status/cancelled-is-final'], steps: green }] });
const verdict = join(folder, 'verdict.json');
const messages = join(folder, 'messages.ndjson.gz');
const nextStep = /; name the folder that verify has written \(--out\) with all its files, or run verify again$/;

const whole = async (): Promise<void> => {
  writeMessages(folder, await packMessages(envelopes));
  writeFileSync(verdict, JSON.stringify(verdictOf(envelopes)));
};

const commands = {
  recheck: async () => recheck(folder),
  merge: async () => mergedMessages([folder]),
  compare: async () => comparison(folder, folder),
} as const;

const cases: readonly (readonly [command: keyof typeof commands, file: string])[] = [
  ['recheck', verdict],
  ['recheck', messages],
  ['merge', messages],
  ['compare', verdict],
];

describe('a folder of reports', () => {
  for (const [command, file] of cases) {
    const name = file.slice(folder.length + 1);
    it(`without ${name}: ${command} says what, where and what to do`, async () => {
      await whole();
      rmSync(file);
      await assert.rejects(commands[command], ({ message }: Error) => {
        assert.ok(message.startsWith(`cannot read ${file}: `), message);
        assert.match(message, nextStep);
        return true;
      });
    });

    it(`with a damaged ${name}: ${command} says what, where and what to do`, async () => {
      await whole();
      writeFileSync(file, '{"a');
      await assert.rejects(commands[command], ({ message }: Error) => {
        assert.ok(message.startsWith(`${file} is damaged: `), message);
        assert.match(message, nextStep);
        return true;
      });
    });
  }
});
