// A refused write changes nothing: what is stored is looked at before and after each write that a scenario expects to be refused.
import { isDeepStrictEqual } from 'node:util';
import { isObject } from '../../schemas/json.ts';
import {
  exchangeOf,
  saysTimeIsTaken,
  withCastIds,
  type Answer,
  type Exchange,
  type Mismatch,
  type Send,
  type Target,
} from '../../targets/index.ts';
import { exchangeWithoutMarks } from '../../targets/live/index.ts';

/** The rule that a look belongs to, whatever the scenario is about. */
const rule = 'interaction/refused-writes-change-nothing';

interface Options {
  /** The ids of the records that the scenario knows of. */
  readonly known: () => ReadonlySet<string>;
  /** Keeps a look as evidence: before the write that it belongs to, or after it. Evidence stands in the order of sending. */
  readonly recordBefore: (look: Exchange) => void;
  readonly recordAfter: (look: Exchange) => void;
  readonly note: (mismatch: Mismatch) => void;
}

interface Looking extends Options {
  readonly target: Target;
  /** Reads a path below the base with the token of the run, whatever token the scenario uses. */
  readonly look: (path: string, record: Options['recordBefore']) => Promise<Exchange>;
}

interface Write {
  readonly type: string;
  readonly id: string | undefined;
}

const writeOf = ({ method, url }: Request, baseUrl: string): Write | undefined => {
  const [, type, id] = /^\/(Appointment|Patient)(?:\/([^/?]+))?$/.exec(url.slice(baseUrl.length)) ?? [];
  const isWrite = ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method) && id !== '_search';
  return type !== undefined && isWrite ? { type, id } : undefined;
};

const isRefused = ({ status }: Answer): boolean => status >= 400 && status < 500;

interface Stored {
  readonly resourceType?: unknown;
  readonly id?: unknown;
  readonly start?: unknown;
}

const entriesIn = ({ response: { body } }: Exchange): readonly Stored[] => {
  const entry = isObject(body) && Array.isArray(body['entry']) ? (body['entry'] as { resource?: Stored }[]) : [];
  return entry.flatMap(({ resource }) => resource ?? []);
};

/** The days around a scenario's own on which its records stand: the first and the last. */
const daysOf = ({ cast, day }: Target): readonly [from: string, to: string] => [
  withCastIds('{day-1}', cast, day),
  withCastIds('{day+2}', cast, day),
];

/** The appointments that a searchset shows around the day of a scenario and that the scenario knows nothing of. */
const strangersIn = (exchange: Exchange, target: Target, known: ReadonlySet<string>): readonly Stored[] => {
  const [from, to] = daysOf(target);
  const isNear = ({ resourceType, start }: Stored): boolean =>
    resourceType === 'Appointment' &&
    typeof start === 'string' &&
    start.slice(0, 10) >= from &&
    start.slice(0, 10) <= to;
  return entriesIn(exchange).filter((one) => isNear(one) && !known.has(String(one.id)));
};

/** What a mismatch is about where a create has not said which id the new record has. */
export const lostId = 'The id of the new record';

const isOfTakenTime = ({ request: { method }, response: { status, text } }: Exchange): boolean =>
  method !== 'GET' && status === 422 && saysTimeIsTaken(text);

const isSuccess = (status: unknown): boolean => typeof status === 'number' && status >= 200 && status < 300;

/** What a mismatch is about where an appointment refers to no encounter. */
export const noEncounter = 'The encounter of';

/** What was compared, and with what. */
interface Compared {
  readonly what: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

const isRedirect = (status: unknown): boolean => typeof status === 'number' && status >= 300 && status < 400;

/** An answer that is no refusal, with another status than that of its interaction, whatever else is wrong. */
const isOtherSuccess = ({ what, expected, actual }: Compared): boolean =>
  what.startsWith('The status of the') && (isRedirect(actual) || (isSuccess(expected) && isSuccess(actual)));

interface Refused {
  readonly status?: unknown;
  readonly code?: unknown;
  readonly text?: unknown;
}

/** A refusal that has the expected status and code, and no text where it has to stand. */
const isWithoutText = ({ expected, actual }: Compared): boolean => {
  const [one, other] = [expected, actual].map((side): Refused => (isObject(side) ? side : {}));
  return other?.text === '' && one?.status === other.status && one?.code === other.code;
};

/** A read of an id that the scenario has not made, which succeeds and shows no appointment. */
const isReadOfNothing = ({ request, response: { status, body } }: Exchange, known: ReadonlySet<string>): boolean => {
  const [, id] = (request.method === 'GET' ? /^\/Appointment\/([^/?]+)$/.exec(request.path) : null) ?? [];
  const showsOne = isObject(body) && body['resourceType'] === 'Appointment';
  return id !== undefined && !known.has(id) && isSuccess(status) && !showsOne;
};

/** A read of what the scenario has made that shows a day which no record of the scenario has: that of another record. */
const isReadOfAnother = (
  { request, response: { body } }: Exchange,
  { cast, day }: Target,
  known: ReadonlySet<string>,
): boolean => {
  const [, id = ''] = (request.method === 'GET' ? /^\/Appointment\/([^/?]+)$/.exec(request.path) : null) ?? [];
  const { start } = (isObject(body) ? body : {}) as Stored;
  if (!known.has(id) || typeof start !== 'string') return false;
  const [from, to] = ['{day-3}', '{day+11}'].map((text) => withCastIds(text, cast, day));
  return start.slice(0, 10) < (from ?? '') || start.slice(0, 10) > (to ?? '');
};

/**
 * The rule at fault (`watched` where the exchanges have shown it before) where a difference belongs to one, whatever the scenario is about: a searchset shows records that
 * nobody made, or that its filter leaves out, time is said to be taken that no scenario takes, a refusal says nothing, or
 * any success has another status. The mock's own clinic has records of others.
 */
export const ruleAtFault = (
  exchange: Exchange | undefined,
  target: Target,
  known: ReadonlySet<string>,
  compared: Compared,
  watched: string | undefined,
): Pick<Mismatch, 'rule'> => {
  if (compared.what === lostId) return { rule: 'interaction/create-location-header' };
  if (compared.what.startsWith(noEncounter)) return { rule: 'supporting-information/encounter' };
  if (target.kind === 'mock' || exchange === undefined) return {};
  if (isReadOfAnother(exchange, target, known)) return { rule: 'interaction/create-location-header' };
  if (isOtherSuccess(compared)) return { rule: 'interaction/documented-statuses' };
  if (isWithoutText(compared)) return { rule: 'interaction/outcome-shape' };
  if (isReadOfNothing(exchange, known)) return { rule: 'interaction/unknown-id' };
  if (isOfTakenTime(exchange)) return { rule: 'booking/double-booking-refused' };
  if (watched !== undefined) return { rule: watched };
  return strangersIn(exchange, target, known).length === 0 ? {} : { rule: 'interaction/create-makes-one' };
};

const lookForCreated = async (looking: Looking): Promise<void> => {
  const { look, target, known, note, recordAfter } = looking;
  const [from, to] = daysOf(target);
  const range = `date=ge${from}&date=le${to}`;
  const [stranger] = strangersIn(await look(`/Appointment?${range}&_count=50`, recordAfter), target, known());
  if (stranger !== undefined)
    note({ rule, what: 'What a search finds after the create was refused', expected: null, actual: stranger });
};

const lookForChanged = async (before: Exchange, path: string, looking: Looking): Promise<void> => {
  const { look, note, recordAfter } = looking;
  const after = await look(path, recordAfter);
  if (![200, 404].includes(after.response.status)) return;
  const [one, other] = [before, after].map(({ response: { status, body } }) => ({ status, body }));
  if (!isDeepStrictEqual(one, other))
    note({ rule, what: 'What is stored after the write was refused', expected: one?.body, actual: other?.body });
};

const lookerAt =
  ({ baseUrl, kind, token, send }: Target): Looking['look'] =>
  async (path, record) => {
    const headers = { authorization: `Bearer ${await token()}`, accept: 'application/json' };
    const exchange = await exchangeOf(new Request(`${baseUrl}${path}`, { headers }), send);
    record(exchange);
    return kind === 'mock' ? exchange : exchangeWithoutMarks(exchange);
  };

/** Sends, and looks at what is stored around each write. Appointments are looked for; patients too, where they have an id. */
export const lookingAtRefusals = (target: Target, options: Options): Send => {
  const { send, baseUrl } = target;
  const looking: Looking = { ...options, target, look: lookerAt(target) };
  return async (request) => {
    const write = writeOf(request, baseUrl);
    if (write === undefined) return send(request);
    const path = write.id === undefined ? undefined : `/${write.type}/${write.id}`;
    const before = path === undefined ? undefined : await looking.look(path, looking.recordBefore);
    const answer = await send(request);
    if (!isRefused(answer)) return answer;
    if (before !== undefined && path !== undefined) {
      if (before.response.status === 200) await lookForChanged(before, path, looking);
    } else if (write.type === 'Appointment') await lookForCreated(looking);
    return answer;
  };
};
