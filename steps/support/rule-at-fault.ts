// The rule that a difference belongs to by itself, whatever the scenario is about.
import { isObject } from '../../schemas/json.ts';
import { saysTimeIsTaken, withCastIds, type Exchange, type Mismatch, type Target } from '../../targets/index.ts';
import { strangersIn, type Stored } from './strangers.ts';

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

/** The id of an appointment that is read; undefined of another request. */
const idRead = ({ request: { method, path } }: Exchange): string | undefined =>
  method === 'GET' ? /^\/Appointment\/([^/?]+)$/.exec(path)?.[1] : undefined;

/** A read of an id that the scenario has not made, which succeeds and shows no appointment. */
const isReadOfNothing = (exchange: Exchange, known: ReadonlySet<string>): boolean => {
  const id = idRead(exchange);
  const { status, body } = exchange.response;
  const showsOne = isObject(body) && body['resourceType'] === 'Appointment';
  return id !== undefined && !known.has(id) && isSuccess(status) && !showsOne;
};

/** What is known of the records of a scenario: the ids of all, and the days on which what was sent of them begins. */
export interface Known {
  readonly seen: ReadonlySet<string>;
  readonly daysSent: ReadonlySet<string>;
}

/** A read of what the scenario has made that shows a day which no record of the scenario has: that of another record. */
const isReadOfAnother = (exchange: Exchange, { cast, day }: Target, { seen, daysSent }: Known): boolean => {
  const { body } = exchange.response;
  const { start } = (isObject(body) ? body : {}) as Stored;
  if (!seen.has(idRead(exchange) ?? '') || typeof start !== 'string' || daysSent.has(start.slice(0, 10))) return false;
  const [from, to] = ['{day-3}', '{day+11}'].map((text) => withCastIds(text, cast, day));
  return start.slice(0, 10) < (from ?? '') || start.slice(0, 10) > (to ?? '');
};

/**
 * The rule that a difference belongs to, whatever the scenario is about; none where it belongs to the scenario's own. It is
 * at fault where a searchset shows records that nobody made, a time is said to be taken that no scenario takes, a refusal
 * says nothing, or a success has another status. `watched` is the rule that an answer of the scenario has broken before. On
 * the mock, whose clinic has records of others, only a missing id or encounter tells.
 */
export const ruleAtFault = (
  exchange: Exchange | undefined,
  target: Target,
  known: Known,
  compared: Compared,
  watched: string | undefined,
): Pick<Mismatch, 'rule'> => {
  if (compared.what === lostId) return { rule: 'interaction/create-location-header' };
  if (compared.what.startsWith(noEncounter)) return { rule: 'supporting-information/encounter' };
  if (target.kind === 'mock' || exchange === undefined) return {};
  if (isReadOfAnother(exchange, target, known)) return { rule: 'interaction/create-location-header' };
  if (isOtherSuccess(compared)) return { rule: 'interaction/documented-statuses' };
  if (isWithoutText(compared)) return { rule: 'interaction/outcome-shape' };
  if (isReadOfNothing(exchange, known.seen)) return { rule: 'interaction/unknown-id' };
  if (isOfTakenTime(exchange)) return { rule: 'booking/double-booking-refused' };
  if (watched !== undefined) return { rule: watched };
  return strangersIn(exchange, target, known.seen).length === 0 ? {} : { rule: 'interaction/create-makes-one' };
};
