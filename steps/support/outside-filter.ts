// A searchset that shows what one of its filters leaves out: that filter's rule is at fault, whatever the scenario is about.
import { isObject, type JsonObject } from '../../schemas/json.ts';
import type { Exchange } from '../../targets/index.ts';

/** A filter that scenarios about others narrow their searches with. */
interface Narrowing {
  readonly type: string;
  readonly parameter: string;
  readonly rule: string;
  readonly fits: (resource: JsonObject, value: string) => boolean;
}

const familiesOf = ({ name }: JsonObject): readonly string[] =>
  (Array.isArray(name) ? name : []).flatMap((one) =>
    isObject(one) && typeof one['family'] === 'string' ? [one['family'].toLowerCase()] : [],
  );

const narrowings: readonly Narrowing[] = [
  {
    type: 'Patient',
    parameter: 'family',
    rule: 'patient/family-finds',
    fits: (patient, value) => familiesOf(patient).some((family) => family.includes(value.toLowerCase())),
  },
];

const foundIn = ({ response: { body } }: Exchange): readonly JsonObject[] =>
  (isObject(body) && Array.isArray(body['entry']) ? body['entry'] : []).flatMap((entry) =>
    isObject(entry) && isObject(entry['resource']) ? [entry['resource']] : [],
  );

/** The rule of a filter that a search was narrowed with, and that does not fit what it shows; undefined where all fit. */
const ruleOfIgnoredFilter = (exchange: Exchange): string | undefined => {
  const { method, path } = exchange.request;
  const [, type, query = ''] = /\/(\w+)\?(.*)$/.exec(path) ?? [];
  if (method !== 'GET' || exchange.response.status !== 200) return undefined;
  const asked = new URLSearchParams(query);
  return narrowings.find(({ type: wanted, parameter, fits }) => {
    const value = wanted === type ? asked.get(parameter) : null;
    return value !== null && foundIn(exchange).some((resource) => !fits(resource, value));
  })?.rule;
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
