// A collection of an edition: the calls of each interaction, made from the operations, the rule table and the examples.
import type { Contract } from '../../../schemas/contract.ts';
import { ruleIds, ruleOf, type RuleId } from '../../../schemas/rules/index.ts';
import { readExamples, type Example, type Examples } from '../../contract-page/index.ts';
import { operations } from '../operations.ts';
import { cancellation, firstCalls, lastFolder } from './access-calls.ts';
import type { Call, Values } from './call.ts';
import { waysToShow } from './example-calls.ts';
import { ordered, plainCall } from './plain-calls.ts';
import { firstValues, hasActed, isAsExpected, perform, valuesBefore, type TrialMock } from './trial.ts';

/** What a collection holds. */
export interface Collection {
  readonly name: string;
  readonly description: string;
  /** The token of a mock that has just started. */
  readonly token: string;
  readonly calls: readonly Call[];
  /** Refusals that no call shows: they need a setting of the instance, or more than one request can bring. */
  readonly notShown: readonly RuleId[];
}

/** A call that is wanted: the ways to make it, and the rule that it shows. */
interface Wanted {
  readonly ways: readonly Call[];
  readonly rule?: RuleId;
}

const otherPaths = 'Other paths';

const patternOf = (path: string): RegExp => new RegExp(`^${path.replace('{id}', '(?!_search$)[^/?]+')}$`);

/** The folder of an example: that of the operation which it calls. */
const folderOf = ({ request: { method, path } }: Example): string =>
  operations.find(
    (operation) => operation.method === method && patternOf(operation.path).test(path.split('?')[0] ?? ''),
  )?.summary ?? otherPaths;

/** Whether an example shows a refusal, or changes nothing: what else it wrote would stay behind. */
const isHarmless = (rule: RuleId, { request: { method, path } }: Example): boolean =>
  ruleOf(rule).outcome !== undefined || method === 'GET' || path.endsWith('/_search');

const shownIn = (folder: string, contract: Contract, { rules }: Examples): readonly Wanted[] =>
  ruleIds.filter(contract.isInForce).flatMap((rule) => {
    const example = rules[rule];
    const isShown = example !== undefined && isHarmless(rule, example) && folderOf(example) === folder;
    return isShown ? [{ rule, ways: waysToShow(rule, folder, example) }] : [];
  });

const withoutToken = (call: Call): Wanted => {
  const rule = 'access/token-required';
  const { statement, outcome } = ruleOf(rule);
  const status = outcome?.status ?? 401;
  const { captures: _captures, choosesTime: _choosesTime, ...rest } = call;
  const refused = { ...rest, name: rule, description: statement, auth: 'none', expected: { status } } as const;
  return { rule, ways: [refused] };
};

const updates = 'Update an Appointment';

const wantedIn = (contract: Contract, examples: Examples): readonly Wanted[] => [
  ...firstCalls.map((ways) => ({ ways })),
  ...ordered.flatMap((operation) => {
    const call = plainCall(operation, examples);
    const shown = shownIn(call.folder, contract, examples).filter(({ rule }) => rule !== 'access/token-required');
    return [{ ways: [call] }, withoutToken(call), ...shown];
  }),
  ...shownIn(otherPaths, contract, examples).filter(({ ways }) => !ways.some(({ path }) => path.startsWith('/auth/'))),
  { ways: [cancellation] },
  ...shownIn(updates, contract, examples).map(({ ways, rule }) => ({
    ...(rule === undefined ? {} : { rule }),
    ways: ways.map((way) => ({ ...way, folder: lastFolder })),
  })),
];

/** Whether a call is made already: one that succeeds is made once. */
const isMade = ({ method, path, body, auth, expected }: Call, calls: readonly Call[]): boolean =>
  expected.status < 400 &&
  calls.some((made) => made.method === method && made.path === path && made.body === body && made.auth === auth);

/** The calls that were answered as wanted, each in the first way that was. */
const chooseCalls = async (wanted: readonly Wanted[], mock: TrialMock): Promise<readonly Call[]> => {
  const calls: Call[] = [];
  let values: Values = firstValues(mock);
  for (const { ways, rule } of wanted) {
    // A rule that was shown before the cancellation is not shown again after it.
    if (ways[0]?.folder === lastFolder && calls.some(({ name }) => name === rule)) continue;
    for (const way of ways) {
      const before = valuesBefore(way, values, 0);
      const answer = await perform(way, mock, before);
      if (!isAsExpected(way, answer) || !hasActed(rule, answer) || isMade(way, calls)) continue;
      const { text } = answer;
      calls.push({ ...way, expected: { ...way.expected, ...(text === undefined ? {} : { text }) } });
      values = { ...before, ...answer.captured };
      break;
    }
  }
  return calls;
};

/** The calls that are answered as expected when all are sent in their order, for the given time. */
const chooseRepeatable = async (calls: readonly Call[], mock: TrialMock, turn: number): Promise<readonly Call[]> => {
  const chosen: Call[] = [];
  let values: Values = firstValues(mock);
  for (const call of calls) {
    const before = valuesBefore(call, values, turn);
    const answer = await perform(call, mock, before);
    if (isAsExpected(call, answer)) chosen.push(call);
    values = { ...before, ...answer.captured };
  }
  return chosen;
};

/** Starts a mock for a trial, and ends it after the work. */
export type OnMock = <T>(work: (mock: TrialMock) => Promise<T>) => Promise<T>;

/** The calls that a mock answers as expected, the first time and the second. */
const chooseSettled = async (calls: readonly Call[], onMock: OnMock): Promise<readonly Call[]> => {
  const kept = await onMock(async (mock) => chooseRepeatable(await chooseRepeatable(calls, mock, 1), mock, 2));
  return kept.length === calls.length ? kept : chooseSettled(kept, onMock);
};

/** The collection of a contract. Each call in it was answered as it says by a mock of the contract. */
export const collectionOf = async (contract: Contract, version: string, onMock: OnMock): Promise<Collection> => {
  const wanted = wantedIn(contract, readExamples());
  const calls = await chooseSettled(await onMock((mock) => chooseCalls(wanted, mock)), onMock);
  const names = new Set(calls.map(({ name }) => name));
  return {
    name: `Canvas FHIR Appointment API ${contract.edition}`,
    description: `Canvas Medical's FHIR Appointment API, edition ${contract.edition}. Made by canvas-fhir-harness ${version} from its table of documented behaviours; a call that shows a rule has its id as its name.`,
    token: await onMock(async ({ token }) => token),
    calls,
    notShown: ruleIds.filter(
      (rule) => contract.isInForce(rule) && ruleOf(rule).outcome !== undefined && !names.has(rule),
    ),
  };
};
