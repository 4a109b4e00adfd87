// Judges whether what a client sends would be taken by later editions, too.
import { isObject, objectsIn, type JsonObject } from '../../../schemas/json.ts';
import { isUpdate } from '../calls.ts';
import { judgeBodies } from './sending.ts';

const required = ['status', 'supportingInformation', 'start', 'end', 'participant'] as const;

const isMissing = (value: unknown): boolean =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0);

const missingIn = (body: JsonObject) => {
  const missing = required.filter((name) => isMissing(body[name]));
  return missing.length === 0
    ? []
    : [{ what: `${missing.join(', ')} left out`, expected: required.join(', '), actual: Object.keys(body).join(', ') }];
};

const idFaults = ({ id }: JsonObject) =>
  typeof id === 'string' && id !== ''
    ? []
    : [{ what: 'the body holds no id', expected: 'the id of the URL', actual: id }];

const statusFaults = ({ participant }: JsonObject) =>
  objectsIn(participant)
    .filter(({ status }) => status !== 'accepted')
    .map(({ status }) => ({ what: 'a participant is not accepted', expected: 'accepted', actual: status }));

const blankFaults = ({ participant }: JsonObject) =>
  objectsIn(participant)
    .filter(({ actor }) => isObject(actor) && /^Practitioner\/?$/.test(String(actor['reference'])))
    .map(({ actor }) => ({ what: 'the practitioner has no id', expected: 'Practitioner/<id>', actual: actor }));

const orderFaults = ({ start, end }: JsonObject) => {
  const [from, until] = [Date.parse(String(start)), Date.parse(String(end))];
  return from >= until ? [{ what: 'end is not after start', expected: `after ${String(start)}`, actual: end }] : [];
};

export const laterEditions = {
  'later-editions/required-members-are-sent': judgeBodies(() => true, missingIn),
  'later-editions/update-carries-its-id': judgeBodies((call) => isUpdate(call), idFaults),
  'later-editions/values-stay-supported': judgeBodies(
    (_call, { participant, start, end }) => participant !== undefined || (start !== undefined && end !== undefined),
    (body) => [...statusFaults(body), ...blankFaults(body), ...orderFaults(body)],
  ),
} as const;
