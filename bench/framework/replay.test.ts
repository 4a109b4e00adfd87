// The mock answers as the recorded framework does, and no less than it did: how many cases of each category, at least.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { replay, tallies, type Result, type Tally } from './replay.ts';

/** Cases, answered to the letter, decided alike. */
const expected: Readonly<Record<string, readonly [number, number, number]>> = {
  valid: [16, 16, 16],
  missing: [7, 7, 7],
  null: [22, 22, 22],
  code: [44, 44, 44],
  string: [46, 46, 46],
  uri: [18, 18, 18],
  instant: [35, 35, 35],
  dateTime: [26, 26, 26],
  number: [28, 28, 28],
  boolean: [13, 13, 13],
  id: [59, 56, 59],
  url: [22, 22, 22],
  complex: [156, 156, 156],
  unknown: [53, 53, 53],
  extension: [113, 113, 113],
  contained: [41, 41, 41],
  meta: [12, 12, 12],
  resourceType: [14, 14, 14],
  fhir_comments: [26, 26, 26],
  several: [38, 38, 38],
  json: [54, 54, 54],
  'content-type': [31, 31, 31],
  format: [71, 71, 71],
  accept: [59, 59, 59],
  slash: [6, 5, 6],
  routes: [38, 38, 38],
  methods: [27, 27, 27],
  search: [45, 45, 45],
  metadata: [1, 1, 1],
  patient: [26, 26, 26],
  fuzz: [300, 300, 300],
};

describe('the corpus of the framework', () => {
  let results: readonly Result[] = [];
  let found: ReadonlyMap<string, Tally> = new Map();
  before(async () => {
    results = await replay();
    found = tallies(results);
  });

  it('has the categories that are listed here', () =>
    assert.deepEqual([...found.keys()].toSorted(), Object.keys(expected).toSorted()));

  for (const [category, counts] of Object.entries(expected))
    it(category, () => {
      const { cases, exact, alike } = found.get(category) ?? { cases: 0, exact: 0, alike: 0 };
      assert.deepEqual([cases, exact, alike], counts);
    });

  it('is never answered by a failure of the server', () =>
    assert.deepEqual(
      results.filter(({ got }) => got.status >= 500).map(({ asked }) => asked.name),
      [],
    ));
});
