// The form in which a server shows the appointments of its run, whatever a scenario is about: an element that is always shown in one
// way shows in each of them when it is shown in another.
import { isDeepStrictEqual } from 'node:util';
import { isObject, type JsonObject } from '../../schemas/json.ts';
import type { Exchange, Mismatch } from '../../targets/index.ts';
import { markOf } from '../../targets/live/index.ts';
import { foundIn } from './outside-filter.ts';

/** What is expected of an element, and what is shown. */
type Compared = readonly [expected: unknown, actual: unknown];

interface Form {
  /** The rule that says so; each holds in all editions. */
  readonly rule: string;
  readonly what: string;
  /** What to compare in a resource: nothing where it does not show the element. */
  readonly compared: (resource: JsonObject) => readonly Compared[];
}

const objectsIn = (value: unknown): readonly JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const timeInUtc = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/;

/** A text of a form, for a reader. */
const ofForm = (form: RegExp, name: string, value: unknown): Compared => [
  typeof value === 'string' && form.test(value) ? value : name,
  value,
];

const typeIn = (reference: unknown): string | undefined =>
  typeof reference === 'string' ? /^([A-Z]\w+)\//.exec(reference)?.[1] : undefined;

/** A reference as it is shown: with its type, and nothing else. */
const typed = (one: JsonObject): Compared => {
  const { reference } = one;
  return [{ reference, type: typeIn(reference) }, one];
};

const textOfReason = ({ reasonCode }: JsonObject): unknown => objectsIn(reasonCode)[0]?.['text'];

const forms: readonly Form[] = [
  { rule: 'read/id', what: 'id', compared: ({ id }) => [ofForm(uuid, 'a dashed UUID', id)] },
  {
    rule: 'participant/status-reads-accepted',
    what: 'participant.status',
    compared: ({ participant }) => objectsIn(participant).map(({ status }): Compared => ['accepted', status]),
  },
  {
    rule: 'participant/actor-type',
    what: 'participant.actor',
    compared: ({ participant }) =>
      objectsIn(participant)
        .map(({ actor }) => actor)
        .filter(isObject)
        .map(typed),
  },
  {
    rule: 'supporting-information/location-type',
    what: 'supportingInformation[Location]',
    compared: ({ supportingInformation }) =>
      objectsIn(supportingInformation)
        .filter(({ reference }) => typeIn(reference) === 'Location')
        .map(typed),
  },
  {
    rule: 'supporting-information/endpoint-suffix',
    what: 'contained.id',
    compared: ({ contained }) =>
      objectsIn(contained).map(({ id }): Compared => [typeof id === 'string' ? id.replace(/(-0)*$/, '-0') : '', id]),
  },
  {
    rule: 'reason-code/description-mirrors-text',
    what: 'description',
    compared: (resource) => {
      const text = textOfReason(resource);
      return typeof text === 'string' ? [[text, resource['description']]] : [];
    },
  },
  {
    rule: 'identifier/id-assigned',
    what: 'identifier.id',
    compared: ({ identifier }) => objectsIn(identifier).map(({ id }) => ofForm(uuid, 'a UUID', id)),
  },
  {
    rule: 'booking/shown-in-utc',
    what: 'start and end',
    compared: ({ start, end }) => [start, end].map((time) => ofForm(timeInUtc, 'a time with the offset +00:00', time)),
  },
];

/** The appointments with a mark of a run that an exchange shows: nobody knows how those of others were made. */
const ownShownIn = (exchange: Exchange): readonly JsonObject[] => {
  const { body } = exchange.response;
  const shown = exchange.request.method === 'GET' && isObject(body) ? [body, ...foundIn(exchange)] : [];
  return shown.filter((one) => one['resourceType'] === 'Appointment' && markOf(one) !== undefined);
};

/** The rules of which a wrong form was found, in whatever scenario of this process: one says it for all. */
const found = new Set<string>();

/** What an exchange shows in a wrong form for the first time. */
export const newlyMisshownIn = (exchange: Exchange): readonly Mismatch[] => {
  const shown = ownShownIn(exchange);
  return forms
    .filter(({ rule }) => !found.has(rule))
    .flatMap(({ rule, what, compared }): readonly Mismatch[] => {
      const wrong = shown.flatMap(compared).find(([expected, actual]) => !isDeepStrictEqual(expected, actual));
      if (wrong === undefined) return [];
      found.add(rule);
      return [
        { rule, what: `${what} of an appointment, wherever it is shown`, expected: wrong[0], actual: wrong[1] ?? null },
      ];
    });
};
