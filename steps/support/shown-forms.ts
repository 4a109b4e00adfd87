// How a server shows the appointments that a run has made, whatever a scenario is about: some elements are always shown in one form,
// so any answer can tell that a server shows them in another.
import { isDeepStrictEqual } from 'node:util';
import { isObject, objectsIn, type JsonObject } from '../../schemas/json.ts';
import type { Exchange, Mismatch } from '../../targets/index.ts';
import { markOf } from '../../targets/live/index.ts';
import { matches } from './expectation.ts';
import { shownIn } from './outside-filter.ts';

/** What is expected of an element, and what is shown. */
type Compared = readonly [expected: unknown, actual: unknown];

interface Form {
  /** The rule that says so; each holds in all editions. */
  readonly rule: string;
  readonly what: string;
  /** What to compare in a resource: nothing where it does not show the element. */
  readonly compared: (resource: JsonObject) => readonly Compared[];
}

const timeInUtc = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/;

/** What has to have a form: where it has not, the name of the form is what was expected. */
const ofForm = (hasForm: boolean, name: string, value: unknown): Compared => [hasForm ? value : name, value];

const isUuid = (value: unknown): boolean => matches('{uuid}', value);

const isTimeInUtc = (value: unknown): boolean => typeof value === 'string' && timeInUtc.test(value);

const typeIn = (reference: unknown): string | undefined =>
  typeof reference === 'string' ? /^([A-Z]\w+)\//.exec(reference)?.[1] : undefined;

/** A reference as it is shown: with its type, and nothing else. */
const typed = (one: JsonObject): Compared => {
  const { reference } = one;
  return [{ reference, type: typeIn(reference) }, one];
};

const textOfReason = ({ reasonCode }: JsonObject): unknown => objectsIn(reasonCode)[0]?.['text'];

const forms: readonly Form[] = [
  { rule: 'read/id', what: 'id', compared: ({ id }) => [ofForm(isUuid(id), 'a dashed UUID', id)] },
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
    compared: ({ identifier }) => objectsIn(identifier).map(({ id }) => ofForm(isUuid(id), 'a UUID', id)),
  },
  {
    rule: 'booking/shown-in-utc',
    what: 'start and end',
    compared: ({ start, end }) =>
      [start, end].map((time) => ofForm(isTimeInUtc(time), 'a time with the offset +00:00', time)),
  },
];

/** The appointments with a mark of a run that an exchange shows: nobody knows how those of others were made. */
const ownShownIn = (exchange: Exchange): readonly JsonObject[] =>
  shownIn(exchange).filter((one) => one['resourceType'] === 'Appointment' && markOf(one) !== undefined);

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
