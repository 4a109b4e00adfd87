// A searchset that shows what one of its filters leaves out: that filter's rule is at fault, whatever the scenario is about.
import { isObject, objectsIn, type JsonObject } from '../../schemas/json.ts';
import type { Exchange } from '../../targets/index.ts';

/** A filter that scenarios about others narrow their searches with. */
interface Narrowing {
  readonly type: string;
  readonly parameter: string;
  readonly rule: string;
  /** The rule where the search names the parameter more than once, and passes over one of them. */
  readonly severalRule?: string;
  /** True of what shows that a value was not passed over, but misread. */
  readonly isMisread?: Narrowing['fits'];
  readonly fits: (resource: JsonObject, value: string) => boolean;
}

const familiesOf = ({ name }: JsonObject): readonly string[] =>
  (Array.isArray(name) ? name : []).flatMap((one) =>
    isObject(one) && typeof one['family'] === 'string' ? [one['family'].toLowerCase()] : [],
  );

const compare: Readonly<Record<string, (one: string, other: string) => boolean>> = {
  eq: (one, other) => one === other,
  ne: (one, other) => one !== other,
  gt: (one, other) => one > other,
  ge: (one, other) => one >= other,
  lt: (one, other) => one < other,
  le: (one, other) => one <= other,
};

/** The UTC day of a start; undefined where it cannot be read. */
const dayOf = (start: unknown): string | undefined => {
  const time = typeof start === 'string' ? Date.parse(start) : NaN;
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10);
};

/** The prefix and the day of a date, as far as it has them: a day that does not exist is none. */
const partsOf = (date: string): readonly [prefix: string, day: string | undefined] => {
  const [, prefix = 'eq', day] = /^([a-z]{2})?(\d{4}-\d\d-\d\d)$/.exec(date) ?? [];
  return [prefix, dayOf(day) === day ? day : undefined];
};

const isOnDay = ({ start }: JsonObject, value: string): boolean => {
  const [prefix, wanted] = partsOf(value);
  const day = dayOf(start);
  return day === undefined || wanted === undefined || (compare[prefix]?.(day, wanted) ?? true);
};

/** An id without what it is spelled with: dashes, capitals, the type before it. */
const bareId = (reference: string): string => (reference.split('/').at(-1) ?? '').replaceAll('-', '').toLowerCase();

const referencesIn = ({ participant, supportingInformation }: JsonObject): readonly string[] => {
  const actors = objectsIn(participant).flatMap(({ actor }) => (isObject(actor) ? [actor] : []));
  return [...actors, ...objectsIn(supportingInformation)].flatMap(({ reference }) =>
    typeof reference === 'string' ? [reference] : [],
  );
};

/** Fits what refers to a record of the type. What has other forms than `Type/uuid` is not compared, nor what refers to none. */
const refersTo = (type: string): Narrowing['fits'] => {
  const form = new RegExp(`(^|/)${type}/[\\da-f-]{32,36}$`, 'i');
  return (resource, value) => {
    const ids = referencesIn(resource).filter((one) => form.test(one));
    return !form.test(value) || ids.length === 0 || ids.map(bareId).includes(bareId(value));
  };
};

const narrowings: readonly Narrowing[] = [
  {
    type: 'Appointment',
    parameter: '_id',
    rule: 'search/id',
    fits: ({ id }, value) => typeof id !== 'string' || bareId(id) === bareId(value),
  },
  { type: 'Appointment', parameter: 'patient', rule: 'search/patient', fits: refersTo('Patient') },
  { type: 'Appointment', parameter: 'practitioner', rule: 'search/practitioner', fits: refersTo('Practitioner') },
  { type: 'Appointment', parameter: 'location', rule: 'search/location', fits: refersTo('Location') },
  {
    type: 'Appointment',
    parameter: 'date',
    rule: 'search/date',
    severalRule: 'search/date-range',
    fits: isOnDay,
    // The bound itself is shown where it does not belong: the prefix is read as another.
    isMisread: ({ start }, value) => dayOf(start) === partsOf(value)[1],
  },
  {
    type: 'Patient',
    parameter: 'family',
    rule: 'patient/family-finds',
    fits: (patient, value) => familiesOf(patient).some((family) => family.includes(value.toLowerCase())),
  },
];

/** The resources that a searchset shows. */
export const foundIn = ({ response: { body } }: Exchange): readonly JsonObject[] =>
  (isObject(body) && Array.isArray(body['entry']) ? body['entry'] : []).flatMap((entry) =>
    isObject(entry) && isObject(entry['resource']) ? [entry['resource']] : [],
  );

/** The resources that a read or a search shows; a searchset itself is one of them. */
export const shownIn = (exchange: Exchange): readonly JsonObject[] => {
  const { body } = exchange.response;
  return exchange.request.method === 'GET' && isObject(body) ? [body, ...foundIn(exchange)] : [];
};

/** The rule of a filter that a search was narrowed with, and that does not fit what it shows; undefined where all fit. */
const ruleOfIgnoredFilter = (exchange: Exchange): string | undefined => {
  const { method, path } = exchange.request;
  const [, type, query = ''] = /\/(\w+)\?(.*)$/.exec(path) ?? [];
  if (method !== 'GET' || exchange.response.status !== 200) return undefined;
  const asked = new URLSearchParams(query);
  const found = foundIn(exchange);
  for (const { type: wanted, parameter, rule, severalRule = rule, fits, isMisread } of narrowings) {
    const values = wanted === type ? asked.getAll(parameter) : [];
    const outside = values.flatMap((value) =>
      found.flatMap((resource) => (fits(resource, value) ? [] : [{ resource, value }])),
    );
    const isAllMisread = outside.every(({ resource, value }) => isMisread?.(resource, value) === true);
    if (outside.length > 0) return values.length > 1 && !isAllMisread ? severalRule : rule;
  }
  return undefined;
};

/** What the searches of a scenario have shown so far: later pages may have lost the filter. */
export class IgnoredFilters {
  #rule: string | undefined;

  /** The rule of the first filter that was passed over. */
  get rule(): string | undefined {
    return this.#rule;
  }

  /** Gives the exchange back once it was looked at. */
  watch(exchange: Exchange): Exchange {
    this.#rule ??= ruleOfIgnoredFilter(exchange);
    return exchange;
  }
}
