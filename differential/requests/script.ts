// A script: requests in symbols rather than ids and dates, so that any server can be asked the same.
import { dayAfter } from '../../schemas/canvas/day.ts';
import { writingOf } from '../../targets/live/index.ts';
import type { Target } from '../../targets/index.ts';

/**
 * Which token a call carries: that of the target, none, one for a scope only (and for one patient, who is a symbol), or a
 * text of its own.
 */
export type Bearer = 'usual' | 'none' | BearerForScope | { readonly text: string };

interface BearerForScope {
  readonly scope: string;
  readonly patient?: string;
}

/** One request. Its strings hold `{day}`, `{day+1}`, names of the cast as `{Ann}`, `{client.id}`, and `{0:location}` for an answer. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON, a text that is sent as it stands, or undefined for none. */
  readonly body: unknown;
  readonly bearer: Bearer;
  /** Where the call stands in a recording, if it is of one. */
  readonly taped?: number;
}

/** True for a call to the host that gives tokens, which need not be the one of the FHIR API. */
export const isOfEhr = ({ path }: Pick<Call, 'path'>): boolean => path.startsWith('/auth/');

/** True for a call that may change what a server holds. */
export const isWrite = ({ method, path }: Pick<Call, 'method' | 'path'>): boolean =>
  writingOf(method, path.split('?')[0] ?? '', '').kind !== 'safe';

export interface Script {
  /** What it is called in a report: a scenario's place and name, or a number. */
  readonly name: string;
  /** The rules that the scenario is about; empty where it was made up. */
  readonly rules: readonly string[];
  readonly calls: readonly Call[];
}

/** A symbol that the target has no value for: the call cannot be made there. */
export class Unresolved extends Error {
  override readonly name = 'Unresolved';
}

/** Looks a value up in the answer to a call, by its path there. */
export type Lookup = (call: number, path: string) => string | undefined;

type Cast = Target['cast'];

/** Bare names of the cast, each with its id or value; '' where the target has none. */
export const castOf = (cast: Cast): Readonly<Record<string, string>> => ({
  ...cast.practitioners,
  ...cast.patients,
  ...cast.locations,
  'Canvas Bot': cast.canvasBot,
  'clinic.number': cast.clinicNumber,
});

const symbol =
  /\{(?:day([+-]\d+)?|(\d+):([^{}"]+)|(Ann|Bea|Pat|Quinn|Clinic|Annex|Canvas Bot|clinic\.number|client\.(?:id|secret)))\}/g;

/** An earlier call, and the path in its answer at which a value of it stands. */
type NamedPlace = readonly [call: number, path: string];

/** What a call names of earlier answers. */
export const namedBy = ({ path, headers, body }: Call): readonly NamedPlace[] =>
  [
    ...[path, JSON.stringify(headers), JSON.stringify({ body })].join(' ').replaceAll('\\"', '').matchAll(symbol),
  ].flatMap(([, , call, place = '']): NamedPlace[] => (call === undefined ? [] : [[Number(call), place]]));

/** The calls that a call refers to. */
export const referredBy = (call: Call): readonly number[] => namedBy(call).map(([position]) => position);

/** The text with the numbers of the calls it refers to changed. */
export const renumber = (text: string, change: (call: number) => number): string =>
  text.replace(symbol, (whole, _days, call: string | undefined, path: string | undefined) =>
    call === undefined ? whole : `{${change(Number(call))}:${path ?? ''}}`,
  );

const valueOf = (found: string | undefined, whole: string): string => {
  if (found === undefined || found === '') throw new Unresolved(`nothing stands for ${whole}`);
  return found;
};

/** What stands for each name that a script knows. */
export type Names = Readonly<Record<string, string>>;

/** The cast, and the client that tokens are asked for with: '' for what the target lacks. */
export const namesOf = ({ cast, client }: Pick<Target, 'cast' | 'client'>): Names => ({
  ...castOf(cast),
  'client.id': encodeURIComponent(client?.id ?? ''),
  'client.secret': encodeURIComponent(client?.secret ?? ''),
});

/** A text with its symbols resolved. Throws Unresolved where one has no value. */
export const resolvedText = (text: string, names: Names, day: string, lookup: Lookup): string =>
  text.replace(symbol, (whole, days: string | undefined, call: string | undefined, path = '', name = '') => {
    if (call !== undefined) return valueOf(lookup(Number(call), String(path)), whole);
    if (name !== '') return valueOf(names[String(name)], whole);
    return dayAfter(day, Number(days ?? 0));
  });

/** A value with every string in it changed. */
const withStrings = (value: unknown, change: (text: string) => string): unknown => {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => withStrings(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withStrings(item, change)]));
};

/** A call with every string in it changed. */
export const withTexts = (call: Call, change: (text: string) => string): Call => ({
  ...call,
  path: change(call.path),
  headers: Object.fromEntries(Object.entries(call.headers).map(([name, value]) => [name, change(value)])),
  body: withStrings(call.body, change),
  bearer: withStrings(call.bearer, change) as Bearer,
});
