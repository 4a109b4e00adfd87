// Redaction: invented people, told of in every way that a server has, are nowhere in the cassettes; what is left is refused.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { newFolder } from '../../bench/test-support/command.ts';
import { passed, streamOf, type StepInShort } from '../../bench/test-support/stream.ts';
import { record } from './record.ts';

const person = {
  given: 'Zoë',
  second: 'Ng',
  family: "Ångström-O'Brien",
  birthDate: '1949-03-17',
  phone: '(415) 203-4477',
  email: 'zoe.angstrom@mailhost.org',
  line: '17 Larkspur Crescent',
  city: 'Kensington',
  number: 'KX00482913',
};

const patient = {
  resourceType: 'Patient',
  id: 'ee1c7803325b47b492008f3e7c9d7a3d',
  text: { status: 'generated', div: `<div>${person.given} ${person.family}, born 03/17/1949</div>` },
  identifier: [{ system: 'urn:clinic', value: person.number }],
  name: [{ family: person.family, given: [person.given, person.second] }],
  telecom: [
    { system: 'phone', value: person.phone },
    { system: 'email', value: person.email },
  ],
  address: [{ line: [person.line], city: person.city, postalCode: '94118' }],
  birthDate: person.birthDate,
};

/** A refusal that tells all it knows. */
const echo = [
  `No free time for ${person.family}, ${person.given} (MRN ${person.number}; DOB March 17, 1949 or 17.03.1949)`,
  'call +1 415 203 4477 or 415.203.4477, write to ZOE.ANGSTROM@mailhost.org, Zoe Angstrom-O&#39;Brien',
].join('; ');

const refusal = {
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'business-rule', details: { text: echo }, diagnostics: `${echo} MRN: 77120034` }],
};

const searchset = {
  resourceType: 'Bundle',
  type: 'searchset',
  total: 1,
  link: [{ relation: 'self', url: '/Appointment?patient.name=Marguerite+Vandersloot&_count=10' }],
  entry: [
    {
      resource: {
        resourceType: 'Appointment',
        comment: 'Ask Dr. Quillfeather',
        participant: [{ actor: { reference: 'Patient/1', display: 'Ottoline Vandersloot-Marsh' }, status: 'accepted' }],
      },
    },
  ],
};

const exchanged = (path: string, body: object, status = 200): NonNullable<StepInShort['attachments']>[number] => [
  'exchange',
  {
    request: { method: 'GET', path, headers: { authorization: '(redacted)' }, body: undefined },
    response: { status, headers: { 'content-type': 'application/json' }, body, text: JSON.stringify(body) },
  },
];

const query = [
  `family=${encodeURIComponent(person.family)}`,
  'given=zo%C3%AB',
  'birthdate=ge1949-03-17',
  'email=zoe.angstrom%40mailhost.org',
  'phone=4152034477',
  'patient.family=Quillfeather',
].join('&');

const tapesOf = (...attachments: NonNullable<StepInShort['attachments']>): string => {
  const folder = newFolder();
  const step = { ...passed('Action', 'the client asks'), attachments };
  record(folder, streamOf({ scenarios: [{ rules: ['read/id'], steps: [step] }] }), 'key');
  return readdirSync(folder)
    .filter((name) => name !== 'cassettes.json')
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
};

/** Everything by which somebody could be found. */
const secrets = [
  'Zoë',
  'Zo%C3%AB',
  'Zoe',
  'Ångström',
  'Angstrom',
  "O'Brien",
  'Brien',
  ' Ng',
  '1949',
  '203',
  '4477',
  'mailhost',
  'Larkspur',
  'Kensington',
  '94118',
  '482913',
  '77120034',
  'Marguerite',
  'Vandersloot',
  'Ottoline',
  'Marsh',
  'Quillfeather',
];

describe('cassettes of people', () => {
  it('hold nobody, in whatever form and wherever they are told of', () => {
    const text = tapesOf(
      exchanged('/Patient/ee1c7803325b47b492008f3e7c9d7a3d', patient),
      exchanged(`/Patient?${query}`, searchset),
      exchanged('/Appointment?patient.name=Ottoline', refusal, 422),
    );
    for (const secret of secrets) {
      const at = text.toLowerCase().indexOf(secret.toLowerCase());
      assert.equal(at, -1, `${secret}: ${text.slice(Math.max(0, at - 60), at + 60)}`);
    }
    assert.match(text, /No free time for/);
  });

  it('hide an address whose host only looks like one of examples, and are not refused for it', () => {
    const note = 'zoe@test.clinic.org, zoe@example.de, zoe@invalid-mail.org, not nobody@example.com';
    const text = tapesOf(exchanged('/Basic/1', { resourceType: 'Basic', code: { note } }));
    assert.doesNotMatch(text, /zoe@/);
    assert.match(text, /nobody@example\.com/);
  });

  it('are the same person where the same person was', () => {
    const text = tapesOf(exchanged('/Patient?family=Vandersloot', { entry: [{ family: 'Vandersloot' }] }));
    const [, asked = ''] = /family=(Name-[0-9a-f]{8})/.exec(text) ?? [];
    assert.notEqual(asked, '');
    assert.ok(text.split(asked).length > 2, 'the name in the address is the one in the answer');
  });

  it('are not written where somebody is still in them', () => {
    const odd = { resourceType: 'Basic', note: { family: { value: 1 }, raw: '{"family":"Vandersloot"}' } };
    const inText = exchanged('/Basic/1', odd);
    assert.throws(() => tapesOf(inText), /in-short\.feature:1.*(family|secret)/);
  });
});
