import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eraserOf } from './erase.ts';
import { Pseudonyms, type Kind } from './pseudonyms.ts';
import { patternOf, spellingsOf } from './spellings.ts';

const known: readonly (readonly [Kind, string])[] = [
  ['name', 'Zoë Ångström'],
  ['name', 'Straße'],
  ['name', 'Kesh'],
  ['birthDate', '1984-03-07'],
  ['phone', '555-867-5309'],
  ['email', 'zoe@clinic.example'],
  ['address', '1 Main St., Flat 2'],
  ['number', 'AB_12-34'],
  ['text', '¿?!'],
];

const texts: readonly string[] = [
  'Zoë Ångström came',
  'ZOE ANGSTROM',
  'name=Zo%C3%AB+%C3%85ngstr%C3%B6m&x=1',
  '%20zoe%20angstrom%20',
  'STRAẞE and straße',
  'Kesh, keſh, Keshet',
  'born 7 March 1984 or 03/07/1984 or 19840307',
  'call (555) 867 5309 or 555%2D867%2D5309',
  'mail ZOE@clinic.example, not azoe@clinic.example',
  'at 1+Main+St.%2C+Flat+2',
  'no. ab_12-34, not AB_12-345',
  'he said ¿?! aloud',
  'nobody',
];

describe('what is known is hidden in any text', () => {
  const pseudonyms = new Pseudonyms('key');
  for (const [kind, value] of known) pseudonyms.pseudonymOf(kind, value);
  const erase = eraserOf(pseudonyms);
  const slowly = (text: string): string =>
    pseudonyms.hidden.reduce(
      (rest, [value, pseudonym, kind]) => rest.replace(patternOf(value, kind, spellingsOf(value, kind)), pseudonym),
      text,
    );

  for (const text of texts)
    it(`as if every value were looked for in ${text}`, () => assert.equal(erase(text), slowly(text)));

  it('and all of it', () => assert.equal(texts.filter((text) => erase(text) === text).join(), 'nobody'));
});
