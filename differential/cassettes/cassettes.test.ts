// What cassettes hide, and how they tell ids, days and times apart without showing them.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eraserOf, hideByPlace, Pseudonyms } from '../../redaction/people/index.ts';
import { guard } from './guard.ts';
import { played, symbolise } from '../requests/symbols.ts';

const pat = 'ee1c7803325b47b492008f3e7c9d7a3d';

describe('what is hidden', () => {
  const body = { resourceType: 'Patient', name: [{ family: 'Vandersloot', given: ['Ida'] }], birthDate: '1949-03-17' };

  it('is the same person wherever it stands, with the same key', () => {
    const [one, other] = [new Pseudonyms('key'), new Pseudonyms('key')];
    assert.deepEqual(hideByPlace(body, one, new Set()), hideByPlace(body, other, new Set()));
    const path = eraserOf(one)('/Patient?family=vandersloot');
    assert.match(path, /family=Name-[0-9a-f]{8}$/);
  });

  it('may be of any length', () => {
    const pseudonyms = new Pseudonyms('key');
    const text = 'Marguerite '.repeat(20_000).trim();
    const pseudonym = pseudonyms.pseudonymOf('text', text);
    assert.equal(eraserOf(pseudonyms)(`a ${text} b`), `a ${pseudonym} b`);
  });

  it('is guarded: what still looks like a person is refused, with its place and not its value', () => {
    const known = new Set(['Harness']);
    const text = JSON.stringify({ note: 'call 415-203-4477' });
    assert.throws(
      () => guard(text, 'patient.feature:3', new Pseudonyms('key'), known),
      /patient\.feature:3.*telephone/,
    );
    assert.throws(
      () => guard('{"family":"Doe"}', 'here', new Pseudonyms('key'), known),
      (error: Error) => {
        assert.doesNotMatch(error.message, /Doe/);
        return true;
      },
    );
    guard('{"family":"Harness"}', 'here', new Pseudonyms('key'), known);
  });
});

describe('symbols', () => {
  it('keep which id is which, and how far days and times lie apart', () => {
    const id = '621a66fc-9d5c-4de0-97fb-935d611ac176';
    const text = `Appointment/${id} ${id} 2031-03-05 2026-01-01T10:00:00Z 2026-01-01T10:30:00Z`;
    const symbols = symbolise(text, '2031-03-04', Date.parse('2026-01-01T12:00:00Z'));
    assert.equal(symbols, 'Appointment/<appointment-1> <appointment-1> <day+1> <instant+0s>Z <instant+1800s>Z');
    const again = played(symbols).split(' ');
    assert.equal(again[0], `Appointment/${again[1] ?? ''}`);
    assert.equal(again[2], '2031-03-05');
    assert.equal(symbolise('2031-13-01T10:00:00Z', '2031-03-04', 0), '2031-13-01T10:00:00Z');
  });

  it('stand for an id without dashes in an address, too', () => {
    const text = `Patient/${pat} /Encounter?patient=Patient%2F${pat}&_id=${pat}`;
    const symbols = symbolise(text, undefined, 0);
    assert.equal(symbols, 'Patient/<patient-1:hex> /Encounter?patient=Patient%2F<patient-1:hex>&_id=<patient-1:hex>');
  });
});
