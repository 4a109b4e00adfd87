// Mutants of the rules that have no code of their own in later editions, and under the framework's validation.
import { canvasStatuses } from '../../schemas/canvas/record.ts';
import { behaviours } from '../../mock-server/domain/interpreter.ts';
import { fhirStatuses } from '../../mock-server/domain/status.ts';
import { withEffect } from './machinery/replaced-code.ts';
import { answering, serving, showing, type Json, type Mutant } from './machinery/mutant.ts';
import { refusing } from './machinery/refusing.ts';

const { effects } = behaviours;

const writes: readonly Mutant[] = [
  answering('interaction/create-answers-nothing', 'answers null', (answer) =>
    answer.status === 201 ? { ...answer, body: null } : answer,
  ),
  answering('interaction/update-answers-nothing', 'answers null', (answer, method) =>
    method === 'PUT' && answer.status === 200 ? { ...answer, body: null } : answer,
  ),
  answering('interaction/location-has-no-version', 'ends in a version', (answer) =>
    answer.status === 201
      ? { ...answer, headers: { ...answer.headers, location: `${String(answer.headers['location'])}/_history/1` } }
      : answer,
  ),
  showing('booking/update-is-no-reschedule', 'refers to a replacement', (resource) => ({
    ...resource,
    supportingInformation: [{ reference: 'Appointment/x', display: 'Rescheduled Replacement Appointment' }],
  })),
];

/** Each supported status stored as the one before. */
const statuses = canvasStatuses
  .filter((status) => status !== 'deleted')
  .map((status, position, all): Mutant => ({
    rule: 'status/create-sets-status',
    fault: `${fhirStatuses[status]} stored otherwise`,
    options: withEffect('status/update-sets-status', (draft, attempt) =>
      attempt.interaction === 'create' && attempt.proposal.status === fhirStatuses[status]
        ? { ...draft, status: all.at(position - 1) ?? status }
        : effects['status/update-sets-status'](draft, attempt),
    ),
  }));

const members: readonly Mutant[] = [
  {
    rule: 'status/entered-in-error-cannot-be-created',
    fault: 'it is created',
    options: { without: ['status/unsupported-create-status-is-refused'] },
  },
  {
    rule: 'appointment-type/omitted-type-is-kept',
    fault: 'reset to the default',
    options: withEffect('appointment-type/stored', (draft, attempt) => {
      const stored = effects['appointment-type/stored'](draft, attempt);
      const isReset = attempt.interaction === 'update' && attempt.proposal.appointmentType === undefined;
      return isReset ? { ...stored, noteType: attempt.instance.defaultNoteType()?.id ?? '' } : stored;
    }),
  },
  refusing('appointment-type/default-is-scheduleable', 'the default type is refused', (body) =>
    JSON.stringify(body['appointmentType'] ?? '').includes('308335008'),
  ),
  {
    rule: 'reason-code/omitted-reason-is-kept',
    fault: 'it is lost',
    options: withEffect('reason-code/text', (draft, attempt) =>
      attempt.interaction === 'update' && attempt.proposal.reasonCode === undefined
        ? { ...draft, reasons: [] }
        : effects['reason-code/text'](draft, attempt),
    ),
  },
  refusing(
    'reason-code/description-is-current',
    'refused without a reasonCode',
    (body) => body['description'] !== undefined && body['reasonCode'] === undefined,
  ),
  refusing('identifier/assigner-is-write-only', 'an assigner is refused', (body) =>
    JSON.stringify(body['identifier'] ?? '').includes('"assigner"'),
  ),
];

const withoutStatus = ({ status: _status, ...resource }: Json): Json => resource;

const shown: readonly Mutant[] = [
  showing('read/member-order-with-extension', 'the status last', (resource) => ({
    ...withoutStatus(resource),
    status: resource['status'],
  })),
  showing('read/no-meta-nor-text', 'a meta', (resource) => ({ ...resource, meta: { versionId: '1' } })),
];

const searches: readonly Mutant[] = [
  serving('search/status-values', 'finds nothing', (url) => url.replace(/([?&]status=)[^&]*/, '$1none')),
  ...['location', 'patient', 'practitioner'].map((name) =>
    serving('search/references-have-types', `${name} finds nothing`, (url) =>
      url.replace(new RegExp(`([?&]${name}=)[^&]*`), '$1none'),
    ),
  ),
];

const framework: readonly Mutant[] = [
  // An answer that is touched is written anew, without its indentation.
  answering('validation/pretty', 'not indented', (answer, _method, url) =>
    url.includes('_pretty') ? { ...answer, headers: { ...answer.headers, 'x-indented': 'no' } } : answer,
  ),
  answering('validation/several-issues', 'only the first', (answer) => {
    const { issue } = (answer.body ?? {}) as { issue?: readonly unknown[] };
    return issue === undefined ? answer : { ...answer, body: { ...(answer.body as Json), issue: issue.slice(0, 1) } };
  }),
  refusing('validation/numbers-are-epochs', 'a number is refused', (body) => String(body['start']).endsWith('.000Z')),
];

export const later: readonly Mutant[] = [...writes, ...statuses, ...members, ...shown, ...searches, ...framework];
