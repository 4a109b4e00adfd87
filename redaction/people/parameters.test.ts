// Parameters in texts: their values are hidden whole, also where a server shows an address as it stands, with blanks.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { hideParameters } from './parameters.ts';
import { Pseudonyms } from './pseudonyms.ts';

const hidden = (text: string, ...known: readonly string[]): string =>
  hideParameters(text, new Pseudonyms('a-key'), new Set(known));

it('a value of an address goes to its end, blanks and all', () => {
  const address = '/Patient?family=Moss&phone=(415) 555-0142';
  assert.equal(hidden(address, 'Moss', '(415) 555-0142'), address);
  assert.match(hidden(address, '(415) 555-0142'), /^\/Patient\?family=[^&]*&phone=\(415\) 555-0142$/);
  assert.doesNotMatch(hidden('/Patient?name=Ida Moss&_count=1'), /Ida|Moss/);
});

it('a value in prose ends at a blank', () => {
  assert.match(hidden('asked for ?name=Ida and found nobody'), /^asked for \?name=\S+ and found nobody$/);
});
