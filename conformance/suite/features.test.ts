// Features and rule table agree: every rule has a scenario, every tag a rule, every refusal its match level.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { defaultEdition } from '../../schemas/editions/editions.ts';
import { ruleIds, ruleOf, topicOf } from '../../schemas/rules/index.ts';

const folder = new URL('../../features/', import.meta.url);

interface Tagged {
  readonly file: string;
  readonly id: string;
  readonly match: string | undefined;
  readonly since: string | undefined;
  readonly until: string | undefined;
  readonly validation: string | undefined;
  readonly scenarios: number;
}

/** The value of the tag of one kind beside `@rule:`. */
const tagOf = (part: string, kind: string): string | undefined =>
  new RegExp(`^\\s*@rule:.*@${kind}:(\\S+)`, 'm').exec(part.split('Rule:')[0] ?? '')?.[1];

/** Each `Rule:` of a feature with its tags and the number of scenarios below it. */
const rulesOf = (file: string): Tagged[] =>
  readFileSync(new URL(file, folder), 'utf8')
    .split(/\n(?= *@rule:)/)
    .slice(1)
    .map((part) => ({
      file,
      id: /@rule:(\S+)/.exec(part)?.[1] ?? '',
      match: tagOf(part, 'match'),
      since: tagOf(part, 'since'),
      until: tagOf(part, 'until'),
      validation: tagOf(part, 'validation'),
      scenarios: [...part.matchAll(/^\s*Scenario( Outline)?:/gm)].length,
    }));

const tagged = readdirSync(folder)
  .filter((name) => name.endsWith('.feature'))
  .flatMap(rulesOf);

test('every rule of the table has a scenario', () => {
  const tested = new Set(tagged.filter(({ scenarios }) => scenarios > 0).map(({ id }) => id));
  assert.deepEqual(
    ruleIds.filter((id) => !tested.has(id)),
    [],
  );
});

test('every tag names a rule, in the feature of its topic', () => {
  for (const { file, id } of tagged) {
    assert.ok((ruleIds as string[]).includes(id), `${file}: @rule:${id} is no rule of the table`);
    assert.equal(file, `${topicOf(id)}.feature`, `@rule:${id} stands in ${file}`);
  }
});

test('no rule is claimed twice', () => {
  const ids = tagged.map(({ id }) => id);
  assert.deepEqual(
    ids.filter((id, position) => ids.indexOf(id) !== position),
    [],
  );
});

test('a refusal is tagged with the match level that the table gives it', () => {
  for (const { id, match } of tagged) {
    const expected = ruleOf(id as (typeof ruleIds)[number]).outcome?.match;
    assert.equal(match, expected, `@rule:${id}`);
  }
});

test('a rule that came later or has gone is tagged with the editions that the table gives it', () => {
  for (const { id, since, until } of tagged) {
    const rule = ruleOf(id as (typeof ruleIds)[number]);
    assert.equal(since, rule.since === defaultEdition ? undefined : rule.since, `@rule:${id} @since`);
    assert.equal(until, rule.until, `@rule:${id} @until`);
  }
});

test('a rule of one way to validate is tagged with it', () => {
  for (const { id, validation } of tagged)
    assert.equal(validation, ruleOf(id as (typeof ruleIds)[number]).validation, `@rule:${id} @validation`);
});

test('a rule replaces one of the table that ends where it begins, or one of the other validation', () => {
  for (const id of ruleIds) {
    const { replaces, since } = ruleOf(id);
    if (replaces === undefined) continue;
    const before = ruleIds.find((known) => known === replaces);
    assert.ok(before !== undefined, `${id} replaces ${replaces}, which is no rule`);
    assert.equal(ruleOf(before).until, since, `${id} replaces ${replaces}`);
  }
});

test('a rule that came later says what a client has to change', () => {
  for (const id of ruleIds)
    if (ruleOf(id).since !== defaultEdition) assert.ok((ruleOf(id).clientChange ?? '') !== '', id);
});
