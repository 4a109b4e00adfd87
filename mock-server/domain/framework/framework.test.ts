// The framework's validation: where JSON breaks off, what the model refuses, and all of it at once.
import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { classNamed } from './class-table.ts';
import { applyModel } from './body-faults.ts';
import { moveBelow, isTaken, placeOf, problemOf } from './issue.ts';
import { checkBody } from './model.ts';
import { primitivesOf } from './primitives.ts';
import { readJson } from './read-json.ts';
import { Float, textOf, type Value } from './python-values.ts';

describe('where a text stops being JSON', () => {
  const cases: readonly (readonly [string, number, string])[] = [
    ['{"a":', 5, 'Expecting value'],
    ['{a: 1}', 1, 'Expecting property name enclosed in double quotes'],
    ['{"a" 1}', 5, "Expecting ':' delimiter"],
    ['[1 2]', 3, "Expecting ',' delimiter"],
    ['"abc', 0, 'Unterminated string starting at'],
    ['"a\\x"', 2, 'Invalid \\escape'],
    ['"a\\u12"', 3, 'Invalid \\uXXXX escape'],
    ['"a\nb"', 2, 'Invalid control character at'],
    ['{} {}', 3, 'Extra data'],
    ['"\u{1F600}" x', 4, 'Extra data'],
    ['', 0, 'Expecting value'],
  ];
  for (const [text, position, error] of cases)
    it(JSON.stringify(text), () => assert.deepEqual(readJson(text), { position, error }));
  it('too deep, or a number too long', () => {
    assert.equal(readJson('['.repeat(100_000)), 'unreadable');
    assert.equal(readJson('1'.repeat(5000)), 'unreadable');
  });
  it('whole numbers and fractions are of two types, and no name is special', () => {
    assert.deepEqual(readJson('[1, 1.0, NaN]'), { value: [1n, new Float(1), new Float(NaN)] });
    assert.deepEqual(readJson('{"__proto__": 1}'), { value: new Map([['__proto__', 1n]]) });
  });
});

const valueOf = (sent: unknown): Value => {
  const read = readJson(JSON.stringify(sent));
  assert.ok(typeof read === 'object' && 'value' in read);
  return read.value;
};

const actor = { actor: { reference: 'Practitioner/x' }, status: 'accepted' };
const body = { status: 'proposed', participant: [actor] };

const problems = (sent: object, type = 'Appointment'): readonly string[] => {
  const checked = checkBody(valueOf(sent), type, primitivesOf('1.5'));
  return isTaken(checked) ? [] : moveBelow(checked.issues).map((issue) => `${placeOf(issue)} — ${problemOf(issue)}`);
};

const rules = (sent: object): readonly string[] => {
  const result = applyModel(valueOf(sent), 'Appointment');
  return 'faults' in result ? result.faults.map(({ rule }) => rule.replace('validation/', '')) : [];
};

const missing = 'field required (type=value_error.missing)';
const extra = 'extra fields not permitted (type=value_error.extra)';

test('a body with what the model needs has no fault', () => {
  assert.deepEqual(problems(body), []);
  assert.deepEqual(problems({ ...body, extension: [{ url: 'x' }], slot: [{ reference: 'Slot/1' }] }), []);
  assert.deepEqual(problems({ ...body, contained: null, supportingInformation: [], resourceType: null }), []);
});

test('each fault is a rejection of its own, members before extras', () => {
  const faulty = { ...body, zoo: 1, start: '2031-03-04', description: '', participant: null };
  assert.deepEqual(rules(faulty), [
    'values-have-their-form',
    'values-have-their-form',
    'instants-in-full',
    'no-extra-members',
  ]);
  assert.deepEqual(rules({ status: 'proposed' }), ['required-members']);
  assert.deepEqual(rules({ ...body, contained: [{ resourceType: 'Endpoint' }] }), [
    'endpoint-is-complete',
    'endpoint-is-complete',
  ]);
});

test('a primitive that is missing hides the other members, in its own object only', () => {
  assert.deepEqual(problems({ zoo: 1 }), [`__root__ -> status — ${missing}`]);
  assert.deepEqual(problems({ ...body, zoo: 1, participant: [{ actor: {}, role: 1 }] }), [
    `participant -> 0 -> __root__ -> status — ${missing}`,
    `zoo — ${extra}`,
  ]);
});

test('an extension stands in for a primitive that is required', () => {
  const without = { participant: [actor] };
  assert.deepEqual(problems({ ...without, _status: { extension: [{ url: 'x', valueCode: 'unknown' }] } }), []);
  assert.deepEqual(problems({ ...without, _status: { extension: [] } }), [`__root__ -> status — ${missing}`]);
});

test('an object may be written as JSON in a text', () => {
  assert.deepEqual(problems({ ...body, appointmentType: '{"text":"Visit"}' }), []);
  assert.deepEqual(problems({ ...body, appointmentType: 'Visit' }), [
    "appointmentType -> __root__ — Invalid json str value has been provided for class <class 'fhir.resources.codeableconcept.CodeableConcept'> (type=value_error)",
  ]);
});

test('names of Object.prototype are names like any other', () => {
  const names = ['__proto__', 'constructor', 'toString'];
  const text = `{"status":"x","participant":[],${names.map((name) => `"${name}":{"toString":1}`).join(',')}}`;
  const read = readJson(text);
  assert.ok(typeof read === 'object' && 'value' in read);
  const checked = checkBody(read.value, 'Appointment', primitivesOf('1.5'));
  assert.ok(!isTaken(checked));
  assert.deepEqual(checked.issues.map(placeOf), names);
});

test('one value of a choice at most', () => {
  const both = { url: 'x', valueCode: 'a', valueString: 'b' };
  assert.match(
    problems({ ...body, extension: [both] })[0] ?? '',
    /^extension -> 0 -> __root__ — Any of one field value/,
  );
});

test('contained resources are checked by their own type', () => {
  assert.deepEqual(problems({ ...body, contained: [{ resourceType: 'Observation', code: {}, status: 'final' }] }), []);
  assert.deepEqual(problems({ ...body, contained: [{ resourceType: 'Observation', status: 'final' }] }), [
    `contained -> 0 -> code — ${missing}`,
  ]);
  assert.deepEqual(problems({ ...body, contained: [{ status: 'active' }] }), [`contained -> 0 -> status — ${extra}`]);
});

test('a Patient is checked by the same model', () => {
  assert.deepEqual(problems({ resourceType: 'Patient', birthDate: '1980-02-30' }, 'Patient'), [
    'birthDate — invalid date format (type=value_error.date)',
  ]);
});

describe('what a primitive is taken as', () => {
  const cases: readonly (readonly [string, Value, unknown])[] = [
    ['string', 5n, '5'],
    ['string', new Float(1), '1.0'],
    ['code', true, 'True'],
    ['boolean', 'yes', true],
    ['boolean', new Float(0), false],
    ['positiveInt', '7', 7],
    ['integer', new Float(1.9), 1],
    ['decimal', '1.50', 1.5],
    ['instant', 0n, '1970-01-01T00:00:00.000Z'],
    ['instant', 20_000_000_000n, '2603-10-11T11:33:20.000Z'],
    ['instant', 20_000_000_001n, '1970-08-20T11:33:20.001Z'],
    ['instant', new Float(1e15), '2001-09-09T01:46:40.000Z'],
    ['instant', new Float(1e308), '9999-12-31T23:59:59.999Z'],
    ['dateTime', '2031', '2031'],
    ['date', true, '1970-01-01'],
  ];
  for (const [type, value, expected] of cases)
    it(`${type} ${typeof value === 'object' && !(value instanceof Float) ? '' : textOf(value)}`, () =>
      assert.deepEqual(primitivesOf('1.5').get(type)?.(value), { value: expected }));
});

test('ids have their characters and their length', () => {
  const problem = (id: string): string => {
    const checked = primitivesOf('1.5').get('id')?.(id) ?? { value: '' };
    return isTaken(checked) ? '' : checked.issues.map(problemOf).join();
  };
  assert.equal(problem('a-B.9'), '');
  assert.match(problem('a b'), /does not match regex/);
  assert.match(problem('a'.repeat(65)), /at most 64/);
});

test('the table has the elements of R4, each class those of the one that it extends before its own', () => {
  const names = classNamed('AppointmentParticipant')?.fields.map(({ name }) => name);
  assert.deepEqual(names, [
    ...['fhir_comments', 'extension', 'id', 'modifierExtension', 'actor', 'period', 'required', '_required', 'status'],
    ...['_status', 'type'],
  ]);
});

const textsOf = (sent: object, framework: '1.5' | '3.0'): readonly string[] => {
  const result = applyModel(valueOf(sent), 'Appointment', framework);
  return 'faults' in result
    ? result.faults.map(
        ({ said, parameters: { where = '', problem = '' } }) =>
          said?.text.replace('{where}', where) ?? `${where} — ${problem}`,
      )
    : [];
};

test('version 3.0 takes times without seconds, no number for a text, and names what is missing otherwise', () => {
  const whole = { resourceType: 'Appointment', status: 'booked', participant: [{ status: 'accepted' }] };
  const minutes = { ...whole, start: '2031-03-04T15:00Z', end: '2031-03-04T15:30+01:00' };
  assert.deepEqual(textsOf(minutes, '3.0'), []);
  assert.equal(textsOf(minutes, '1.5').length, 2);
  assert.deepEqual(textsOf({ ...whole, comment: 7 }, '1.5'), []);
  assert.deepEqual(textsOf({ ...whole, comment: 7 }, '3.0'), [
    'body -> comment — Input should be a valid string (type=string_type)',
  ]);
  const { status: _status, ...withoutStatus } = whole;
  assert.deepEqual(textsOf(withoutStatus, '3.0'), [
    "body -> status — Value for the field 'status' is required. (type=model_field_validation.missing; field_name=status)",
  ]);
  const { participant: _participant, ...alone } = whole;
  assert.deepEqual(textsOf(alone, '3.0'), ['body -> participant — Field required (type=missing)']);
});
