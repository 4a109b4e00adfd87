// Features and rule table agree: every rule has a scenario, every tag a rule, every refusal its match level.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { defaultEdition } from '../../schemas/editions/editions.ts';
import { ruleIds, ruleOf, topicOf } from '../../schemas/rules/index.ts';
import { packageRoot } from '../run/package.ts';
import { featureRules } from './features.ts';
import { tagsOf } from './messages/index.ts';

interface Tagged {
  readonly uri: string;
  readonly id: string;
  readonly match: string | undefined;
  readonly since: string | undefined;
  readonly until: string | undefined;
  readonly validation: string | undefined;
  readonly scenarios: number;
}

/** Each Gherkin `Rule:` of the features with its tags and the number of scenarios below it. */
const tagged: readonly Tagged[] = featureRules().map(({ uri, tags, scenarios }) => {
  const value = (kind: string): string | undefined => tagsOf({ tags }, kind)[0];
  return {
    uri,
    id: value('rule') ?? '',
    match: value('match'),
    since: value('since'),
    until: value('until'),
    validation: value('validation'),
    scenarios: scenarios.length,
  };
});

test('every rule of the table has a scenario', () => {
  const tested = new Set(tagged.filter(({ scenarios }) => scenarios > 0).map(({ id }) => id));
  assert.deepEqual(
    ruleIds.filter((id) => !tested.has(id)),
    [],
  );
});

test('every tag names a rule, in the feature of its topic', () => {
  for (const { uri, id } of tagged) {
    assert.ok((ruleIds as string[]).includes(id), `${uri}: @rule:${id} is not a rule of the table`);
    assert.equal(uri, `features/${topicOf(id)}.feature`, `@rule:${id} stands in ${uri}`);
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
    assert.ok(before !== undefined, `${id} replaces ${replaces}, which is not a rule`);
    assert.equal(ruleOf(before).until, since, `${id} replaces ${replaces}`);
  }
});

test('a rule that came later says what a client has to change', () => {
  for (const id of ruleIds)
    if (ruleOf(id).since !== defaultEdition) assert.ok((ruleOf(id).clientChange ?? '') !== '', id);
});

test('the packages that read features are those of the cucumber that runs them', () => {
  type Packages = Readonly<Record<string, string>>;
  interface Manifest {
    readonly dependencies?: Packages;
    readonly devDependencies?: Packages;
  }
  const packagesOf = (file: string): Packages => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
    return { ...devDependencies, ...dependencies };
  };
  const [ours, theirs] = [
    packagesOf(join(packageRoot, 'package.json')),
    packagesOf(createRequire(import.meta.url).resolve('@cucumber/cucumber/package.json')),
  ];
  for (const name of ['@cucumber/gherkin', '@cucumber/messages', '@cucumber/tag-expressions'])
    assert.equal(ours[name], theirs[name], name);
});
