// A recording as the counterpart: its requests are put to the mock, and its answers are compared with what the mock says.
import { readCassettes, type Taped } from '../cassettes/cassette.ts';
import { isPseudonymous } from '../../redaction/people/index.ts';
import {
  played,
  differencesOf,
  type Difference,
  outcomeOf,
  type Outcomes,
  type Script,
  type Counterpart,
  type Side,
  callsOf,
  gatherScripts,
  type SuiteScripts,
} from '../requests/index.ts';
import type { Edition } from '../../schemas/editions/editions.ts';
import type { Opened } from '../../targets/recorded.ts';
import { withoutMarks } from '../../targets/live/index.ts';
import type { Target } from '../../targets/index.ts';

interface Recording extends SuiteScripts {
  readonly counterpart: Counterpart;
  readonly edition: Edition;
}

/** A tape whose requests can be put to another server. */
interface Playable extends Taped {
  readonly target: Opened;
}

const sendsNothing = (): never => {
  throw new Error('a recording sends nothing');
};

/** What is known of the target that was recorded. */
const targetOf = ({ clientId: _client, combined: _combined, ...opened }: Opened): Target => ({
  ...opened,
  client: undefined,
  token: sendsNothing,
  send: sendsNothing,
  adminAccess: undefined,
  lacks: () => undefined,
  close: () => Promise.resolve(),
});

const scriptOf = ({ at, name, rules, target, exchanges }: Playable): Script => ({
  name: `${at} ${name}`,
  rules,
  calls: callsOf(target, exchanges).map((call, taped) => ({ ...call, body: withoutMarks(call.body), taped })),
});

const outcomesOf = ({ target, exchanges }: Playable): Outcomes =>
  exchanges.map(({ response: { status, headers, body, text } }) =>
    outcomeOf({ status, headers: new Headers(headers), text: text ?? JSON.stringify(body) }, target),
  );

/** A recorded scenario as it can be put to another server, or why it cannot. */
const playableOf = (taped: Taped): Playable | string => {
  const { target, exchanges, notExercised, obstacle } = taped;
  if (obstacle !== null) return obstacle;
  if (target === null || exchanges.length === 0) return notExercised?.reason ?? 'it sends nothing';
  const sent = JSON.stringify(exchanges.map(({ request: { path, body } }) => [path, body]));
  if (sent.includes('=(redacted)')) return 'it sends secrets';
  return isPseudonymous(sent) ? 'it sends what is hidden' : { ...taped, target };
};

/** True for what a recording has hidden: how a person is called, or was born. */
export const isHidden = ({ where, counterpart }: Difference): boolean =>
  (typeof counterpart === 'string' && isPseudonymous(counterpart)) || /(^|\.)birthDate$/.test(where);

interface Tape extends Side {
  /** What the mock has answered to the whole script. */
  whole?: Side;
}

/** The answers to some of the recorded calls: none where the mock answers them otherwise without the rest. */
const answersOf = (tape: Tape, script: Script, mock: Side): Outcomes => {
  const taken = (outcomes: Outcomes): Outcomes => script.calls.map(({ taped = -1 }) => outcomes[taped]);
  const isWhole = script.calls.length === tape.outcomes.length;
  if (isWhole) tape.whole = mock;
  const { target, outcomes } = tape.whole ?? mock;
  const isUnchanged = isWhole || differencesOf(script, { target, outcomes: taken(outcomes) }, mock).length === 0;
  return isUnchanged ? taken(tape.outcomes) : [];
};

const counterpartOf = (folder: string, tapes: ReadonlyMap<string, Tape>): Counterpart => {
  const tapeOf = (script: Script | undefined): Tape => {
    const tape = tapes.get(script?.name ?? '');
    if (tape === undefined) throw new Error(`${script?.name ?? 'a script without a name'} was not recorded`);
    return tape;
  };
  return {
    name: folder,
    canBeAsked: false,
    open: async (script) => tapeOf(script).target,
    answer: async (script, _target, mock) => ({ outcomes: answersOf(tapeOf(script), script, mock) }),
    close: async () => [],
  };
};

/** The recording of a folder, as far as it is of some rules; of all where none is named. */
export const openRecording = (folder: string, edition: Edition | undefined, rules: readonly string[]): Recording => {
  const { manifest, scenarios } = readCassettes(folder, edition);
  const now = new Date(Date.now()).toISOString().slice(0, 19);
  const all = JSON.parse(played(JSON.stringify(scenarios), now)) as readonly Taped[];
  const chosen = all.filter((one) => rules.length === 0 || one.rules.some((rule) => rules.includes(rule)));
  const tapes = new Map<string, Tape>();
  const gathered = gatherScripts(chosen, (taped) => {
    const playable = playableOf(taped);
    if (typeof playable === 'string') return playable;
    const script = scriptOf(playable);
    tapes.set(script.name, { target: targetOf(playable.target), outcomes: outcomesOf(playable) });
    return script;
  });
  return { ...gathered, counterpart: counterpartOf(folder, tapes), edition: manifest.edition };
};
