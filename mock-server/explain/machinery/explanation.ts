// The explanation of an exchange: the rules that acted, why it was refused and what would pass, what had no effect.
import type { RefusalId, RuleId } from '../../../schemas/rules/index.ts';
import { ruleOf } from '../../../schemas/rules/index.ts';
import type { ResourceType } from '../../../schemas/search-parameters.ts';
import type { Rejection } from '../../../schemas/outcome.ts';
import type { Entry } from '../../journal/exchange.ts';
import type { World } from '../../worlds/world.ts';
import type { Worlds } from '../../worlds/worlds.ts';
import { ignoredIn, type Ignoring } from './ignored.ts';
import { patchOf } from './patch.ts';
import type { Context, Fix, Repair } from './repair.ts';
import { bodyOf, requestOf, urlOf, type ClientRequest } from './client-request.ts';

/** Judges a request without carrying it out: its rejection, or undefined where it would pass. */
type DryRun = (request: ClientRequest, world: World) => Rejection | undefined;

/** What the topics know. */
interface Topics {
  readonly repairOf: (rule: RefusalId) => Repair | undefined;
  readonly ignoring: Ignoring;
}

export interface ExplainerOptions {
  readonly worlds: Worlds;
  readonly dryRun: DryRun;
  /** A token to offer, or words that stand for one. */
  readonly token: string;
  readonly offered: (path: string) => readonly string[] | undefined;
  readonly types: readonly ResourceType[];
  /** The address to show in a command, where no request says it. */
  readonly host: (entry: Entry) => string;
}

export type Explain = (entry: Entry) => object;

interface Step extends Omit<Fix, 'request'> {
  readonly rule: RefusalId;
}

/** One fault after the other is repaired; a request cannot be wrong in more ways than there are rules. */
const maxSteps = 40;

interface RepairedRequest {
  readonly request: ClientRequest;
  readonly steps: readonly Step[];
  /** What still refuses it; undefined where it passes. */
  readonly left: Rejection | undefined;
}

/** What the table itself says to do, where there is no repair. */
const adviceOf = ({ rule, parameters }: Rejection): Fix => {
  const { clientChange, statement } = ruleOf(rule);
  return { where: parameters['where'] ?? 'the request', advice: clientChange ?? statement };
};

type Explaining = ExplainerOptions & Topics;

/** Repairs a refused request until it passes; it is judged again after each step. */
const repaired = (refused: ClientRequest, rejection: Rejection, world: World, options: Explaining): RepairedRequest => {
  const steps: Step[] = [];
  let [request, left]: [ClientRequest, Rejection | undefined] = [refused, rejection];
  while (left !== undefined && steps.length < maxSteps) {
    const context: Context = { ...options, world, parameters: left.parameters };
    const fix: Fix | undefined = options.repairOf(left.rule)?.(request, context);
    const { request: next, ...step } = fix ?? adviceOf(left);
    steps.push({ rule: left.rule, ...step });
    if (next === undefined || JSON.stringify(next) === JSON.stringify(request)) break;
    request = next;
    left = options.dryRun(request, world);
  }
  return { request, steps, left };
};

const shellQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const curlOf = (request: ClientRequest, host: string): string => {
  const headers = Object.entries(request.headers).map(([name, value]) => `-H ${shellQuoted(`${name}: ${value}`)}`);
  const body = request.text === '' ? [] : [`--data-raw ${shellQuoted(request.text)}`];
  return ['curl -i', `-X ${request.method}`, shellQuoted(host + urlOf(request)), ...headers, ...body].join(' ');
};

/** The offered request. The client's own token is not repeated: another one takes its place. */
const offerOf = (request: ClientRequest, refused: ClientRequest, { token, host }: ExplainerOptions, entry: Entry) => {
  const isAuthorized = 'authorization' in request.headers;
  const headers = { ...request.headers, ...(isAuthorized ? { authorization: `Bearer ${token}` } : {}) };
  const [before, after] = [bodyOf(refused), bodyOf(request)];
  return {
    ...(before === undefined || after === undefined ? {} : { patch: patchOf(before, after) }),
    request: {
      method: request.method,
      path: urlOf(request),
      headers,
      ...(request.text === '' ? {} : { body: after ?? request.text }),
    },
    curl: curlOf({ ...request, headers }, host(entry)),
  };
};

const ruleView = (rule: RuleId) => {
  const { statement, source, basis, stage, decision } = ruleOf(rule);
  const { document, at } = source;
  return { rule, stage, statement, source: { document, at }, basis, ...(decision === undefined ? {} : { decision }) };
};

const refusalView = (entry: Entry, rejection: Rejection, world: World, options: Explaining) => {
  const refused = requestOf(entry);
  const { request, steps, left } = repaired(refused, rejection, world, options);
  const [first] = steps;
  return {
    ...ruleView(rejection.rule),
    parameters: rejection.parameters,
    ...(first === undefined ? {} : { where: first.where, advice: first.advice }),
    smallestChange: {
      /** Judged again by the same rules, in the world as it is now, and found to pass. */
      verified: left === undefined,
      /** Whether a value in it is one of several, which the caller has to choose. */
      ...(steps.some(({ isExample }) => isExample) ? { example: true } : {}),
      steps,
      ...(left === undefined ? offerOf(request, refused, options, entry) : { stillRefusedBy: left.rule }),
    },
  };
};

/** Explains exchanges by what the topics know. */
export const explainerWith =
  (topics: Topics, options: ExplainerOptions): Explain =>
  (entry) => {
    const world = options.worlds.get(entry.world) ?? options.worlds.default;
    const { rules, rejection } = entry;
    const acted = rules.map(ruleView);
    if (rejection === undefined) return { acted, ignored: ignoredIn(entry, world, topics.ignoring) };
    return { acted, refusal: refusalView(entry, rejection, world, { ...options, ...topics }) };
  };
