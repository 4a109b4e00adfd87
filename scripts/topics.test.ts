// A topic has one file in each of five folders: its rules, their code, their scenarios, their advice, their mutants.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ruleIds, ruleOf, topicOf, type RuleId } from '../schemas/rules/index.ts';
import { behaviours } from '../mock-server/domain/interpreter.ts';
import { mutantsFromTable } from '../differential/mutants/machinery/from-the-table.ts';
import { mark } from './new-rule.ts';
import { root } from './rooms.mjs';

const topicsOf = (ids: readonly string[]): readonly string[] => [...new Set(ids.map(topicOf))].toSorted();

const all = topicsOf(ruleIds);

/** The names of the files in a folder that are not tests, without their extension. */
const namesIn = (folder: string, extension: string): readonly string[] =>
  readdirSync(join(root, folder))
    .filter((file) => file.endsWith(extension) && !file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -extension.length))
    .toSorted();

const without = (names: readonly string[], ...others: readonly string[]): readonly string[] =>
  names.filter((name) => !others.includes(name));

/** The ids of rules that a file names as keys. */
const keysIn = (file: string): readonly string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/^ {2}'([a-z-]+\/[a-z-]+)':/gm)].map(([, id = '']) => id);

/** Where the code of the topics is that write or show no part of an Appointment. */
const codeElsewhere: Readonly<Record<string, string>> = {
  access: 'mock-server/access',
  encounter: 'mock-server/resources/encounter',
  location: 'mock-server/resources/location',
  patient: 'mock-server/resources/patient',
  practitioner: 'mock-server/resources/practitioner',
  schedule: 'mock-server/resources/schedule',
  search: 'mock-server/search',
  searchset: 'mock-server/search',
  slot: 'mock-server/resources/slot',
  validation: 'mock-server/domain/framework',
};

describe('the topics of the rule table', () => {
  it('have a file of rules each, which holds the rules of that topic and no others', () => {
    assert.deepEqual(without(namesIn('schemas/rules', '.ts'), 'index', 'rule'), all);
    for (const topic of all) {
      const own = ruleIds.filter((id) => topicOf(id) === topic);
      assert.deepEqual(new Set(keysIn(`schemas/rules/${topic}.ts`)), new Set(own), topic);
    }
  });

  it('have a feature each, which holds scenarios of every rule of that topic and of no others', () => {
    assert.deepEqual(namesIn('features', '.feature'), all);
    for (const topic of all) {
      const text = readFileSync(join(root, `features/${topic}.feature`), 'utf8');
      const tagged = [...text.matchAll(/@rule:(\S+)/g)].map(([, id]) => id);
      assert.deepEqual(new Set(tagged), new Set(ruleIds.filter((id) => topicOf(id) === topic)), topic);
    }
  });

  it('have their code in a file of the domain, or in a folder of the mock', () => {
    const coded = Object.values(behaviours).flatMap((stage) => Object.keys(stage as object));
    for (const topic of topicsOf(coded)) {
      const files = namesIn('mock-server/domain', '.ts').filter((name) => name.startsWith(topic));
      const own = coded.filter((id) => topicOf(id) === topic);
      assert.ok(files.includes(topic), topic);
      assert.deepEqual(new Set(files.flatMap((name) => keysIn(`mock-server/domain/${name}.ts`))), new Set(own), topic);
    }
    assert.deepEqual(Object.keys(codeElsewhere).toSorted(), without(all, ...topicsOf(coded)));
    for (const folder of Object.values(codeElsewhere)) assert.ok(existsSync(join(root, folder)), folder);
  });

  it('have a file of advice each where they refuse, and none is without a topic', () => {
    const explained = without(namesIn('mock-server/explain', '.ts'), 'index');
    assert.deepEqual(without(explained, ...all), []);
    // The refusals of the framework take the advice of the table.
    const refusing = ruleIds.filter((id) => ruleOf(id).outcome !== undefined && ruleOf(id).validation !== 'framework');
    assert.deepEqual(without(topicsOf(refusing), ...explained), []);
    for (const topic of explained)
      for (const id of keysIn(`mock-server/explain/${topic}.ts`)) assert.equal(topicOf(id), topic, id);
  });

  it('have a file of mutants each where the table does not give them, and none is without a topic', async () => {
    const mutated = without(namesIn('differential/mutants', '.ts'), 'index');
    assert.deepEqual(without(mutated, ...all), []);
    const byHand = ruleIds.filter((id) => mutantsFromTable([id]).length === 0);
    assert.deepEqual(without(topicsOf(byHand), ...mutated), []);
    for (const topic of mutated) {
      const lists = Object.values(
        (await import(`../differential/mutants/${topic}.ts`)) as Readonly<Record<string, readonly { rule: RuleId }[]>>,
      );
      for (const { rule } of lists.flat()) assert.equal(topicOf(rule), topic, rule);
    }
  });

  it('hold no stub of a new rule that somebody has still to write', () => {
    const folders = ['schemas/rules', 'features', 'mock-server/domain', 'mock-server/explain'];
    const open = folders.flatMap((folder) =>
      readdirSync(join(root, folder), { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => `${folder}/${name}`)
        .filter((file) => readFileSync(join(root, file), 'utf8').includes(mark)),
    );
    assert.deepEqual(open, []);
  });
});
