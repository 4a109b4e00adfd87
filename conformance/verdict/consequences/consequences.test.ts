// Violations that follow from another: which rule is blamed, and which is left alone.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fails } from '../../../bench/test-support/stream-fixtures.ts';
import { passed, streamOf, type RunInShort, type ScenarioInShort } from '../../../bench/test-support/stream.ts';
import type { RuleId } from '../../../schemas/rules/index.ts';
import { faultIn } from '../../../schemas/validate.ts';
import { verdictOf } from '../verdict.ts';

type Body = Readonly<Record<string, unknown>>;

const exchange = (method: string, body: Body | undefined, status: number, answer: unknown = null): object => ({
  request: { method, path: method === 'POST' ? '/Appointment' : '/Appointment/one', headers: {}, body },
  response: { status, headers: { location: 'http://canvas/Appointment/one' }, body: answer, text: '' },
});

const shown = (resource: Body, status = 200): object =>
  exchange('GET', undefined, status, { resourceType: 'Appointment', id: 'one', ...resource });

/** A search by its query, refused where its status says so. */
const searchedBy = (query: string, status: number): object => ({
  request: { method: 'GET', path: `/Appointment?${query}`, headers: {} },
  response: {
    status,
    headers: {},
    body: status < 400 ? { resourceType: 'Bundle' } : { issue: ['required'] },
    text: '',
  },
});

interface Told {
  readonly rule: RuleId;
  /** What a create writes that a read shows at once; nothing where it is not read. */
  readonly created?: Body;
  /** The status of that create. */
  readonly createStatus?: number;
  readonly update: Body;
  /** The status of that update. */
  readonly updateStatus?: number;
  /** What a read shows after the update; nothing where none is made. */
  readonly read?: Body;
  /** The status of that read. */
  readonly readStatus?: number;
  /** Query and status of a search; nothing where none is made. */
  readonly search?: readonly [query: string, status: number];
  /** What differs; nothing where the scenario passes. */
  readonly differs?: string;
  readonly expected?: unknown;
  readonly actual?: unknown;
}

const scenario = (told: Told): ScenarioInShort => {
  const {
    rule,
    created,
    createStatus = 201,
    update,
    updateStatus = 200,
    read,
    readStatus,
    search,
    differs,
    expected = 'a',
    actual = 'b',
  } = told;
  const exchanges = [
    exchange('POST', created ?? {}, createStatus),
    ...(created === undefined ? [] : [shown(created)]),
    exchange('PUT', update, updateStatus),
    ...(read === undefined ? [] : [shown(read, readStatus)]),
    ...(search === undefined ? [] : [searchedBy(...search)]),
  ].map((one) => ['exchange', one] as const);
  const found = differs === undefined ? [] : [['mismatch', { what: differs, expected, actual }] as const];
  const outcome = { attachments: [...exchanges, ...found] };
  return {
    rules: [rule],
    steps: [passed('Action'), differs === undefined ? { ...passed('Outcome'), ...outcome } : fails('Outcome', outcome)],
  };
};

const verdictsOf = (scenarios: readonly Told[], more: Partial<RunInShort> = {}): Readonly<Record<string, string>> =>
  Object.fromEntries(
    verdictOf(streamOf({ scenarios: scenarios.map(scenario), ...more })).rules.map(({ id, verdict, reason }) => [
      id,
      [verdict, ...(reason === undefined ? [] : [reason])].join(': '),
    ]),
  );

const ignored: Told = {
  rule: 'status/update-sets-status',
  update: { status: 'noshow' },
  read: { status: 'proposed' },
  differs: 'status of the appointment',
};

const searched: Told = { rule: 'search/status', update: { status: 'noshow' }, differs: 'The matches, in any order' };

const fiveOthers = [
  'booking/start',
  'search/status',
  'participant/patient',
  'read/id',
  'status/cancelled-is-final',
] as const;

/** A create that is refused, though it is to be taken. */
const refusedCreate = (created: Body): Omit<Told, 'rule'> => ({
  ...{ created, createStatus: 422, update: {} },
  ...{ differs: 'The status of the create', actual: 422 },
});

describe('a violation that follows from another', () => {
  it('leaves its rule open, and says which one to see', () => {
    const verdicts = verdictsOf([ignored, searched]);
    assert.equal(verdicts['status/update-sets-status'], 'violated');
    assert.equal(
      verdicts['search/status'],
      'inconclusive: it rests on the status that an update writes, which this server never shows: see status/update-sets-status',
    );
  });

  it('stands in a verdict that is valid by its schema', () => {
    const schema = JSON.parse(
      readFileSync(new URL('../../../schemas/verdict.schema.json', import.meta.url), 'utf8'),
    ) as { $id: string };
    const document = verdictOf(streamOf({ scenarios: [ignored, searched].map(scenario) }));
    assert.ok(document.rules.some(({ scenarios }) => scenarios.some(({ cause }) => cause === 'another-rule')));
    assert.equal(faultIn(schema, JSON.parse(JSON.stringify(document))), undefined);
  });

  it('is its own where what it rests on was shown once', () => {
    const once: Told = { rule: 'status/canvas-to-fhir', update: { status: 'noshow' }, read: { status: 'noshow' } };
    assert.equal(verdictsOf([ignored, searched, once])['search/status'], 'violated');
  });

  it('is its own where no other rule rests on the same fault', () => {
    const read: Told['read'] = { status: 'proposed' };
    assert.equal(verdictsOf([{ ...searched, read }])['search/status'], 'violated');
  });

  it('belongs to a rule of which no scenario ran, where two others rest on it', () => {
    const elsewhere: Told = { ...ignored, rule: 'status/omitted-status-is-kept' };
    const verdicts = verdictsOf([elsewhere, searched]);
    assert.equal(
      verdicts['status/update-sets-status'],
      'violated: scenarios of other rules show it: they rest on the status that an update writes, which this server never shows',
    );
    for (const rule of ['status/omitted-status-is-kept', 'search/status'])
      assert.match(verdicts[rule] ?? '', /^inconclusive: .*: see status\/update-sets-status$/);
  });

  it('names scenarios that show what no scenario of the rule did', () => {
    const elsewhere: Told = { ...ignored, rule: 'status/omitted-status-is-kept' };
    const { rules, conclusion } = verdictOf(streamOf({ scenarios: [elsewhere, searched].map(scenario) }));
    const blamed = rules.find(({ id }) => id === 'status/update-sets-status');
    assert.deepEqual(
      blamed?.scenarios.map(({ result, mismatches }) => [result, mismatches?.[0]?.what]),
      [
        ['violated', 'status of the appointment'],
        ['violated', 'The matches, in any order'],
      ],
    );
    assert.equal(conclusion, 'divergent');
  });

  it('is its own where a scenario of the rule that it would follow from has seen the thing right', () => {
    const created = { identifier: [{ value: 'A' }] };
    const lost = { update: { identifier: [{ value: 'B' }] }, read: created, differs: 'identifier[0].value of it' };
    const verdicts = verdictsOf([
      { rule: 'identifier/stored', created, update: {} },
      { rule: 'identifier/updated-by-id', ...lost },
      { rule: 'identifier/list-replaces-current', ...lost },
    ]);
    assert.equal(verdicts['identifier/stored'], 'verified');
    assert.equal(verdicts['identifier/updated-by-id'], 'violated');
  });

  it('belongs to searches without a match where none is answered with an empty searchset', () => {
    const refused = { update: {}, differs: 'The status of the search', expected: 200, actual: 404 };
    const told: readonly Told[] = [
      { rule: 'search/patient', ...refused },
      { rule: 'search/date', ...refused },
    ];
    assert.match(verdictsOf(told)['searchset/empty'] ?? '', /^violated/);
    assert.match(verdictsOf(told)['search/date'] ?? '', /^inconclusive: .*: see searchset\/empty$/);
    const empty: Told = { rule: 'searchset/link-urls', update: {}, read: { resourceType: 'Bundle', total: 0 } };
    assert.equal(verdictsOf([...told, empty])['search/date'], 'violated');
  });

  it('belongs to the rule that leaves open what every write is refused without', () => {
    const withType = (type: string | undefined) => ({
      participant: [{ actor: { reference: 'Practitioner/ab12', type }, status: 'accepted' }],
    });
    const told = fiveOthers.map((rule): Told => ({ rule, ...refusedCreate(withType(undefined)) }));
    const taken: Told = { rule: 'reason-code/text', created: withType('Practitioner'), update: {} };
    const verdicts = verdictsOf([...told, taken]);
    assert.match(verdicts['participant/any-order'] ?? '', /^violated/);
    for (const rule of fiveOthers)
      assert.match(verdicts[rule] ?? '', /^inconclusive: .*: see participant\/any-order$/, rule);
    const without: Told = { rule: 'participant/practitioner', created: withType(undefined), update: {} };
    assert.equal(verdictsOf([...told, taken, without])['booking/start'], 'violated');
    assert.match(verdictsOf(told)['booking/start'] ?? '', /: see interaction\/create-makes-one$/);
  });

  it('belongs to the rule that leaves open what every update is refused without', () => {
    const refused = { updateStatus: 422, differs: 'The status of the update', actual: 422 };
    const verdictsWith = (sent: Body, taken: Body): Readonly<Record<string, string>> =>
      verdictsOf([
        ...fiveOthers.map((rule): Told => ({ rule, update: { status: 'booked', ...sent }, ...refused })),
        { rule: 'reason-code/update-replaces', update: { status: 'booked', ...taken } },
      ]);
    const members: readonly (readonly [member: string, rule: RuleId])[] = [
      ['appointmentType', 'appointment-type/default-on-update'],
      ['participant', 'interaction/partial-update'],
      ['reasonCode', 'interaction/partial-update'],
    ];
    for (const [member, rule] of members) {
      const verdicts = verdictsWith({}, { [member]: [] });
      assert.match(verdicts[rule] ?? '', /^violated/, member);
      for (const other of fiveOthers)
        assert.match(verdicts[other] ?? '', new RegExp(`^inconclusive: .*: see ${rule}$`));
    }
    // One is refused with a type, and another is taken: it is not the type.
    assert.equal(verdictsWith({ appointmentType: {} }, { appointmentType: {} })['search/status'], 'violated');
  });

  it('belongs to updates as a whole where none is taken', () => {
    const refused = { update: {}, updateStatus: 428, differs: 'The status of the update', actual: 428 };
    const told = fiveOthers.map((rule): Told => ({ rule, ...refused }));
    const verdicts = verdictsOf(told);
    assert.match(verdicts['interaction/partial-update'] ?? '', /^violated/);
    for (const rule of fiveOthers) assert.match(verdicts[rule] ?? '', /: see interaction\/partial-update$/, rule);
    const taken: Told = { rule: 'participant/practitioner', update: {} };
    assert.equal(verdictsOf([...told, taken])['booking/start'], 'violated');
  });

  it('belongs to the rule of what every write is refused with', () => {
    const identifier = [{ system: 'http://harness', value: 'A' }];
    const refused = refusedCreate({ identifier });
    const taken: Told = { rule: 'participant/practitioner', created: { identifier: [] }, update: {} };
    const told = [...fiveOthers.map((rule): Told => ({ rule, ...refused })), taken];
    const verdicts = verdictsOf(told);
    assert.match(verdicts['identifier/stored'] ?? '', /^violated/);
    for (const rule of fiveOthers)
      assert.match(verdicts[rule] ?? '', /^inconclusive: .*: see identifier\/stored$/, rule);
    const kept: Told = { rule: 'identifier/id-assigned', created: { identifier }, update: {} };
    assert.equal(verdictsOf([...told, kept])['booking/start'], 'violated');
    // What is refused without it in the same words has another reason.
    const other: Told = { ...refused, rule: 'reason-code/text', created: {} };
    assert.equal(verdictsOf([...told, other])['booking/start'], 'violated');
  });

  it('belongs to the rule of a parameter that finds alone where every search without another is refused', () => {
    const refused = { update: {}, differs: 'The status of the search', expected: 200, actual: 400 };
    const told = fiveOthers.map((rule): Told => ({ rule, ...refused, search: ['practitioner=x', 400] }));
    const taken: Told = { rule: 'search/date', update: {}, search: ['patient=x', 200] };
    const verdicts = verdictsOf([...told, taken]);
    assert.match(verdicts['search/practitioner'] ?? '', /^violated/);
    for (const rule of fiveOthers) assert.match(verdicts[rule] ?? '', /: see search\/practitioner$/, rule);
    const alone: Told = { rule: 'search/location', update: {}, search: ['location=x', 200] };
    assert.doesNotMatch(verdictsOf([...told, taken, alone])['booking/start'] ?? '', /without the parameter/);
  });

  it('belongs to creates as a whole where none is taken', () => {
    const told = fiveOthers.map((rule): Told => ({ rule, ...refusedCreate({}) }));
    const verdicts = verdictsOf(told);
    assert.match(verdicts['interaction/create-makes-one'] ?? '', /^violated/);
    for (const rule of fiveOthers) assert.match(verdicts[rule] ?? '', /: see interaction\/create-makes-one$/, rule);
    const taken: Told = { rule: 'participant/practitioner', created: {}, update: {} };
    assert.equal(verdictsOf([...told, taken])['booking/start'], 'violated');
  });

  it('belongs to the shape of outcomes where no refusal of its status is one', () => {
    const read = { update: {}, read: { resourceType: 'Text' }, readStatus: 404 };
    const shape: Told = {
      rule: 'interaction/outcome-shape',
      ...read,
      differs: 'The members of the answer, in their order',
    };
    const unsaid: Told = {
      ...{ rule: 'interaction/unknown-id', ...read, differs: 'The rejection of the read' },
      ...{ expected: { status: 404, code: 'not-found', text: 'x' }, actual: { status: 404, code: '', text: '' } },
    };
    assert.match(verdictsOf([shape, unsaid])['interaction/unknown-id'] ?? '', /: see interaction\/outcome-shape$/);
    const otherStatus = { ...unsaid, actual: { status: 400, code: '', text: '' } };
    assert.equal(verdictsOf([shape, otherStatus])['interaction/unknown-id'], 'violated');
    const outcome: Told = { rule: 'read/id', ...read, read: { resourceType: 'OperationOutcome' } };
    assert.equal(verdictsOf([shape, unsaid, outcome])['interaction/unknown-id'], 'violated');
  });

  it('belongs to the status that no update may write', () => {
    const refused = { update: { status: 'arrived' }, updateStatus: 422 };
    const own: Told = { rule: 'status/update-sets-status', ...refused, differs: 'The status of the update' };
    const found: Told = { rule: 'search/status', ...refused, differs: 'The matches, in any order' };
    const taken: Told = { rule: 'status/omitted-status-is-kept', update: { status: 'booked' } };
    assert.match(verdictsOf([own, found, taken])['search/status'] ?? '', /: see status\/update-sets-status$/);
    assert.equal(verdictsOf([own, found])['search/status'], 'violated');
    const other = { ...found, update: { status: 'noshow' } };
    assert.equal(verdictsOf([own, other, taken])['search/status'], 'violated');
  });

  it('belongs to plain JSON where no read without a content type is answered', () => {
    const refused: Omit<Told, 'rule'> = { update: {}, read: {}, readStatus: 400, differs: 'Reading it back' };
    const told = (['booking/start', 'identifier/stored'] as const).map((rule): Told => ({ rule, ...refused }));
    const verdicts = verdictsOf(told);
    assert.match(verdicts['interaction/plain-json'] ?? '', /^violated/);
    assert.match(verdicts['booking/start'] ?? '', /^inconclusive: .*: see interaction\/plain-json$/);
    const answered: Told = { rule: 'read/id', update: {}, read: {} };
    assert.equal(verdictsOf([...told, answered])['booking/start'], 'violated');
    const missing = told.map((one) => ({ ...one, readStatus: 404 }));
    assert.equal(verdictsOf(missing)['booking/start'], 'violated');
  });

  it('is its own where the answer differs, or an element that was not written', () => {
    for (const differs of ['The status of the search', 'The rejection of the update', 'start of the appointment'])
      assert.equal(verdictsOf([ignored, { ...searched, differs }])['search/status'], 'violated', differs);
  });

  it('of one value leaves the others to their rules', () => {
    const kept: Told = { rule: 'status/canvas-to-fhir', update: { status: 'booked' }, read: { status: 'booked' } };
    const ofBooked: Told = { ...searched, rule: 'search/parameters-combine', update: { status: 'booked' } };
    const verdicts = verdictsOf([ignored, kept, searched, ofBooked]);
    assert.match(verdicts['search/status'] ?? '', /^inconclusive/);
    assert.equal(verdicts['search/parameters-combine'], 'violated');
  });

  it('is a known deviation where the other one is, and keeps the run from no good end', () => {
    const knownDeviations = [
      { rule: 'status/update-sets-status', since: '2024-06-01', why: 'so', link: 'https://a.example' },
    ];
    const { rules, conclusion } = verdictOf(
      streamOf({ scenarios: [ignored, searched].map(scenario), knownDeviations }),
    );
    const { verdict, reason } = rules.find(({ id }) => id === 'search/status') ?? {};
    assert.equal(verdict, 'known-deviation');
    assert.match(reason ?? '', /: see status\/update-sets-status$/);
    assert.equal(conclusion, 'conformant');
  });

  it('belongs to updates as a whole where none changes anything', () => {
    const elements: readonly (readonly [RuleId, Body, Body])[] = [
      ['status/update-sets-status', { status: 'noshow' }, { status: 'proposed' }],
      ['booking/start', { start: '2031-03-04T15:00:00Z' }, { start: '2031-03-03T15:00:00Z' }],
      ['reason-code/update-replaces', { reasonCode: [{ text: 'new' }] }, { reasonCode: [{ text: 'old' }] }],
      ['interaction/partial-update', { status: 'booked' }, { status: 'proposed' }],
    ];
    const verdicts = verdictsOf(
      elements.map(([rule, update, read]) => ({
        rule,
        update,
        read,
        differs: `${Object.keys(update)[0] ?? ''} of it`,
      })),
    );
    assert.equal(verdicts['interaction/partial-update'], 'violated');
    for (const [rule] of elements.slice(0, 3))
      assert.match(verdicts[rule] ?? '', /^inconclusive: it rests on an update, .*: see interaction\/partial-update$/);
  });

  it('belongs to updates as a whole where none is refused either', () => {
    const nothing: readonly Told[] = (['status/update-sets-status', 'interaction/partial-update'] as const).map(
      (rule) => ({
        rule,
        created: { status: 'booked', start: '2031-03-03T15:00:00Z', reasonCode: [{ text: 'old' }] },
        update: { status: 'noshow', start: '2031-03-04T15:00:00Z', reasonCode: [{ text: 'new' }] },
        read: { status: 'booked', start: '2031-03-03T15:00:00Z', reasonCode: [{ text: 'old' }] },
        differs: 'status of it',
      }),
    );
    const taken: Told = { rule: 'appointment-type/must-exist', update: {}, differs: 'The rejection of the update' };
    const rule = /^inconclusive: .*: see interaction\/partial-update$/;
    assert.match(verdictsOf([...nothing, taken])['appointment-type/must-exist'] ?? '', rule);
    const refused: Told = { rule: 'appointment-type/one-coding', update: {}, updateStatus: 422 };
    assert.equal(verdictsOf([...nothing, taken, refused])['appointment-type/must-exist'], 'violated');
  });

  it('belongs to links as a whole only where no searchset has one', () => {
    const gone = { update: {}, differs: 'The link next', actual: null };
    const told: readonly Told[] = [
      { rule: 'searchset/links', ...gone },
      { rule: 'searchset/next-link', ...gone },
    ];
    const page = { resourceType: 'Appointment', link: [{ relation: 'self', url: '/Appointment' }] };
    assert.match(verdictsOf(told)['searchset/next-link'] ?? '', /^inconclusive: .*: see searchset\/links$/);
    const linked: Told = { rule: 'searchset/link-urls', update: {}, read: page };
    assert.equal(verdictsOf([...told, linked])['searchset/next-link'], 'violated');
  });

  it('belongs to a parameter that no link of the run has, where a link or an order differs by that alone', () => {
    const link = { update: {}, differs: 'The link self', expected: '/Appointment?date=x&_sort=-date&_count=1' };
    const order = { update: {}, differs: 'The matches, in their order', expected: ['B', 'A'], actual: ['A', 'B'] };
    const deaf: readonly Told[] = [
      { rule: 'search/sort', ...order },
      { rule: 'searchset/paging', ...order },
      { rule: 'searchset/link-urls', ...link, actual: '/Appointment?date=x&_count=1' },
      { rule: 'searchset/links', ...link, actual: '/Appointment?_count=1' },
    ];
    const verdicts = verdictsOf(deaf);
    for (const rule of ['searchset/paging', 'searchset/link-urls'])
      assert.match(verdicts[rule] ?? '', /^inconclusive: .*_sort.*: see search\/sort$/, rule);
    for (const rule of ['search/sort', 'searchset/links']) assert.equal(verdicts[rule], 'violated', rule);
    const page = { resourceType: 'Appointment', link: [{ relation: 'self', url: '/Appointment?_sort=date' }] };
    const heard: Told = { rule: 'searchset/default-page', update: {}, read: page };
    assert.equal(verdictsOf([...deaf, heard])['searchset/paging'], 'violated');
  });

  it('belongs to the form of ids where a reference differs by dashes alone', () => {
    const form: Told = { rule: 'participant/id-format', update: {}, differs: 'participant[1].actor.reference of it' };
    const dashed: Told = {
      ...{ rule: 'participant/patient', update: {}, differs: 'participant[1].actor.reference of it' },
      ...{ expected: 'Patient/ab12', actual: 'Patient/ab-12' },
    };
    assert.match(
      verdictsOf([form, dashed])['participant/patient'] ?? '',
      /^inconclusive: .*: see participant\/id-format$/,
    );
    assert.equal(verdictsOf([form, { ...dashed, actual: 'Patient/ab-13' }])['participant/patient'], 'violated');
    const participant = (id: string) => ({ participant: [{ actor: { reference: `Patient/${id}` } }] });
    const sentBack: Told = {
      ...{ rule: 'booking/start', created: participant('ab12'), update: participant('ab-12'), updateStatus: 422 },
      differs: 'The status of the update',
    };
    assert.match(verdictsOf([form, sentBack])['booking/start'] ?? '', /: see participant\/id-format$/);
    const taken = { ...sentBack, updateStatus: 200 };
    assert.equal(verdictsOf([form, taken])['booking/start'], 'violated');
  });
});
