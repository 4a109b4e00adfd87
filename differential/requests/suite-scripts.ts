// The scenarios of the suite as scripts: what a run against the mock has exchanged, in symbols.
import { bodyOf, mediaTypes, type Exchange, type Scenario, type Step } from '../../conformance/suite/messages/index.ts';
import { daysAround } from './days.ts';
import { anyId } from './ids.ts';
import type { BearerChange, Effect } from '../../steps/effect.ts';
import { effectOf } from '../../steps/effects.ts';
import type { Opened } from '../../targets/recorded.ts';
import { castOf, isWrite, withTexts, type Bearer, type Call, type Script } from './script.ts';

/** Settings by their names, that both sides are said to have. */
type Settings = Readonly<Record<string, unknown>>;

/** True for a step that arranges what is not arranged by what both sides are said to have. */
const isArranging = ({ arranges, sets }: Effect, told: Settings): boolean => {
  const [name = '', value] = sets ?? [];
  return arranges !== undefined && (value === undefined || String(told[name]) !== value);
};

/** Why a scenario cannot be performed as a script, or undefined. */
export const obstacleOf = ({ steps, finished }: Scenario, told: Settings = {}): string | undefined => {
  if (!finished) return 'it did not end';
  const effects = steps.map(effectOf);
  if (effects.some((effect) => isArranging(effect, told))) return 'it arranges the clock, the settings or the records';
  if (effects.some(({ tokenForm = [] }) => tokenForm.some(([, value]) => formValue(value) === undefined)))
    return 'it asks for a token with what only its own client has';
  if (effects.some(({ asksByAnswer }) => asksByAnswer)) return 'it asks with a part of what a server has shown';
  if (effects.some(({ bearer }) => scriptBearer(bearer) === undefined))
    return 'it has a token for a patient of its own';
  return undefined;
};

/** The token of a step as a script says it; undefined where it is for a patient whom the cast does not have. */
const scriptBearer = (bearer: BearerChange = 'none'): Bearer | undefined => {
  if (typeof bearer !== 'object' || !('patient' in bearer)) return bearer;
  const [, name] = /^Patient\/(Pat|Quinn)$/.exec(bearer.patient ?? '') ?? [];
  return name === undefined ? undefined : { scope: bearer.scope, patient: `{${name}}` };
};

const bearerAfter = (before: Bearer, step: Step): Bearer => {
  const { bearer } = effectOf(step);
  return bearer === undefined ? before : (scriptBearer(bearer) ?? before);
};

/** A value of a token request in a form, its symbols as they are; undefined where nobody but its scenario knows it. */
const formValue = (written: string): string | undefined => {
  const [, ofClient] = /^(\{client\.(?:id|secret)\})$/.exec(written) ?? [];
  const [, ofCast] = /^\{id of (Pat|Quinn)\}$/.exec(written) ?? [];
  if (ofCast !== undefined) return `{${ofCast}}`;
  return ofClient ?? (/[{}]/.test(written) ? undefined : encodeURIComponent(written));
};

/** The exchange with the form that its step has written, whose secrets no report keeps. */
const withTokenForm = (exchange: Exchange, step: Step): Exchange => {
  const { tokenForm } = effectOf(step);
  if (tokenForm === undefined) return exchange;
  const body = tokenForm.map(([name, value]) => `${name}=${formValue(value) ?? ''}`).join('&');
  return { ...exchange, request: { ...exchange.request, body } };
};

/** Headers that the client adds of itself, or that the performer sets anew. */
const usual =
  /^(accept|authorization|connection|host|content-length|user-agent|accept-encoding|accept-language|sec-.*)$/i;

const headersOf = ({ headers }: Sent['request']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]): [string, string][] => (usual.test(name) ? [] : [[name, value]])),
  );

/** The ids in a body, each with the path at which it was seen first. */
const idsIn = (value: unknown, path: string): readonly (readonly [string, string])[] => {
  if (typeof value === 'string') return [...value.matchAll(anyId)].slice(0, 1).map(([id]) => [id, path] as const);
  if (Array.isArray(value)) return value.flatMap((item, index) => idsIn(item, `${path}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => idsIn(item, path === '' ? name : `${path}.${name}`));
};

/** What a call is made from: what was sent with which token, and what of the answer later calls may name. */
interface Sent {
  readonly bearer: Bearer;
  readonly request: Omit<Exchange['request'], 'body'> & { readonly body?: unknown };
  readonly response: Pick<Exchange['response'], 'headers'> & { readonly body?: unknown };
}

/** Puts symbols into texts: for the cast, for days near the scenario's, and for ids that answers have brought. */
class Symbols {
  readonly #names = new Map<string, string>();
  readonly #days: ReadonlyMap<string, number>;

  constructor({ cast, day }: Opened) {
    for (const [name, id] of Object.entries(castOf(cast))) if (id.length > 8) this.#names.set(id, `{${name}}`);
    this.#days = daysAround(day);
  }

  /** Takes note of the ids of an answer. */
  learn({ response }: Sent, call: number): void {
    const location = response.headers['location'];
    const created = typeof location === 'string' ? /[A-Z]\w+\/([^/?]+)/.exec(location)?.[1] : undefined;
    const found = [...(created === undefined ? [] : [[created, 'location'] as const]), ...idsIn(response.body, '')];
    for (const [id, path] of found) if (!this.#names.has(id)) this.#names.set(id, `{${call}:${path}}`);
  }

  put(text: string): string {
    return text
      .replace(anyId, (id) => this.#names.get(id) ?? id)
      .replace(/\d{4}-\d\d-\d\d/g, (day) => {
        const distance = this.#days.get(day);
        if (distance === undefined) return day;
        return distance === 0 ? '{day}' : `{day${distance < 0 ? '' : '+'}${distance}}`;
      });
  }
}

const callOf = ({ request, bearer }: Sent, symbols: Symbols): Call =>
  withTexts(
    { method: request.method, path: request.path, headers: headersOf(request), body: request.body, bearer },
    (text) => symbols.put(text),
  );

/** Exchanges with a target as the calls of a script. */
export const callsOf = (opened: Opened, exchanges: readonly Sent[]): readonly Call[] => {
  const symbols = new Symbols(opened);
  return exchanges.map((exchange, position) => {
    const call = callOf(exchange, symbols);
    symbols.learn(exchange, position);
    return call;
  });
};

const parsed = <Kind>({ steps }: Scenario, mediaType: string): readonly (readonly [Kind, Step])[] =>
  steps.flatMap((step) =>
    step.attachments
      .filter((attachment) => attachment.mediaType === mediaType)
      .map((attachment) => [JSON.parse(bodyOf(attachment)) as Kind, step] as const),
  );

/** The tokens in use at each step. */
const bearers = ({ steps }: Scenario): ReadonlyMap<Step, Bearer> => {
  const found = new Map<Step, Bearer>();
  let bearer: Bearer = 'usual';
  for (const step of steps) {
    bearer = bearerAfter(bearer, step);
    found.set(step, bearer);
  }
  return found;
};

/** A read beside a write of the same step looks at what is stored. */
const isLook = ({ request }: Exchange, ofStep: readonly Exchange[]): boolean =>
  !isWrite(request) && ofStep.some((other) => isWrite(other.request));

/** The token of an exchange in a step: a look has the usual one, also where the scenario has another or none. */
const bearerOf = (exchange: Exchange, ofStep: readonly Exchange[], inStep: Bearer = 'usual'): Bearer =>
  isLook(exchange, ofStep) ? 'usual' : inStep;

/** The exchanges of a scenario in their order, each with the token that it carried and the step that made it. */
export const exchangesWithBearers = (scenario: Scenario): readonly (readonly [Exchange, Bearer, Step])[] => {
  const bearer = bearers(scenario);
  const all = parsed<Exchange>(scenario, mediaTypes.exchange);
  return all.map(([exchange, step]) => {
    const ofStep = all.flatMap(([other, where]) => (where === step ? [other] : []));
    return [exchange, bearerOf(exchange, ofStep, bearer.get(step)), step];
  });
};

/** What a scenario has sent, as a script; undefined where it sent nothing, or secrets that nobody has kept. */
export const scriptOf = (scenario: Scenario): Script | undefined => {
  const [opened] = parsed<Opened>(scenario, mediaTypes.target);
  const sent = exchangesWithBearers(scenario).map(([exchange, bearer, step]) => ({
    ...withTokenForm(exchange, step),
    bearer,
  }));
  const isSecret = JSON.stringify(sent.map(({ request }) => request)).includes('=(redacted)');
  if (opened === undefined || sent.length === 0 || isSecret) return undefined;
  return { name: `${scenario.at} ${scenario.name}`, rules: scenario.ruleIds, calls: callsOf(opened[0], sent) };
};

export interface SuiteScripts {
  readonly scripts: readonly Script[];
  /** How many scenarios cannot be performed on another server, by the reason. */
  readonly leftOut: Readonly<Record<string, number>>;
}

/** The scripts of scenarios. `convert` gives a script, or why there is none. */
export const gatherScripts = <Item>(items: readonly Item[], convert: (item: Item) => Script | string): SuiteScripts => {
  const scripts: Script[] = [];
  const leftOut: Record<string, number> = {};
  for (const converted of items.map(convert))
    if (typeof converted === 'string') leftOut[converted] = (leftOut[converted] ?? 0) + 1;
    else scripts.push(converted);
  return { scripts, leftOut };
};
