// Then: what a searchset holds, and how its pages hang together.
import { Then, type DataTable } from '@cucumber/cucumber';
import { phrases } from './effects.ts';
import { absent, matches } from './support/expectation.ts';
import { expectations } from './support/expectations.ts';
import { search } from './support/interactions.ts';
import { at } from './support/path.ts';
import { pathOfParameter } from './support/searched-members.ts';
import { found, resources } from './support/searchset.ts';
import { rowsOf } from './support/table.ts';
import { untilShown } from './support/until-shown.ts';
import type { HarnessWorld } from './support/world.ts';
import { withArticle } from '../schemas/article.ts';

/** Names two and two, each pair in the order of the alphabet. */
const pairsOf = (names: readonly string[]): string[] =>
  names.flatMap((name, position) => (position % 2 === 0 ? [[name, names[position + 1] ?? ''].toSorted().join()] : []));

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

Then(
  phrases.holds,
  untilShown(async function (this: HarnessWorld, expected: readonly string[]) {
    const actual = await found(this);
    if (!matches(expected.toSorted(), actual.toSorted())) this.fail('The matches, in any order', expected, actual);
  }),
);

Then(
  phrases.holdsInOrder,
  untilShown(async function (this: HarnessWorld, expected: readonly string[]) {
    const actual = await found(this);
    if (!matches(expected, actual)) this.fail('The matches, in their order', expected, actual);
  }),
);

Then(
  phrases.shows,
  untilShown(async function (this: HarnessWorld, type: string, table: DataTable) {
    const shown = await alike(this, type, table);
    if (shown.length === 0) this.fail(`The searchset, which shows no ${type} with`, table.raw(), undefined);
  }),
);

Then(
  phrases.showsNone,
  untilShown(async function (this: HarnessWorld, type: string, table: DataTable) {
    const shown = await alike(this, type, table);
    if (shown.length > 0) this.fail(`The searchset, which shows ${withArticle(type)} with`, table.raw(), shown);
  }),
);

Then(
  phrases.pageFits,
  untilShown(async function (this: HarnessWorld, type: string, parameter: string) {
    const asked = new URLSearchParams(this.examine().request.path.split('?')[1]).get(parameter);
    const shown = (await resources(this, 1)).filter(({ resourceType }) => resourceType === type);
    const isOther = (one: object): boolean => {
      const member = at(one, pathOfParameter(parameter)) as string | boolean | undefined;
      return member !== undefined && String(member) !== asked;
    };
    // No report shows either value: a birth date tells of a person.
    if (shown.some(isOther))
      this.fail(`The ${parameter} of ${withArticle(type)}`, 'what was asked for', 'something else');
  }),
);

Then(
  phrases.eitherWayRound,
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

Then(
  'the answer has the links:',
  untilShown(function (this: HarnessWorld, table: DataTable) {
    const { link = [] } = (this.examine().response.body ?? {}) as { link?: { relation?: string; url?: string }[] };
    for (const [relation, cell] of rowsOf(table)) {
      const expected = this.resolve(cell);
      const actual = link.find((candidate) => candidate.relation === relation)?.url;
      if (expected !== actual) this.fail(`The link ${relation}`, expected, actual);
    }
  }),
);

Then(
  'the page holds {int} entries',
  untilShown(function (this: HarnessWorld, expected: number) {
    const count = entriesOf(this);
    if (count !== expected) this.fail('The entries of the page', expected, count);
  }),
);

Then(
  'the page holds {int} entries, or all matches where they are fewer',
  untilShown(function (this: HarnessWorld, most: number) {
    const count = entriesOf(this);
    const { link = [] } = (this.examine().response.body ?? {}) as { link?: { relation?: string }[] };
    const isLast = link.every(({ relation }) => relation !== 'next');
    if (count > most || (count < most && !isLast)) this.fail('The entries of the page', most, count);
  }),
);

/** How many a search finds, all pages together. */
const totalOf = (world: HarnessWorld): unknown => {
  const { status, body } = world.examine().response;
  if (status !== 200) world.fail('The status of the search', 200, status);
  return ((body ?? {}) as { total?: unknown }).total;
};

Then(
  phrases.findsAsMany,
  untilShown(async function (this: HarnessWorld, table: DataTable) {
    const { path } = this.last.request;
    const actual = totalOf(this);
    const [bare = '', query = ''] = path.split('?');
    const parameters = new URLSearchParams(query);
    for (const [name, value] of rowsOf(table))
      if (value === absent) parameters.delete(name);
      else parameters.set(name, this.resolve(value));
    await this.send('GET', parameters.size === 0 ? bare : `${bare}?${parameters.toString()}`);
    const expected = totalOf(this);
    if (expected !== actual) this.fail('total of the search', expected, actual);
  }),
);

/** The ids on the first pages of the last search, in their order. */
const idsOn = async (world: HarnessWorld, pages: number): Promise<unknown[]> =>
  (await resources(world, pages)).map(({ id }) => id);

Then(
  phrases.pages,
  untilShown(async function (this: HarnessWorld, pages: number, size: number) {
    const { path } = this.last.request;
    const actual = await idsOn(this, pages);
    await this.send('GET', path.replace(/_count=\d+/, `_count=${size}`));
    const expected = await idsOn(this, 1);
    if (!matches(expected, actual)) this.fail('The entries of the pages, one after the other', expected, actual);
  }),
);

Then(
  'the links of the answer are {names}',
  untilShown(function (this: HarnessWorld, expected: readonly string[]) {
    const { link = [] } = (this.examine().response.body ?? {}) as { link?: { relation?: string }[] };
    const actual = link.map(({ relation }) => relation);
    if (!matches(expected, actual)) this.fail('The relations of the links, in their order', expected, actual);
  }),
);
