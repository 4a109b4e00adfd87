// Mutants of the mappings and lists: one for each pair, each prefix, each sort key, each branch of the period rule.
import type { Attempt } from '../../mock-server/domain/attempt.ts';
import { behaviours } from '../../mock-server/domain/interpreter.ts';
import { canvasStatuses, type AppointmentRecord, type CanvasStatus } from '../../schemas/canvas/record.ts';
import { fhirStatuses } from '../../mock-server/domain/status.ts';
import { withEffect, withElement } from './machinery/replaced-code.ts';
import { serving, type Mutant } from './machinery/mutant.ts';

const { effects, elements } = behaviours;

const another = (status: CanvasStatus): CanvasStatus =>
  canvasStatuses[(canvasStatuses.indexOf(status) + 1) % canvasStatuses.length] ?? 'unconfirmed';

/** Each Canvas status shown as the next one's FHIR status. */
const shownOtherwise = canvasStatuses.map((status): Mutant => ({
  rule: status === 'roomed' ? 'status/roomed-reads-as-written' : 'status/canvas-to-fhir',
  fault: `${status} shown as ${fhirStatuses[another(status)]}`,
  options: withElement('status/canvas-to-fhir', (view, record, instance) =>
    elements['status/canvas-to-fhir'](
      view,
      record.status === status ? { ...record, status: another(status) } : record,
      instance,
    ),
  ),
}));

/** Each supported status stored as the next one. */
const storedOtherwise = canvasStatuses
  .filter((status) => status !== 'deleted')
  .map((status): Mutant => ({
    rule: 'status/update-sets-status',
    fault: `${fhirStatuses[status]} stored as ${another(status)}`,
    options: withEffect('status/update-sets-status', (draft, attempt) =>
      attempt.interaction === 'update' && attempt.proposal.status === fhirStatuses[status]
        ? { ...draft, status: another(status) }
        : effects['status/update-sets-status'](draft, attempt),
    ),
  }));

/** A search URL with a parameter's value replaced; the raw value is percent-decoded for the test. */
const withValue =
  (name: string, change: (value: string) => string) =>
  (url: string): string =>
    url.replace(
      new RegExp(`([?&]${name}=)([^&]*)`, 'g'),
      (_whole, head: string, value: string) => head + change(value),
    );

const filters = [
  ['search/id', '_id'],
  ['search/appointment-type', 'appointment-type'],
  ['search/location', 'location'],
  ['search/patient', 'patient'],
  ['search/practitioner', 'practitioner'],
  ['search/status', 'status'],
] as const;

const onAppointments =
  (change: (url: string) => string) =>
  (url: string, method: string): string =>
    method === 'GET' && url.startsWith('/Appointment?') ? change(url) : url;

const findingNothing = filters.map(([rule, name]) =>
  serving(rule, 'finds nothing', onAppointments(withValue(name, () => 'none'))),
);

const prefixes = [
  ['', 'ge'],
  ['eq', 'le'],
  ['gt', 'ge'],
  ['ge', 'gt'],
  ['lt', 'le'],
  ['le', 'lt'],
] as const;

const dates = prefixes.map(([prefix, other]) =>
  serving(
    'search/date',
    `${prefix === '' ? 'no prefix' : prefix} taken for ${other}`,
    onAppointments(withValue('date', (value) => value.replace(new RegExp(`^${prefix}(?=\\d)`), other))),
  ),
);

const sorts = ['date', 'patient', 'practitioner'].flatMap((key) => [
  serving(
    'search/sort',
    `${key} descending`,
    onAppointments(withValue('_sort', (value) => (value === key ? `-${key}` : value))),
  ),
  serving(
    'search/sort',
    `-${key} ascending`,
    onAppointments(withValue('_sort', (value) => (value === `-${key}` ? key : value))),
  ),
]);

const replacement = effects['identifier/list-replaces-current'];

const held = (attempt: Attempt, keeps: (identifier: AppointmentRecord['identifiers'][number]) => boolean): Attempt => ({
  ...attempt,
  stored: attempt.stored && { ...attempt.stored, identifiers: attempt.stored.identifiers.filter((one) => !keeps(one)) },
});

const dayLength = 86_400_000;

const identifiers: readonly Mutant[] = [
  {
    rule: 'identifier/list-replaces-current',
    fault: 'one that has not begun survives',
    options: { settings: { identifierReplacement: 'within-period' } },
  },
  {
    rule: 'identifier/list-replaces-current',
    fault: 'one without a period survives',
    options: withEffect('identifier/list-replaces-current', (draft, attempt) =>
      replacement(
        draft,
        held(attempt, ({ expires }) => expires === null),
      ),
    ),
  },
  {
    rule: 'identifier/expired-survive',
    fault: 'expired ones are deleted as well',
    options: withEffect('identifier/list-replaces-current', (draft, attempt) =>
      replacement(draft, { ...attempt, now: 0 }),
    ),
  },
  {
    rule: 'identifier/expired-survive',
    fault: 'expires a day early',
    options: withEffect('identifier/list-replaces-current', (draft, attempt) =>
      replacement(draft, { ...attempt, now: attempt.now + dayLength }),
    ),
  },
  {
    rule: 'identifier/expired-survive',
    fault: 'expires a day late',
    options: withEffect('identifier/list-replaces-current', (draft, attempt) =>
      replacement(draft, { ...attempt, now: attempt.now - dayLength }),
    ),
  },
  {
    rule: 'identifier/updated-by-id',
    fault: 'the id changes with the value',
    options: withEffect('identifier/updated-by-id', (draft, attempt) => ({
      ...draft,
      identifiers: effects['identifier/updated-by-id'](draft, attempt).identifiers.map((one, position) =>
        attempt.proposal.identifier === undefined ? one : { ...one, id: attempt.ids.identifiers[position] ?? one.id },
      ),
    })),
  },
];

export const mappings: readonly Mutant[] = [
  ...shownOtherwise,
  ...storedOtherwise,
  ...findingNothing,
  ...dates,
  ...sorts,
  ...identifiers,
];
