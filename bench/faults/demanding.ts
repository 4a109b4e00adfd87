// Faults of what is refused though it is to be taken: a body that lacks or holds something, a search that names a parameter.
import { isObject } from '../../schemas/json.ts';
import {
  bodyOf,
  isSearchOf,
  isUpdate,
  refusal,
  refusedSearches,
  refusedWrites,
  supporting,
  type Asked,
  type Fault,
  type Json,
} from './fault.ts';

const refusedUpdates = (isMeant: (body: Json, asked: Asked) => boolean, words: string): Pick<Fault, 'ask'> => ({
  ask: (asked) => (isUpdate(asked) && isMeant(bodyOf(asked), asked) ? refusal(422, words) : asked),
});

const isThere = (value: unknown): boolean => Array.isArray(value) && value.length > 0;

const hasPatient = (body: Json): boolean => JSON.stringify(body['participant'] ?? '').includes('"Patient/');

const minutesOf = ({ start, end }: Json): number => (Date.parse(String(end)) - Date.parse(String(start))) / 60_000;

const partial = ['interaction/partial-update'] as const;

export const demanding = {
  'an update without a type is refused': {
    rules: ['appointment-type/default-on-update', ...partial],
    ...refusedUpdates(({ appointmentType }) => appointmentType === undefined, 'appointmentType is missing'),
  },
  'an update without participants is refused': {
    rules: partial,
    ...refusedUpdates(({ participant }) => participant === undefined, 'participant is missing'),
  },
  'an update without times is refused': {
    rules: partial,
    ...refusedUpdates(({ start, end }) => start === undefined || end === undefined, 'start or end is missing'),
  },
  'an update without a status is refused': {
    rules: ['status/omitted-status-is-kept', ...partial],
    ...refusedUpdates(({ status }) => status === undefined, 'status is missing'),
  },
  'an update without an id is refused': {
    rules: ['interaction/update-target', ...partial],
    ...refusedUpdates(({ id }) => id === undefined, 'id is missing'),
  },
  'an update without If-Unmodified-Since is refused': {
    rules: ['interaction/if-unmodified-since', ...partial],
    ...refusedUpdates((_body, { headers }) => headers['if-unmodified-since'] === undefined, 'If-Unmodified-Since'),
  },
  'a create without a type is refused': {
    rules: ['appointment-type/default-on-create'],
    ...refusedWrites(
      ({ appointmentType }, { method }) => method === 'POST' && appointmentType === undefined,
      'appointmentType is missing',
    ),
  },
  'an identifier is refused': {
    // The mark of a run is an identifier, so no create of it is taken.
    rules: ['interaction/create-makes-one', 'identifier/stored', 'identifier/id-assigned'],
    ...refusedWrites(({ identifier }) => isThere(identifier), 'identifier is not supported'),
  },
  'a meeting link is refused': {
    rules: ['supporting-information/meeting-link', 'supporting-information/meeting-link-as-read'],
    ...refusedWrites(({ contained }) => isThere(contained), 'contained is not supported'),
  },
  'a coding of the reason is refused': {
    rules: ['reason-code/structured'],
    ...refusedWrites(
      ({ reasonCode }) =>
        Array.isArray(reasonCode) && reasonCode.some((one) => isObject(one) && isThere(one['coding'])),
      'reasonCode.coding is not supported',
    ),
  },
  'a patient is refused': {
    rules: ['participant/patient', 'participant/any-order'],
    ...refusedWrites(hasPatient, 'a patient cannot take part'),
  },
  'a location is refused': {
    rules: ['supporting-information/location'],
    ...refusedWrites(
      (body) => supporting(body).some(({ reference }) => String(reference).startsWith('Location/')),
      'supportingInformation: no Location here',
    ),
  },
  'a description is refused': {
    rules: ['reason-code/description-sent'],
    ...refusedWrites(({ description }) => description !== undefined, 'description is read-only'),
  },
  'a type of the appointment is refused': {
    rules: ['appointment-type/stored', 'appointment-type/snomed-or-internal'],
    ...refusedWrites(({ appointmentType }) => appointmentType !== undefined, 'appointmentType is read-only'),
  },
  'an appointment of more than forty minutes is refused': {
    rules: ['booking/end', 'booking/end-is-not-validated'],
    ...refusedWrites((body) => minutesOf(body) > 40, 'too long'),
  },
  'a search with two parameters is refused': {
    rules: ['search/parameters-combine'],
    ...refusedSearches(
      (parameters) => [...parameters.keys()].filter((name) => !name.startsWith('_')).length > 1,
      'one parameter at a time',
    ),
  },
  'a search by date is refused': {
    rules: ['search/date', 'search/date-range'],
    ...refusedSearches((parameters) => parameters.has('date'), 'date is not supported'),
  },
  'a search by patient is refused': {
    rules: ['search/patient'],
    ...refusedSearches((parameters) => parameters.has('patient'), 'patient is not supported'),
  },
  'a search with _count is refused': {
    rules: ['searchset/paging', 'searchset/default-page', 'search/bad-paging-is-refused'],
    ...refusedSearches((parameters) => parameters.has('_count'), '_count is not supported'),
  },
  'a search with _sort is refused': {
    rules: ['search/sort'],
    ...refusedSearches((parameters) => parameters.has('_sort'), '_sort is not supported'),
  },
  'a search without a patient is refused': {
    rules: ['search/practitioner', 'search/date', 'search/id'],
    ...refusedSearches((parameters) => !parameters.has('patient'), 'patient is required'),
  },
  'a search without a date is refused': {
    rules: ['search/patient', 'search/id'],
    ...refusedSearches((parameters) => !parameters.has('date'), 'date is required'),
  },
  'a search without any parameter is refused': {
    rules: ['searchset/shape', 'searchset/default-page'],
    ...refusedSearches(
      (parameters) => [...parameters.keys()].every((name) => ['_count', '_offset', '_sort'].includes(name)),
      'too wide',
    ),
  },
  'a search for patients without a name is refused': {
    rules: [
      'patient/birthdate-finds',
      'patient/email-finds',
      'patient/gender-finds',
      'patient/id-finds',
      'patient/identifier-finds',
      'patient/phone-finds',
    ],
    ask: (asked) =>
      isSearchOf('Patient', asked) && !/[?&](name|family|given)=/.test(asked.url)
        ? refusal(400, 'a name is required', 'invalid')
        : asked,
  },
} as const satisfies Record<string, Fault>;
