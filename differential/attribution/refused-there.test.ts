// Requests that only the other side refuses: told by all that was sent, given as scripts and answers.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Call, Script } from '../requests/index.ts';
import type { Comparison } from './comparison.ts';
import { isRefusedThere, refusedKindAt, refusedKindsOf, rulesOfMet } from './refused-there.ts';

const create = (body: object): Call => ({ method: 'POST', path: '/Appointment', headers: {}, body, bearer: 'usual' });

const scriptOf = (rules: readonly string[], ...calls: readonly Call[]): Script => ({
  name: rules.join(),
  rules,
  calls,
});

/** A create, as the counterpart and the mock have answered it. */
const played = (body: object, status: number, text = 'no', here = 201): Comparison =>
  ({
    script: scriptOf([], create(body)),
    mock: { outcomes: [{ status: here }] },
    counterpart: { outcomes: [{ status, headers: {}, body: { text }, rules: [] }] },
  }) as never;

const patient = { participant: [{ actor: { reference: 'Patient/{Pat}', type: 'Patient' }, status: 'accepted' }] };
const practitioner = { participant: [{ actor: { reference: 'Practitioner/{Ann}', type: 'Practitioner' } }] };

describe('a kind of requests of which none is taken', () => {
  const all = [...Array.from({ length: 6 }, () => played(patient, 400)), played(practitioner, 201)];

  it('is found by what its bodies hold', () => {
    assert.deepEqual(
      refusedKindsOf(all).map(({ rule }) => rule),
      ['participant/patient'],
    );
  });

  it('is that of a request which met the same refusal, and of no other', () => {
    const kinds = refusedKindsOf(all);
    assert.equal(refusedKindAt(kinds, played(patient, 400), 0)?.rule, 'participant/patient');
    assert.equal(refusedKindAt(kinds, played(patient, 400, 'another reason'), 0), undefined);
  });

  it('is none where the mock refuses them as well', () => {
    assert.deepEqual(refusedKindsOf(Array.from({ length: 6 }, () => played(patient, 400, 'no', 422))), []);
  });

  it('is none where one of them is taken', () => {
    assert.deepEqual(refusedKindsOf([...all, played(patient, 201)]), []);
  });
});

describe('a refusal that some scripts have met', () => {
  const [text, order] = [scriptOf(['reason-code/text']), scriptOf(['read/member-order'])];
  const sent = Array.from({ length: 3 }, () => scriptOf(['reason-code/description-sent']));

  it('belongs to the rule of which many have met it', () => {
    assert.equal(rulesOfMet([...sent, order], [...sent, order, text])[0], 'reason-code/description-sent');
  });

  it('does not belong to a rule of which most have not met it', () => {
    const many = Array.from({ length: 20 }, () => text);
    assert.deepEqual(rulesOfMet([text, order], [...many, order]), ['read/member-order', 'reason-code/text']);
  });

  it('is one only where the mock takes a write', () => {
    const difference = { call: 0, where: 'HTTP status', mock: 201, counterpart: 400 };
    assert.equal(isRefusedThere(scriptOf([], create({})), difference), true);
    assert.equal(isRefusedThere(scriptOf([], create({})), { ...difference, mock: 422 }), false);
    assert.equal(isRefusedThere(scriptOf([], { ...create({}), method: 'GET' }), difference), false);
  });
});
