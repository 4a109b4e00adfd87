// Values that servers stumble over, beside ordinary ones.
import fc from 'fast-check';

/** A text as the characters of its UTF-8 bytes. */
const bytesOf = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

/** Percent-encoded, where half of a character is encoded as U+FFFD. */
export const encodedForUrl = (text: string): string => encodeURIComponent(Buffer.from(text, 'utf8').toString('utf8'));

const oddTexts = [
  '',
  ' ',
  'null',
  'undefined',
  '__proto__',
  'constructor',
  'toString',
  '../../etc/passwd',
  'é',
  '\u0000',
  '\ud800',
  '\udfff\ud800',
  '\u202e\u0007',
  '<script>alert(1)</script>',
  "'; DROP TABLE appointment; --",
  '%',
  '%00',
  '%zz',
  '(a+)+$',
  '[',
  '*'.repeat(40),
  'a'.repeat(5000),
  '2031-03-04T15:00:00Z',
  '2031-02-30',
  '0000-00-00T00:00:00Z',
  '9999-12-31T23:59:60+14:00',
  '2031-03-04T15:00:00.123456789Z',
  'Patient/ee1c7803325b47b492008f3e7c9d7a3d',
  'Practitioner/4150cd20de8a470aa570a852859ac87e',
  'http://[/Patient/1',
  '#appointment-meeting-endpoint',
  'urn:uuid:ee1c7803-325b-47b4-9200-8f3e7c9d7a3d',
];

export const oddText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...oddTexts) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
);

const oddNumber = fc.constantFrom(0, -1, 1, 1.5, 1e15, 1e21, 1e308, -1e308, 9_007_199_254_740_991, 253_402_300_800_000);

/** Any JSON value, hostile ones more often. */
const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  oddText,
  oddNumber,
  fc.constantFrom<unknown>(null, true, false, {}, [], [null], [[]], { toString: 1, valueOf: 1 }, { length: 3 }),
  fc.constantFrom<unknown>({ reference: '{appointment:0}' }, { reference: { toString: 1 } }, { coding: [{}] }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Where a member lies: names and positions from the outside in. */
type Place = readonly (string | number)[];

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Every place in a value. */
const placesIn = (value: unknown, place: Place = []): readonly Place[] => {
  if (!isObject(value)) return [place];
  const keys = Array.isArray(value) ? value.map((_item, index) => index) : Object.keys(value);
  const inner = keys.flatMap((key) => placesIn((value as Record<string | number, unknown>)[key], [...place, key]));
  return [...(place.length === 0 ? [] : [place]), ...inner];
};

/** The value with another one at a place; without one there where it is undefined. */
const replacedAt = (value: unknown, [key, ...rest]: Place, other: unknown): unknown => {
  if (key === undefined) return other;
  if (Array.isArray(value)) {
    const list = value.map((item, index): unknown => (index === key ? replacedAt(item, rest, other) : item));
    return rest.length === 0 && other === undefined ? list.filter((_item, index) => index !== key) : list;
  }
  const object = isObject(value) ? value : {};
  const entries = Object.entries({ ...object, [key]: undefined }).map(([name]): [string, unknown] =>
    name === key ? [name, replacedAt(object[name], rest, other)] : [name, object[name]],
  );
  return Object.fromEntries(entries.filter(([, member]) => member !== undefined));
};

/** One thing done to a value: a member replaced, left out or added. */
const mutationOf = (value: unknown, addable: readonly string[]): fc.Arbitrary<unknown> => {
  const places: readonly Place[] = [...placesIn(value), []];
  const place = fc.constantFrom<Place>(...places);
  return fc.oneof(
    { weight: 3, arbitrary: fc.tuple(place, oddValue).map(([at, other]) => replacedAt(value, at, other)) },
    { weight: 1, arbitrary: place.map((at) => replacedAt(value, at, undefined)) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...addable, '__proto__', 'x'), oddValue)
        .map(([name, other]) => replacedAt(value, [name], other)),
    },
  );
};

/** A value as it is, or changed once or twice. */
export const mutated = (value: unknown, addable: readonly string[] = []): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant(value) },
    { weight: 4, arbitrary: mutationOf(value, addable) },
    {
      weight: 1,
      arbitrary: mutationOf(value, addable).chain((once) =>
        isObject(once) ? mutationOf(once, addable) : fc.constant(once),
      ),
    },
  );

const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;

/** A body: JSON most of the time, else something that is none. */
export const bodyFrom = (json: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 12, arbitrary: json.map((value) => bytesOf(JSON.stringify(value ?? null))) },
    {
      weight: 1,
      arbitrary: fc.tuple(json, fc.nat(400)).map(([value, at]) => bytesOf(JSON.stringify(value ?? null).slice(0, at))),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '',
        ' ',
        'null',
        '[]',
        '"text"',
        '{"a":1,"a":2}',
        '{"id":1e999}',
        '\u00ef\u00bb\u00bf{}',
        '\u00ff\u00fe{\u0000}\u0000',
        'Caf\u00e9',
        '<Appointment xmlns="http://hl7.org/fhir"/>',
        `{"x":${deep(255)}}`,
        `{"x":${deep(3000)}}`,
        '['.repeat(2000),
      ),
    },
  );
