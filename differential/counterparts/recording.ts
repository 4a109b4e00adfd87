// A recording as the other side: its requests are put to the mock, and its answers are compared with what the mock says.
import { readCassettes, type Cassettes, type Taped, type TapedExchange } from '../cassettes/cassette.ts';
import { isPseudonymous } from '../cassettes/pseudonyms.ts';
import { played } from '../requests/symbols.ts';
import type { Edition } from '../../schemas/editions/editions.ts';
import type { Opened } from '../../targets/recorded.ts';
import { unmarked } from '../../targets/live/run-mark.ts';
import type { Target } from '../../targets/target.ts';
import { differencesOf, type Difference } from '../requests/compare.ts';
import { outcomeOf, type Outcomes } from '../requests/perform.ts';
import { withTexts, type Call, type Script } from '../requests/script.ts';
import type { Counterpart } from '../requests/counterpart.ts';
import type { SuiteScripts } from './suite-run.ts';
import { headersOf, Symbols } from '../requests/suite-scripts.ts';

interface Recorded extends SuiteScripts {
  readonly counterpart: Counterpart;
  readonly edition: Edition;
}

/** A tape whose requests can be put to another server. */
interface Playable extends Taped {
  readonly target: Opened;
}

const nobody = (): never => {
  throw new Error('a recording sends nothing');
};

/** What is known of the target that was recorded. */
const targetOf = ({ clientId: _client, ...opened }: Opened): Target => ({
  ...opened,
  client: undefined,
  token: nobody,
  send: nobody,
  adminAccess: undefined,
  lacks: () => undefined,
  close: () => Promise.resolve(),
});

const callOf = ({ request, bearer }: TapedExchange, taped: number, symbols: Symbols): Call => ({
  ...withTexts(
    { method: request.method, path: request.path, headers: headersOf(request), body: request.body, bearer },
    (text) => symbols.put(text),
  ),
  taped,
});

const scriptOf = ({ at, name, rules, target, exchanges }: Playable): Script => {
  const symbols = new Symbols(target);
  const calls = exchanges.map((exchange, position) => {
    const call = callOf(exchange, position, symbols);
    symbols.learn(exchange, position);
    return { ...call, body: unmarked(call.body) };
  });
  return { name: `${at} ${name}`, rules, calls };
};

const outcomesOf = ({ target, exchanges }: Playable): Outcomes =>
  exchanges.map(({ response: { status, headers, body, text } }) =>
    outcomeOf(status, new Headers(headers), text ?? JSON.stringify(body), target),
  );

const obstacleTo = ({ target, exchanges, notExercised, obstacle }: Taped): string | undefined => {
  if (obstacle !== null) return obstacle;
  if (target === null || exchanges.length === 0) return notExercised?.reason ?? 'it sends nothing';
  const sent = JSON.stringify(exchanges.map(({ request: { path, body } }) => [path, body]));
  if (sent.includes('=(redacted)')) return 'it sends secrets';
  return isPseudonymous(sent) ? 'it sends what is hidden' : undefined;
};

/** What nobody can say of a recording: how a person is called, or was born, whom it has hidden. */
export const isHidden = ({ where, other }: Difference): boolean =>
  (typeof other === 'string' && isPseudonymous(other)) || /(^|\.)birthDate$/.test(where);

interface Tape {
  readonly target: Target;
  readonly outcomes: Outcomes;
  /** What the mock has answered to the whole script. */
  whole?: readonly [Target, Outcomes];
}

/** The answers to some of the recorded calls: none where the mock answers them otherwise without the rest. */
const answersOf = (tape: Tape, script: Script, mock: Target, ours: Outcomes): Outcomes => {
  const taken = (outcomes: Outcomes): Outcomes => script.calls.map(({ taped = -1 }) => outcomes[taped]);
  const isWhole = script.calls.length === tape.outcomes.length;
  if (isWhole) tape.whole = [mock, ours];
  const [before, all] = tape.whole ?? [mock, ours];
  const holds = isWhole || differencesOf(script, [before, taken(all)], [mock, ours]).length === 0;
  return holds ? taken(tape.outcomes) : [];
};

const counterpartOf = (tapes: ReadonlyMap<string, Tape>): Counterpart => {
  const tapeOf = ({ name }: Script): Tape => tapes.get(name) ?? nobody();
  return {
    canBeAsked: false,
    open: (script) => Promise.resolve(tapeOf(script).target),
    answers: (_target, script, mock, ours) =>
      Promise.resolve({ outcomes: answersOf(tapeOf(script), script, mock, ours) }),
  };
};

const recordedIn = ({ manifest, scenarios }: Cassettes, rules: readonly string[]): Recorded => {
  const now = new Date(Date.now()).toISOString().slice(0, 19);
  const all = JSON.parse(played(JSON.stringify(scenarios), now)) as readonly Taped[];
  const tapes = new Map<string, Tape>();
  const scripts: Script[] = [];
  const leftOut: Record<string, number> = {};
  for (const taped of all.filter((one) => rules.length === 0 || one.rules.some((rule) => rules.includes(rule)))) {
    const why = obstacleTo(taped);
    if (why !== undefined) leftOut[why] = (leftOut[why] ?? 0) + 1;
    if (why !== undefined || taped.target === null) continue;
    const playable = { ...taped, target: taped.target };
    const script = scriptOf(playable);
    scripts.push(script);
    tapes.set(script.name, { target: targetOf(taped.target), outcomes: outcomesOf(playable) });
  }
  return { scripts, leftOut, counterpart: counterpartOf(tapes), edition: manifest.edition };
};

/** The recording of a folder, as far as it is of some rules; of all where none is named. */
export const recordingAt = (folder: string, edition: Edition | undefined, rules: readonly string[]): Recorded =>
  recordedIn(readCassettes(folder, edition), rules);
