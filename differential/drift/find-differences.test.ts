// What is noted of a searchset that differs: what it holds, and not what follows from that.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withoutConsequences } from './find-differences.ts';

const noted = (...places: readonly string[]): readonly string[] =>
  withoutConsequences(
    places.map((place) => {
      const [call, where = ''] = place.split(' ');
      return { call: Number(call), where };
    }),
  ).map(({ call, where }) => `${call} ${where}`);

describe('a searchset that holds more on one side', () => {
  it('differs in what it holds, from which its links follow', () => {
    assert.deepEqual(noted('0 total', '0 entry.length', '0 link.length', '0 link[2].url', '0 id'), ['0 total', '0 id']);
  });

  it('differs in the length of its page, from which its links follow', () => {
    assert.deepEqual(noted('0 entry.length', '0 link.length'), ['0 entry.length']);
  });

  it('differs in its links, too, where the page is the same', () => {
    assert.deepEqual(noted('0 total', '0 link.length'), ['0 total', '0 link.length']);
  });

  it('differs in which resource an entry is, from which its members and the links follow', () => {
    assert.deepEqual(
      noted('0 entry[0].resource.id', '0 entry[0].resource.start', '0 entry[1].resource.start', '0 link[0].url'),
      ['0 entry[0].resource.id', '0 entry[1].resource.start'],
    );
  });

  it('says nothing of another searchset', () => {
    assert.deepEqual(noted('0 total', '0 entry.length', '1 link.length'), ['0 total', '1 link.length']);
  });
});
