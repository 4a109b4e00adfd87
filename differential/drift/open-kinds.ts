// Tells what kind of open point a difference is: one that no document decides. `--exclude` takes a kind.
import { issueIn } from '../../schemas/issue.ts';
import { isObject } from '../../schemas/json.ts';
import { isRuleId, ruleOf } from '../../schemas/rules/index.ts';
import { isBinding } from '../../schemas/rules/rule.ts';
import type { Attribution, Comparison } from '../attribution/index.ts';
import type { Difference, Outcome, Script } from '../requests/index.ts';

/** The kinds, each in words. `--exclude <kind>=<reason>` leaves one out. */
export const openKinds = {
  'refusal-words': 'refused by both, where the documents leave words and status of the refusal open',
  'refusal-spelling': 'refused by both in the same words, in another case or punctuation',
  'refusal-order': 'refused by both for different reasons: which of them comes first is nowhere said',
  'allow-header': 'the allow header',
  'www-authenticate-header': 'the www-authenticate header',
  charset: 'the charset of the content-type',
  'capability-statement': 'what /metadata says of the server',
  neighbours: 'what the pages of the neighbours (Practitioner, Patient, Location, …) do not speak of',
  readings: 'readings of the documents that a setting of the mock can take',
  assumptions: 'rules that rest on an assumption or on the framework alone',
} as const;

export type OpenKind = keyof typeof openKinds;

const isBindingRule = (rule: string): boolean => isRuleId(rule) && isBinding(ruleOf(rule).basis);

const isRefusal = ({ status }: Outcome): boolean => status >= 400 && status < 500;

/** Answers that speak of access, of what is there, or of haste: they stand for no other refusal. */
const ofItsOwn: ReadonlySet<number> = new Set([401, 403, 404, 405, 412, 429]);

const isOutcome = ({ body }: Outcome): boolean =>
  isObject(body) && body['resourceType'] === 'OperationOutcome' && Array.isArray(body['issue']);

const isSameMatter = (one: Outcome, other: Outcome): boolean =>
  one.status === other.status || (!ofItsOwn.has(one.status) && !ofItsOwn.has(other.status));

const words = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** Two refusals of one request, by how close the rule wants them. */
const openRefusal = ({ where }: Difference, mock: Outcome, other: Outcome): OpenKind | undefined => {
  if (!isRefusal(mock) || !isRefusal(other) || where.startsWith('header ')) return undefined;
  const rule = mock.rules.at(-1) ?? '';
  if (!isRuleId(rule)) return undefined;
  const isFree = !isBindingRule(rule) || ruleOf(rule).outcome?.match === 'refused';
  if (isFree) return isOutcome(other) && isSameMatter(mock, other) ? 'refusal-words' : undefined;
  const isText = where === 'issue[0].details.text';
  if (isText && ruleOf(rule).outcome?.match === 'structural') return 'refusal-words';
  return isText && words(issueIn(mock.body).text) === words(issueIn(other.body).text) ? 'refusal-spelling' : undefined;
};

const withoutCharset = (value: unknown): string =>
  (typeof value === 'string' ? value : '')
    .replace(/;\s*charset=[^;]*/i, '')
    .trim()
    .toLowerCase();

const openHeader = ({ where, mock, counterpart }: Difference): OpenKind | undefined => {
  if (where === 'header allow') return 'allow-header';
  if (where === 'header www-authenticate') return 'www-authenticate-header';
  const isType = where === 'header content-type' && counterpart !== undefined;
  return isType && withoutCharset(mock) === withoutCharset(counterpart) ? 'charset' : undefined;
};

const neighbours = /^(Practitioner|Patient|Location|Encounter|Schedule|Slot)$/;

const typeOf = (path: string): string => path.split(/[/?]/)[1] ?? '';

/** A member of a neighbour that the mock does not have at all. */
const isFurtherMember = ({ where, mock, counterpart }: Difference): boolean =>
  mock === undefined && counterpart !== undefined && !/^(header |HTTP status$|body$|total$|link)/.test(where);

/** The kind of a difference that the answers alone show to be open; undefined where it has to be looked into. */
export const openAtSight = (
  { script, mock, counterpart }: Pick<Comparison, 'script' | 'mock' | 'counterpart'>,
  difference: Difference,
): OpenKind | undefined => {
  const call = script.calls[difference.call];
  const [one, other] = [mock.outcomes[difference.call], counterpart.outcomes[difference.call]];
  if (call === undefined || one === undefined || other === undefined || other.status >= 500) return undefined;
  const header = openHeader(difference);
  if (header !== undefined) return header;
  if (/^\/metadata(\?|$)/.test(call.path) && one.status === other.status) return 'capability-statement';
  const isNeighbour = neighbours.test(typeOf(call.path)) && other.status < 300;
  if (isNeighbour && isFurtherMember(difference)) return 'neighbours';
  return openRefusal(difference, one, other);
};

/** What is known of a difference once its rule was looked for. */
interface Attributed extends Attribution {
  readonly difference: Difference;
  readonly script: Script;
  readonly comparison: Comparison;
}

/** True for a mutant in which a refusal is left out, so that the next one answers. */
const isWithoutRefusal = (mutant: string): boolean => {
  const [, rule = ''] = /^(.*): left out$/.exec(mutant) ?? [];
  return isRuleId(rule) && ruleOf(rule).outcome !== undefined;
};

const isOrder = ({ certainty, asIf }: Attributed, one: Outcome, other: Outcome): boolean =>
  certainty === 'exactly' && isRefusal(one) && isRefusal(other) && asIf.some(isWithoutRefusal);

/** The kind of a difference whose rules are known; undefined where it stands against what is stated or shown. */
export const openOnceAttributed = (found: Attributed): OpenKind | undefined => {
  const { rules, certainty, isOfMember = false, setting, difference, script, comparison } = found;
  const [one, other] = [comparison.mock.outcomes[difference.call], comparison.counterpart.outcomes[difference.call]];
  if (one === undefined || other === undefined || other.status >= 500) return undefined;
  if (setting !== undefined) return 'readings';
  if (isOrder(found, one, other)) return 'refusal-order';
  const [likeliest = ''] = rules;
  if (certainty !== 'exactly' && !isOfMember && script.rules.length > 0 && !script.rules.some(isBindingRule))
    return 'assumptions';
  if (!isBindingRule(likeliest)) return 'assumptions';
  return certainty === 'concerns' && !isOfMember && neighbours.test(typeOf(script.calls[difference.call]?.path ?? ''))
    ? 'neighbours'
    : undefined;
};
