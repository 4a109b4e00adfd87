// A refused write changes nothing: what is stored is looked at before and after each write that a scenario expects to be refused.
import { isDeepStrictEqual } from 'node:util';
import { exchangeOf, type Answer, type Exchange, type Mismatch, type Send, type Target } from '../../targets/index.ts';
import { exchangeWithoutMarks } from '../../targets/live/index.ts';
import { daysOf, strangersIn } from './strangers.ts';

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
