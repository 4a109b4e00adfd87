// Then: what must have come of it.
import { Then, type DataTable } from '@cucumber/cucumber';
import { phrases } from './effects.ts';
import type { Named } from './support/canonical.ts';
import { valueOf, matches } from './support/expectation.ts';
import { current, search } from './support/interactions.ts';
import { at } from './support/path.ts';
import { isRefusedAs, refusalIn } from './support/refusal.ts';
import { found, resources } from './support/searchset.ts';
import { rowsOf } from './support/table.ts';
import type { HarnessWorld } from './support/world.ts';

/** The issue code that the page's examples of refusals have for each status. */
const issueCodes: Readonly<Record<number, string>> = {
  400: 'invalid',
  401: 'unknown',
  403: 'forbidden',
  404: 'not-found',
  405: 'not-supported',
  412: 'conflict',
  422: 'business-rule',
};

interface Offered {
  readonly type: string;
  readonly interaction: readonly { readonly code: string }[];
}

/** Names two and two, each pair in the order of the alphabet. */
const pairsOf = (names: readonly string[]): string[] =>
  names.flatMap((name, position) => (position % 2 === 0 ? [[name, names[position + 1] ?? ''].toSorted().join()] : []));

/** The paths and values of a table. */
const expectations = (world: HarnessWorld, table: DataTable): [path: string, expected: unknown][] =>
  rowsOf(table).map(([path, cell]) => [path, valueOf(world.resolve(cell))]);

/** Compares elements of a value with the cells of a table. */
const compare = (world: HarnessWorld, subject: string, value: unknown, table: DataTable): void => {
  for (const [path, expected] of expectations(world, table)) {
    const actual = at(value, path);
    if (!matches(expected, actual)) world.fail(`${path} of ${subject}`, expected, actual);
  }
};

/** The resources of the searchset that are of a type and as a table says. */
const alike = async (world: HarnessWorld, type: string, table: DataTable): Promise<object[]> => {
  const expected = [['resourceType', type] as const, ...expectations(world, table)];
  const all = await resources(world);
  return all.filter((resource) => expected.every(([path, value]) => matches(value, at(resource, path))));
};

/** How many entries the page of a search holds. */
const entriesOf = (world: HarnessWorld): number => {
  const { status, body } = world.examine().response;
  if (status !== 200) world.fail('The status of the search', 200, status);
  return ((body ?? {}) as { entry?: unknown[] }).entry?.length ?? 0;
};

Then('the {interaction} succeeds', function (this: HarnessWorld, interaction: string) {
  const { status } = this.examine().response;
  if (status >= 300) this.fail(`The status of the ${interaction}`, 'a success', status);
});

Then(phrases.answers, function (this: HarnessWorld, interaction: string, expected: number) {
  const { status } = this.examine().response;
  if (status !== expected) this.fail(`The status of the ${interaction}`, expected, status);
});

Then(phrases.rejected, function (this: HarnessWorld, interaction: string, status: number, code: string, text: string) {
  const { response } = this.examine();
  const expected = { status, code, text: this.resolve(text) };
  const actual = refusalIn(response.status, response.body);
  if (!isRefusedAs(this.matchLevel, expected, actual))
    this.fail(`The rejection of the ${interaction}`, expected, actual);
  if (!isRefusedAs('exact', expected, actual)) this.record('reworded', { expected, actual });
});

Then('the answer, where it is a refusal, has the documented issue code of its status', function (this: HarnessWorld) {
  const { status, body } = this.examine().response;
  const expected = issueCodes[status];
  const { code } = refusalIn(status, body);
  if (expected !== undefined && code !== expected) this.fail(`The issue code of a ${status}`, expected, code);
});

Then('{record} has:', async function (this: HarnessWorld, record: Named, table: DataTable) {
  const before = this.unexamined;
  if (before !== undefined)
    this.fail(`What came before ${record.name} was read back`, 'a success', before.response.status);
  const { response } = await current(this, record);
  compare(this, record.name, response.body, table);
});

Then('the answer has:', function (this: HarnessWorld, table: DataTable) {
  compare(this, 'the answer', this.examine().response.body, table);
});

Then('the body of the answer is {string}', function (this: HarnessWorld, expected: string) {
  const { text } = this.examine().response;
  if (!matches(this.resolve(expected), text)) this.fail('The body of the answer', expected, text);
});

Then('the body of the answer begins with the lines:', function (this: HarnessWorld, expected: string) {
  const { text } = this.examine().response;
  // Python's json module leaves a blank behind each comma.
  if (!text.replaceAll(/ +$/gm, '').startsWith(`${expected}\n`)) this.fail('The beginning of the body', expected, text);
});

Then('the header {string} of the answer is {string}', function (this: HarnessWorld, name: string, expected: string) {
  const actual = this.examine().response.headers[name.toLowerCase()];
  if (!matches(this.resolve(expected), actual)) this.fail(`The header ${name}`, this.resolve(expected), actual);
});

Then('the members of the answer are {names}', function (this: HarnessWorld, expected: readonly string[]) {
  const actual = Object.keys(this.examine().response.body ?? {});
  if (!matches(expected, actual)) this.fail('The members of the answer, in their order', expected, actual);
});

Then('the answer shows {record} as a read does', async function (this: HarnessWorld, record: Named) {
  const entry = at(this.examine().response.body, 'entry[0].resource');
  const { response } = await current(this, record);
  if (!matches(response.body, entry)) this.fail(`The entry of ${record.name}`, response.body, entry);
});

Then('the answer offers {names} on {word}', function (this: HarnessWorld, expected: readonly string[], type: string) {
  const { rest = [] } = (this.examine().response.body ?? {}) as { rest?: { resource?: Offered[] }[] };
  const offered = rest[0]?.resource?.find((resource) => resource.type === type)?.interaction ?? [];
  const actual = offered.map(({ code }) => code).toSorted();
  if (!matches(expected.toSorted(), actual)) this.fail(`The interactions of ${type}, in any order`, expected, actual);
});

Then('the searchset holds {names}', async function (this: HarnessWorld, expected: readonly string[]) {
  const actual = await found(this);
  if (!matches(expected.toSorted(), actual.toSorted())) this.fail('The matches, in any order', expected, actual);
});

Then('the searchset holds, in this order, {names}', async function (this: HarnessWorld, expected: readonly string[]) {
  const actual = await found(this);
  if (!matches(expected, actual)) this.fail('The matches, in their order', expected, actual);
});

Then('the searchset shows a(n) {word} with:', async function (this: HarnessWorld, type: string, table: DataTable) {
  const shown = await alike(this, type, table);
  if (shown.length === 0) this.fail(`The searchset, which shows no ${type} with`, table.raw(), undefined);
});

Then('the searchset shows no {word} with:', async function (this: HarnessWorld, type: string, table: DataTable) {
  const shown = await alike(this, type, table);
  if (shown.length > 0) this.fail(`The searchset, which shows a ${type} with`, table.raw(), shown);
});

Then(
  'the searchset holds {string} beside {string} and {string} beside {string}, and the other way round by {string}',
  async function (this: HarnessWorld, one: string, two: string, three: string, four: string, descending: string) {
    const pairs = [
      [one, two],
      [three, four],
    ].map((pair) => pair.toSorted().join());
    const ascendingPairs = pairsOf(await found(this));
    await search(this, 'Appointment', [
      ['date', '{day}'],
      ['_sort', descending],
    ]);
    const descendingPairs = pairsOf(await found(this));
    if (!matches(pairs, ascendingPairs.toSorted())) this.fail('The matches, two and two', pairs, ascendingPairs);
    if (!matches(ascendingPairs.toReversed(), descendingPairs))
      this.fail(`The matches by ${descending}, two and two`, ascendingPairs.toReversed(), descendingPairs);
  },
);

Then('the answer has the links:', function (this: HarnessWorld, table: DataTable) {
  const { link = [] } = (this.examine().response.body ?? {}) as { link?: { relation?: string; url?: string }[] };
  for (const [relation, cell] of rowsOf(table)) {
    const expected = this.resolve(cell);
    const actual = link.find((candidate) => candidate.relation === relation)?.url;
    if (expected !== actual) this.fail(`The link ${relation}`, expected, actual);
  }
});

Then('{record} keeps the id of its first identifier', async function (this: HarnessWorld, record: Named) {
  const expected = at(this.examine().request.body, 'identifier[0].id');
  const { response } = await current(this, record);
  const actual = at(response.body, 'identifier[0].id');
  if (expected !== actual) this.fail(`identifier[0].id of ${record.name}`, expected, actual);
});

Then('no two identifiers of {record} have the same id', async function (this: HarnessWorld, record: Named) {
  const { response } = await current(this, record);
  const identifiers = at(response.body, 'identifier');
  const ids = (Array.isArray(identifiers) ? identifiers : []).map((identifier) => at(identifier, 'id'));
  if (new Set(ids).size < ids.length) this.fail(`The ids of the identifiers of ${record.name}`, 'all different', ids);
});

Then('the page holds {int} entries', function (this: HarnessWorld, expected: number) {
  const count = entriesOf(this);
  if (count !== expected) this.fail('The entries of the page', expected, count);
});

Then('the page holds {int} entries at most', function (this: HarnessWorld, most: number) {
  const count = entriesOf(this);
  if (count > most) this.fail('The entries of the page', `${most} at most`, count);
});

Then('the links of the answer are {names}', function (this: HarnessWorld, expected: readonly string[]) {
  const { link = [] } = (this.examine().response.body ?? {}) as { link?: { relation?: string }[] };
  const actual = link.map(({ relation }) => relation);
  if (!matches(expected, actual)) this.fail('The relations of the links, in their order', expected, actual);
});
