// A scene: the records, writes and request that led to a live answer, as a mock can play them with a token like the one that was sent.
import type { Mock } from '../../mock-server/index.ts';
import { tokenFor } from '../../targets/mock.ts';
import { sendInProcess } from '../requests/in-process.ts';
import { createdId, outcomeOf, type Outcome } from '../requests/index.ts';
import { loadRecords, type Appointment, type LiveState, type Sent } from './live-state.ts';
import type { ProxiedExchange } from './proxied-exchange.ts';

/** What the token of a request was good for, as the live side has shown. */
export type Bearer = 'none' | 'bad' | 'narrow' | 'good';

/** What leads to an answer: records, what is assumed not to be there, and writes that came before it. */
export interface Scene {
  readonly records: readonly Appointment[];
  readonly writes: readonly (Sent & { readonly id: string })[];
  readonly request: Sent;
  readonly bearer: Bearer;
  /** True for what is assumed to be absent, by its name. */
  readonly isAbsent?: (name: string) => boolean;
  /** The key of a type that is assumed not to be scheduleable. */
  readonly unscheduleable?: string;
}

/** The headers that an answer depends on. */
const relevantHeaders = ['content-type', 'accept', 'prefer', 'if-unmodified-since'] as const;

/** A request as it can be sent again. */
export const requestOf = ({ method, url, requestHeaders, requestBody }: ProxiedExchange): Sent => ({
  method,
  url,
  headers: Object.fromEntries(
    relevantHeaders.flatMap((name) => (requestHeaders[name] === undefined ? [] : [[name, requestHeaders[name]]])),
  ),
  body: requestBody.length === 0 ? undefined : requestBody.toString('utf8'),
});

const authorization = async (mock: Mock, bearer: Bearer): Promise<Readonly<Record<string, string>>> => {
  if (bearer === 'none') return {};
  const token =
    bearer === 'good'
      ? mock.token
      : bearer === 'bad'
        ? 'no-such-token'
        : await tokenFor(mock, 'user/Slot.read', undefined, mock.fetch);
  return { authorization: `Bearer ${token}` };
};

/** Asks a mock as it stands. */
export const sendToMock = async (
  mock: Mock,
  { method, url, headers, body }: Sent,
  bearer: Bearer,
): Promise<Outcome> => {
  const sent = ['GET', 'HEAD'].includes(method) || body === undefined ? {} : { body };
  const request = new Request(`${mock.url}${url}`, {
    method,
    headers: { ...headers, ...(await authorization(mock, bearer)) },
    ...sent,
  });
  return outcomeOf(await sendInProcess(mock)(request), { baseUrl: mock.url, ehrUrl: mock.url });
};

/** Gives what a mock has created the id that it has on the live side. */
export const withLiveId = ({ world }: Mock, outcome: Outcome, id: string): Appointment | undefined => {
  const own = createdId(outcome);
  const { appointments, encounters } = world.store();
  const record = own === undefined ? undefined : appointments.get(own);
  if (own === undefined || record === undefined) return undefined;
  appointments.remove(own);
  const known = { ...record, id };
  appointments.put(known);
  if (known.encounter !== null) encounters.put({ id: known.encounter, appointment: id, practitioner: null });
  return known;
};

/** Plays a scene on a mock: the answers to the writes and, last, to the request. */
export const playScene = async (mock: Mock, state: LiveState, scene: Scene): Promise<readonly Outcome[]> => {
  loadRecords(mock, state, scene.records, scene.isAbsent);
  const type = state.collections.noteTypes.get(scene.unscheduleable ?? '');
  if (type !== undefined) mock.world.store().noteTypes.put({ ...type, scheduleable: false });
  const outcomes: Outcome[] = [];
  for (const write of scene.writes) {
    const outcome = await sendToMock(mock, write, 'good');
    if (write.method === 'POST') withLiveId(mock, outcome, write.id);
    outcomes.push(outcome);
  }
  return [...outcomes, await sendToMock(mock, scene.request, scene.bearer)];
};
