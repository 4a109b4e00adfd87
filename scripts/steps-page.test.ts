// docs/steps.md is what the step definitions and the features make of it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { readPhrases } from './phrases.ts';
import { filesOf, root } from './rooms.mjs';
import { stepsPage } from './steps-page.ts';

const sourceOf = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The names that the cast puts into a text where they stand in braces. */
const castNames = (): readonly string[] =>
  [...sourceOf('targets/cast.ts').matchAll(/^ {2}'([a-z.]+)':/gm)].map(([, name = '']) => name);

describe('docs/steps.md', () => {
  let page = '';
  before(async () => {
    page = await stepsPage();
  });

  it('is up to date; otherwise run npm run steps-page', () => {
    assert.equal(sourceOf('docs/steps.md'), page);
  });

  it('has an example of every phrase', () => {
    const phrases = page.match(/^### .+$/gm) ?? [];
    const examples = page.match(/^```gherkin\n(Given|When|Then) .+$/gm) ?? [];
    assert.equal(phrases.length, readPhrases().length);
    assert.equal(examples.length, phrases.length);
  });

  it('names every member of the cast that can stand in braces', () => {
    assert.ok(castNames().length > 5);
    for (const name of castNames()) assert.ok(page.includes(`{${name}}`), name);
  });

  it('explains every notation that a feature uses', () => {
    const features = filesOf(['features']).map(sourceOf).join('\n');
    const used = new Set(
      [...features.matchAll(/\{([a-z]+)(?=[} +.-])|\| (\([a-z]+)/g)].map(([, name, word]) => name ?? word),
    );
    const [, notations = ''] = page.split('## The cast');
    assert.ok(used.size > 8);
    for (const name of used) assert.ok(notations.includes(name ?? ''), name);
  });
});
