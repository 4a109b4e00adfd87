// Values that a server makes anew at each read: whatever compares two reads, or follows such a value, rests on it.
import { asText, isObject, objectsIn, type JsonObject } from '../../../schemas/json.ts';
import type { RuleId } from '../../../schemas/rules/index.ts';
import type { Exchange, Mismatch } from '../../suite/messages/index.ts';
import type { Cause, Exchanged } from './cause.ts';
import { isRefused, objectOf, readIn, supportingIn, typeOf } from './parts.ts';
import { isWrite } from './request-kinds.ts';

/** A value that stays as long as nobody writes. */
interface Steady {
  readonly rule: RuleId;
  readonly what: string;
  readonly values: (resource: JsonObject) => readonly string[];
  /** The type that the values refer to, where they do. */
  readonly refersTo?: string;
}

const steady: readonly Steady[] = [
  {
    rule: 'supporting-information/encounter',
    what: 'the encounter of an appointment, which is another one at each read',
    values: (resource) =>
      supportingIn(resource).flatMap(({ reference }) =>
        typeof reference === 'string' && reference.startsWith('Encounter/') ? [reference] : [],
      ),
    refersTo: 'Encounter',
  },
  {
    rule: 'identifier/id-assigned',
    what: 'the id of an identifier, which is another one at each read',
    values: ({ identifier }) => objectsIn(identifier).flatMap(({ id }) => (typeof id === 'string' ? [id] : [])),
  },
];

/** So many pairs of reads have to differ. */
const fewestPairs = 3;

/** Two reads of an appointment between which nothing was written. */
type Pair = readonly [one: JsonObject, other: JsonObject];

const pairsIn = (exchanges: readonly Exchange[]): readonly Pair[] => {
  const pairs: Pair[] = [];
  const known = new Map<unknown, JsonObject>();
  for (const exchange of exchanges) {
    if (isWrite(exchange) && !isRefused(exchange)) known.clear();
    const read = readIn(exchange);
    const before = known.get(read?.['id']);
    if (read !== undefined && before !== undefined) pairs.push([before, read]);
    if (read !== undefined) known.set(read['id'], read);
  }
  return pairs;
};

/** A resource, alone or in a mismatch, as text without some values. */
const textWithout = (value: unknown, values: readonly string[]): string =>
  values.reduce((text, one) => text.replaceAll(one, ''), asText(value));

const isAlikeBut = ({ expected, actual }: Mismatch, { values }: Steady): boolean => {
  const [one, other] = [values(objectOf(expected)), values(objectOf(actual))];
  return one.length > 0 && other.length > 0 && textWithout(expected, one) === textWithout(actual, other);
};

/** True of a request for what a value refers to that finds nothing there. */
const isInVain = (one: Exchange, type: string | undefined): boolean => {
  const { status, body } = one.response;
  return typeOf(one) === type && (status === 404 || (isObject(body) && body['total'] === 0));
};

/** Causes of what differs where a value that stays is another one in every pair of reads. */
export const unsteadyValues = (exchanged: Exchanged): readonly Cause[] => {
  const pairs = [...exchanged.values()].flatMap(pairsIn);
  return steady.flatMap((one): readonly Cause[] => {
    const { rule, what, values, refersTo } = one;
    const own = pairs.map((pair) => pair.map(values)).filter((both) => both.every(({ length }) => length > 0));
    const isUnsteady = own.length >= fewestPairs && own.every(([before, after]) => String(before) !== String(after));
    if (!isUnsteady) return [];
    return [
      {
        rule,
        what,
        isWhole: true,
        explains: (mismatch, scenario) =>
          isAlikeBut(mismatch, one) || (exchanged.get(scenario) ?? []).some((other) => isInVain(other, refersTo)),
      },
    ];
  });
};
