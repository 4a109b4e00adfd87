// A target that was recorded: each request is answered by what came at its place in the run, and nothing is sent.
import { Socket } from 'node:net';
import { mark } from '../redaction/secrets.ts';
import { jsonIn } from '../schemas/json.ts';
import { readText } from '../schemas/read-text.ts';
import type { Cast } from './cast.ts';
import type { NotExercised } from './evidence.ts';
import type { Exchange } from './exchange.ts';
import { withheldFor } from './failures.ts';
import { markOf, withMark } from './live/run-mark.ts';
import type { CombinedRecords } from './scenario.ts';
import { NoAnswer, OwnSilence, type Answer, type Send } from './send.ts';
import type { AdminAccess, Target } from './target.ts';

/** What a scenario said of its target when it opened it. */
export interface Opened {
  readonly kind: Target['kind'];
  readonly baseUrl: string;
  readonly ehrUrl: string;
  readonly edition: string;
  readonly cast: Cast;
  readonly day: string;
  readonly clientId: string | null;
  readonly combined?: readonly CombinedRecords[];
}

/** What a scenario says of its target. */
export const openedOf = ({ kind, baseUrl, ehrUrl, edition, cast, day, client, combined }: Target): Opened => ({
  ...{ kind, baseUrl, ehrUrl, edition, cast, day },
  clientId: client?.id ?? null,
  ...(combined === undefined ? {} : { combined: combined.attempts }),
});

interface Performed {
  readonly target: Opened | null;
  readonly exchanges: readonly Exchange[];
  readonly notExercised: NotExercised | null;
  readonly silence?: string | null;
}

type Recording = Readonly<Record<string, Performed>>;

let recording: Recording | undefined;

const refuse = (): never => {
  throw new Error('A recording is played without network, and something tried to connect');
};

/** From here on no socket of this process connects: what is played from a recording must reach nobody, whoever asks. */
const shutNetwork = (): void => {
  Socket.prototype.connect = refuse;
};

const recordingIn = (file: string): Recording => {
  if (recording === undefined) shutNetwork();
  return (recording ??= JSON.parse(readText(file)) as Recording);
};

/** The body of a request with the mark that it was recorded with: the fence of a live target had put it there. */
const sentAs = (given: string, recorded: unknown): string => {
  const mark = markOf(recorded);
  return mark === undefined ? given : JSON.stringify(withMark(jsonIn(given), mark));
};

const answerOf = ({ request, response }: Exchange, given: string): Answer => ({
  status: response.status,
  headers: new Headers(response.headers),
  text: response.text,
  sent: sentAs(given, request.body),
});

/** What was recorded, as far as it has been played. */
interface Played {
  readonly left: Exchange[];
  /** How a path that was sent stands in the recording, where something may be hidden in it. */
  readonly paths: Map<string, string>;
}

const pathOf = (url: string): string => {
  const { pathname, search } = new URL(url);
  return `${pathname}${search}`;
};

/** The recorded answers in their order. What the run withheld after the last is withheld again, and else none is there. */
const answering =
  (played: Played, { notExercised, silence }: Performed): Send =>
  async (request) => {
    const { method, url } = request;
    const next = played.left.shift();
    if (next !== undefined) played.paths.set(pathOf(url), next.request.path);
    if (next !== undefined) return answerOf(next, await request.clone().text());
    const withheld = withheldFor(notExercised);
    if (withheld !== undefined) throw withheld;
    if (typeof silence === 'string') throw new OwnSilence(silence, 'UNRECORDED', undefined);
    throw new NoAnswer(`No answer from ${method} ${url}: none is recorded`, 'UNRECORDED', undefined);
  };

/** A search was asked again where the next exchange is the same search. */
const isAskedAgain = ({ left: { 0: next }, paths }: Played, { method, url }: Request): boolean =>
  next?.request.method === method && next.request.path === paths.get(pathOf(url));

const recordedLag = (played: Played): NonNullable<Target['lag']> => ({
  waitToAskAgain: (search) => Promise.resolve(isAskedAgain(played, search)),
  noteHelp: () => undefined,
  newLongest: () => undefined,
});

const doNothing = (): Promise<void> => Promise.resolve();
const adminAccess: AdminAccess = {
  setClock: doNothing,
  setSetting: doNothing,
  patchRecord: doNothing,
  actInChart: doNothing,
};

/** A value that is hidden in every recording, so that it reads the same as the one it stands for. */
const hidden = mark;

/** The target of the scenario at a place, as a recording has it. Throws where it has none. */
export const recordedTarget = (file: string, place: string): Target => {
  const performed = recordingIn(file)[place];
  const withheld = withheldFor(performed?.notExercised ?? null);
  if (performed?.target === null && withheld !== undefined) throw withheld;
  if (performed === undefined || performed.target === null)
    throw new Error(`The scenario at ${place} was not recorded`);
  const { clientId, combined, ...opened } = performed.target;
  const played: Played = { left: [...performed.exchanges], paths: new Map() };
  return {
    ...opened,
    client: clientId === null ? undefined : { id: clientId, secret: hidden },
    token: () => Promise.resolve(hidden),
    hiddenSecret: hidden,
    send: answering(played, performed),
    ...(combined === undefined ? {} : { combined: { attempts: combined, refuse: () => undefined } }),
    ...(opened.kind === 'live' ? { lag: recordedLag(played) } : {}),
    adminAccess: opened.kind === 'mock' ? adminAccess : undefined,
    // What a scenario has learnt from an answer it did not know when it began.
    lacks: (need) =>
      performed.exchanges.length === 0 && performed.notExercised?.need === need
        ? performed.notExercised.reason
        : undefined,
    close: doNothing,
  };
};
