// The documents: every link leads somewhere, the README is short, and the examples in them are those that are run.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, it } from 'node:test';
import { eventWorlds, usualWorlds } from '../conformance/examine/index.ts';
import { rooms, root } from './rooms.mjs';
import { anchorsOf, blocksOf, documents, linksOf, textOf } from './documents.ts';

describe('a document', () => {
  for (const document of documents)
    it(`${document} has no dead link`, () => {
      for (const link of linksOf(document)) {
        const [path = '', anchor] = link.split('#');
        const target = path === '' ? document : normalize(join(dirname(document), path));
        assert.ok(existsSync(join(root, target)), `${document}: ${link} leads nowhere`);
        if (anchor !== undefined) assert.ok(anchorsOf(target).includes(anchor), `${document}: no heading for ${link}`);
      }
    });

  it('says of each shell block whether it is run or about installing', () => {
    for (const document of documents)
      for (const { info } of blocksOf(document))
        assert.match(info, /^(sh|sh install|sh checkout|ts|js|json|yaml|gherkin|text)$/, document);
  });
});

const roomed = new RegExp(`^(${[...rooms, 'features', 'docs'].join('|')})/[^\\s*<{…]+$`);

it('A path of the repository that a document or a decision names exists', () => {
  const decisions = readdirSync(join(root, 'docs/decisions')).map((name) => `docs/decisions/${name}`);
  for (const document of [...documents, ...decisions].filter((name) => !name.startsWith('examples/cucumber')))
    for (const [, path = ''] of textOf(document).matchAll(/`([^`\n]+)`/g))
      if (roomed.test(path)) assert.ok(existsSync(join(root, path)), `${document}: there is no ${path}`);
});

it('README.md has 130 lines at most', () => {
  assert.ok(textOf('README.md').split('\n').length <= 131);
});

it('The scenario of docs/writing-features.md is one of examples/cucumber', () => {
  const [block] = blocksOf('docs/writing-features.md').filter(({ info }) => info === 'gherkin');
  const example = readFileSync(join(root, 'examples/cucumber/features/booking.feature'), 'utf8');
  const lines = (block?.text ?? '').split('\n').map((line) => line.trim());
  const scenario = lines.slice(1).join('\n').trim();
  assert.ok(
    example
      .split('\n')
      .map((line) => line.trim())
      .join('\n')
      .includes(scenario),
  );
});

it('docs/examine.md counts the worlds', () => {
  const [usual] = /of (\d+) worlds/.exec(textOf('docs/examine.md'))?.slice(1) ?? [];
  assert.equal(Number(usual), usualWorlds.length);
  assert.equal(eventWorlds.length, 4, 'In four more worlds');
});
