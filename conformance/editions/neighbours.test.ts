// The pages beside that on Appointment, held against what is kept of them, where Canvas's lie beside this checkout.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { RuleId } from '../../schemas/rules/index.ts';
import { checkPage } from './check-page.ts';

const folder = new URL('../../../shared/pages/2026-08-10/', import.meta.url);

const changesOf = (text: string, name: string) => {
  const found = checkPage(text, `${name}.txt`);
  assert.ok('changes' in found, 'fault' in found ? found.fault : '');
  return found.changes;
};

/** A page, what is changed in it, and the rule that is named first. Harmless edits name none. */
const edits: readonly (readonly [string, string, string, RuleId?])[] = [
  ['slot', '20 minutes', '30 minutes', 'slot/lasts-twenty-minutes'],
  ['slot', 'schedule search parameter', 'schedule parameter', 'slot/schedule-is-required'],
  ['patient', 'date required', 'date', 'patient/birth-date-is-required'],
  ['encounter', 'in-progress', 'started', 'encounter/status-follows-the-appointment'],
  ['conditional-requests', 'If-Unmodified-Since', 'If-Match', 'interaction/if-unmodified-since'],
  ['customer-authentication', 'patient/Patient.read', 'patient/Patient.rs', 'access/patient-token-writes-own'],
  ['slot', '### Query Parameters', '###  Query Parameters  '],
  ['patient', '\n', '\r\n'],
];

describe('pages beside that on Appointment', { skip: !existsSync(folder) }, () => {
  const pageNamed = (name: string): string => readFileSync(new URL(`${name}.txt`, folder), 'utf8');

  for (const name of ['date-filtering', 'errors', 'location', 'practitioner', 'schedule', ...edits.map(([one]) => one)])
    it(`${name} says what is kept of it`, () => {
      assert.deepEqual(changesOf(pageNamed(name), name), []);
    });

  for (const [name, before, after, rule] of edits)
    it(`${name} with ${JSON.stringify(after)} for ${JSON.stringify(before)}: ${rule ?? 'nothing'}`, () => {
      const page = pageNamed(name);
      assert.ok(page.includes(before));
      assert.equal(changesOf(page.replaceAll(before, after), name)[0]?.rules[0], rule);
    });

  it('only the newest is kept', () => {
    const found = checkPage(pageNamed('slot'), 'slot.txt', '2024-01-16');
    assert.equal('fault' in found && found.fault, 'of the page slot only that of 2026-08-10 is kept: leave out --base');
  });
});

it('what is no page of Canvas is refused', () => {
  for (const path of ['notes.txt', 'slot.md', 'slot.txt']) {
    const found = checkPage('Some words of another matter.', path);
    assert.match('fault' in found ? found.fault : '', /^\S+ holds neither Canvas's page on Appointment nor/, path);
  }
});
