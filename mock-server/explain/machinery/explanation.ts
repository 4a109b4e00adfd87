// The explanation of an exchange: the rules that acted, why it was refused and what would pass, what was sent in vain.
import type { RefusalId, RuleId } from '../../schemas/rules/index.ts';
import { ruleOf } from '../../schemas/rules/index.ts';
import type { ResourceType } from '../../schemas/search-parameters.ts';
import type { Rejection } from '../../schemas/outcome.ts';
import type { Entry } from '../journal/exchange.ts';
import type { World } from '../worlds/world.ts';
import type { Worlds } from '../worlds/worlds.ts';
import { ignoredIn } from './ignored.ts';
import { patchOf } from './patch.ts';
import type { Context, Fix } from './repair.ts';
import { repairOf } from './repairs.ts';
import { bodyOf, sentOf, urlOf, type Sent } from './sent.ts';

/** Judges a request without carrying it out: its rejection, or undefined where it would pass. */
export type Rehearse = (sent: Sent, world: World) => Rejection | undefined;

export interface ExplainerOptions {
  readonly worlds: Worlds;
  readonly rehearse: Rehearse;
  /** A token to offer, or words that stand for one. */
  readonly token: string;
  readonly offered: (path: string) => readonly string[] | undefined;
  readonly types: readonly ResourceType[];
  /** The address to show in a command, where no request says it. */
  readonly host: (entry: Entry) => string;
}

export type Explain = (entry: Entry) => object;

interface Step extends Omit<Fix, 'sent'> {
  readonly rule: RefusalId;
}

/** One thing after the other is put right; a request cannot be wrong in more ways than there are rules. */
const mostSteps = 40;

interface Way {
  readonly sent: Sent;
  readonly steps: readonly Step[];
  /** What still refuses it; undefined where it passes. */
  readonly left: Rejection | undefined;
}

/** What the table itself says to do, where nobody has taught the mock to do it. */
const adviceOf = ({ rule, parameters }: Rejection): Omit<Step, 'rule'> => {
  const { clientChange, statement } = ruleOf(rule);
  return { where: parameters['where'] ?? 'the request', advice: clientChange ?? statement };
};

/** The way from a refused request to one that passes, judged again after each step. */
const wayFrom = (first: Sent, rejection: Rejection, world: World, options: ExplainerOptions): Way => {
  const steps: Step[] = [];
  let [sent, left]: [Sent, Rejection | undefined] = [first, rejection];
  while (left !== undefined && steps.length < mostSteps) {
    const context: Context = { ...options, world, parameters: left.parameters };
    const fix: Fix | undefined = repairOf(left.rule)?.(sent, context);
    if (fix === undefined || JSON.stringify(fix.sent) === JSON.stringify(sent)) {
      steps.push({ rule: left.rule, ...adviceOf(left) });
      break;
    }
    steps.push({ rule: left.rule, where: fix.where, advice: fix.advice });
    sent = fix.sent;
    left = options.rehearse(sent, world);
  }
  return { sent, steps, left };
};

const shellQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const curlOf = (sent: Sent, host: string): string => {
  const headers = Object.entries(sent.headers).map(([name, value]) => `-H ${shellQuoted(`${name}: ${value}`)}`);
  const body = sent.text === '' ? [] : [`--data-raw ${shellQuoted(sent.text)}`];
  return ['curl -i', `-X ${sent.method}`, shellQuoted(host + urlOf(sent)), ...headers, ...body].join(' ');
};

/** The offered request. The token of the client itself is not repeated: another stands in its place. */
const offer = (sent: Sent, first: Sent, { token, host }: ExplainerOptions, entry: Entry) => {
  const headers = { ...sent.headers, ...('authorization' in sent.headers ? { authorization: `Bearer ${token}` } : {}) };
  const [before, after] = [bodyOf(first), bodyOf(sent)];
  const shown = { ...sent, headers };
  return {
    ...(before === undefined || after === undefined ? {} : { patch: patchOf(before, after) }),
    request: {
      method: sent.method,
      path: urlOf(sent),
      headers,
      ...(sent.text === '' ? {} : { body: after ?? sent.text }),
    },
    curl: curlOf(shown, host(entry)),
  };
};

const ruleShown = (rule: RuleId) => {
  const { statement, source, basis, stage, decision } = ruleOf(rule);
  return { rule, stage, statement, source, basis, ...(decision === undefined ? {} : { decision }) };
};

const refusalShown = (entry: Entry, rejection: Rejection, world: World, options: ExplainerOptions) => {
  const sent = sentOf(entry);
  const { sent: fixed, steps, left } = wayFrom(sent, rejection, world, options);
  const [first] = steps;
  return {
    ...ruleShown(rejection.rule),
    parameters: rejection.parameters,
    ...(first === undefined ? {} : { where: first.where, advice: first.advice }),
    smallestChange: {
      /** Judged again by the same rules, in the world as it is now, and found to pass. */
      verified: left === undefined,
      steps,
      ...(left === undefined ? {} : { stillRefusedBy: left.rule }),
      ...offer(fixed, sent, options, entry),
    },
  };
};

/** Explains exchanges, in the world they were for, as it is when the explanation is asked for. */
export const explainer =
  (options: ExplainerOptions): Explain =>
  (entry) => {
    const world = options.worlds.get(entry.world) ?? options.worlds.default;
    const { rules, rejection } = entry;
    const acted = rules.map(ruleShown);
    if (rejection === undefined) return { acted, ignored: ignoredIn(entry, world) };
    return { acted, refusal: refusalShown(entry, rejection, world, options) };
  };
