// The scripts of package.json, which npm hands to cmd.exe on Windows.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { root } from './rooms.mjs';

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

/** What cmd.exe reads otherwise than a shell does, or has not. */
const shellOnly = [/[$`'|;*~]/, /^\w+=/, /(^|&& )(rm|cp|mv|cat|find|mkdir|sh|bash) /, /(^|&& )\.\//];

describe('the scripts of package.json', () => {
  for (const [name, text] of Object.entries(scripts))
    it(`${name} needs no shell of Unix`, () => {
      for (const form of shellOnly) assert.doesNotMatch(text, form);
    });
});
