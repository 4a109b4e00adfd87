// Sends one sequence of requests to a world of its own, and tells the first answer or change that is wrong.
import { developmentToken } from '../../mock-server/index.ts';
import { faultOfAnswer } from './judging.ts';
import type { FuzzedMocks, MockKind } from './mocks.ts';
import { asText, withValues, type FuzzRequest, type Known } from './request.ts';
import { sendPatiently } from './patience.ts';
import { agent, createdId, type Answer, type Outcome } from './sending.ts';
import { faultOfState, stateFrom, type State } from './world-model.ts';

/** Requests of a sequence, and the kind of mock that gets them. */
export interface Sequence {
  readonly kind: MockKind;
  readonly requests: readonly FuzzRequest[];
}

interface Seen {
  readonly appointment: string[];
  readonly token: string[];
  readonly code: string[];
  readonly refresh: string[];
}

const admin = (method: string, path: string): FuzzRequest => ({ face: 'admin', method, path, headers: {} });

const textMember = (text: string, name: string): string | undefined =>
  new RegExp(`"${name}":"([^"]+)"`).exec(text)?.[1];

/** Keeps what later requests can name. */
const learn = (seen: Seen, answer: Answer): void => {
  const { headers, text, status } = answer;
  if (status >= 400) return;
  const id = createdId(answer);
  if (id !== undefined) seen.appointment.push(id);
  const code = /[?&]code=([0-9a-f]+)/.exec(headers.location ?? '')?.[1];
  if (code !== undefined) seen.code.push(code);
  const [token, refresh] = [textMember(text, 'access_token'), textMember(text, 'refresh_token')];
  if (token !== undefined) seen.token.push(token);
  if (refresh !== undefined) seen.refresh.push(refresh);
};

/** A world in which a sequence runs. */
class Run {
  readonly #url: string;
  readonly #busiest: FuzzedMocks['busiest'];
  readonly #known: Known & Seen;
  #state: State = new Map();
  sent = 0;

  constructor({ urlOf, busiest }: FuzzedMocks, kind: MockKind, number: number) {
    this.#url = urlOf(kind);
    this.#busiest = busiest;
    this.#known = {
      world: `fuzz-${number}`,
      aside: `aside-${number}`,
      appointment: [],
      token: [],
      code: [],
      refresh: [],
    };
  }

  async #send(request: FuzzRequest): Promise<Outcome> {
    this.sent += 1;
    return sendPatiently(this.#url, request, this.#busiest);
  }

  /** The world as it is, or in words why nobody can tell. */
  async #look(): Promise<State | string> {
    const outcome = await this.#send(admin('GET', `/__admin/worlds/${this.#known.world}/export`));
    if (typeof outcome === 'string') return `the export of the world: ${outcome}`;
    return outcome.status === 200 ? stateFrom(outcome.text) : `the export of the world: status ${outcome.status}`;
  }

  async begin(): Promise<string | undefined> {
    const body = JSON.stringify({ name: this.#known.world });
    await this.#send({ ...admin('POST', '/__admin/worlds'), body });
    const state = await this.#look();
    if (typeof state === 'string') return state;
    this.#state = state;
    return undefined;
  }

  async end(): Promise<void> {
    for (const name of [this.#known.world, this.#known.aside])
      await this.#send(admin('DELETE', `/__admin/worlds/${name}`));
  }

  /** Every exchange is explained, and what was created can be read. */
  async #followUp({ face, method }: FuzzRequest, answer: Answer): Promise<string | undefined> {
    const { status, headers } = answer;
    const explained = headers['x-mock-explain'];
    if (typeof explained === 'string') {
      const request = admin('GET', explained);
      const fault = faultOfAnswer(request, await this.#send(request));
      if (fault !== undefined) return `its explanation: ${fault}`;
    }
    const id = createdId(answer);
    if (face !== 'fhir' || method !== 'POST' || status !== 201 || id === undefined) return undefined;
    const auth = { authorization: `Bearer ${developmentToken}`, 'x-mock-world': this.#known.world };
    const read = await this.#send({ face, method: 'GET', path: `/Appointment/${id}`, headers: auth });
    if (typeof read !== 'string' && read.status === 200) return undefined;
    return `what was created is not read: ${typeof read === 'string' ? read : read.status}`;
  }

  /** The fault of one request, in words. */
  async take(template: FuzzRequest): Promise<string | undefined> {
    const request = withValues(template, this.#known);
    const outcome = await this.#send(request);
    const fault = faultOfAnswer(request, outcome);
    if (fault !== undefined || typeof outcome === 'string') return fault;
    learn(this.#known, outcome);
    const isOwn = template.headers['x-mock-world'] === '{world}';
    const later = isOwn || template.face === 'bytes' ? await this.#followUp(request, outcome) : undefined;
    if (later !== undefined) return later;
    const state = await this.#look();
    if (typeof state === 'string') return state;
    const change = faultOfState(template, request, outcome, [this.#state, state]);
    this.#state = state;
    return change;
  }
}

interface SequenceFault {
  readonly text: string;
  /** The place of the request that shows it. */
  readonly at: number;
}

let worlds = 0;

/** What is wrong with a sequence, with its last request; undefined where nothing is. `count` is told the requests sent. */
export const faultOfSequence = async (
  { kind, requests }: Sequence,
  mocks: FuzzedMocks,
  count: (sent: number) => void,
): Promise<SequenceFault | undefined> => {
  worlds += 1;
  const run = new Run(mocks, kind, worlds);
  try {
    const unopened = await run.begin();
    if (unopened !== undefined) return { text: unopened, at: 0 };
    for (const [at, request] of requests.entries()) {
      const fault = await run.take(request);
      if (fault === undefined) continue;
      if (fault.includes('in time')) await mocks.restart();
      const stack = fault.includes('server error') ? `\n${mocks.printed().slice(-600)}` : '';
      return { text: `${fault}, after ${asText(request)}${stack}`, at };
    }
    await run.end();
    return undefined;
  } finally {
    count(run.sent);
  }
};

/** Gives connections back. */
export const endSending = (): void => agent.destroy();
