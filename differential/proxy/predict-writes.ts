// Predicts what becomes of a create or an update, and lets the model do what the live side has done.
import { createdId, type Outcome } from '../requests/index.ts';
import { sendToMock, withLiveId, requestOf, type Scene } from './scene.ts';
import { loadRecords, type Sent } from './live-state.ts';
import { assumeNamed, confirmNamed, assumptions } from './named-records.ts';
import type { ProxiedExchange } from './proxied-exchange.ts';
import {
  instanceId,
  sceneOf,
  toUnpredictable,
  unseen,
  type Judgement,
  type Prediction,
  type LiveModel,
} from './live-model.ts';
import { isObject, jsonIn, type JsonObject } from '../../schemas/json.ts';

const bodyOf = ({ body }: Sent): JsonObject | undefined => {
  const value = jsonIn(body ?? '');
  return isObject(value) ? value : undefined;
};

export class WritePredictor {
  readonly #model: LiveModel;

  constructor(model: LiveModel) {
    this.#model = model;
  }

  /** Asks under each assumption about what was never seen, until one gives the live answer, or the one closest to it. */
  async #underAssumptions(
    live: Outcome,
    scene: Scene,
    history: Scene,
    body: Readonly<Record<string, unknown>>,
  ): Promise<Judgement> {
    assumeNamed(this.#model.state, body);
    const tried: Prediction[] = [];
    for (const assumption of assumptions(this.#model.state, body)) {
      const judgement = await this.#model.compared(live, { ...scene, ...assumption }, { ...history, ...assumption });
      if (judgement.differences.length === 0) return judgement;
      tried.push(judgement);
    }
    const alike = tried.filter(({ mocked }) => mocked.status === live.status);
    const [closest = tried[0]] = alike.toSorted((one, other) => one.differences.length - other.differences.length);
    return closest ?? toUnpredictable('no record could be assumed');
  }

  async create(exchange: ProxiedExchange, live: Outcome): Promise<Judgement> {
    const request = requestOf(exchange);
    const scene = sceneOf([], request);
    const body = bodyOf(request);
    const judgement =
      body === undefined
        ? await this.#model.compared(live, scene)
        : await this.#underAssumptions(live, scene, scene, body);
    const id = createdId(live);
    if (live.status < 300 && id !== undefined) await this.#accept(id, request, body ?? {}, scene);
    return judgement;
  }

  async update(id: string, exchange: ProxiedExchange, live: Outcome): Promise<Judgement> {
    const { state } = this.#model;
    const known = state.appointments.get(id);
    const request = requestOf(exchange);
    const body = bodyOf(request);
    if (known === undefined && live.status === 404) return this.#model.compared(live, sceneOf([], request));
    const isDisturbed = [...exchange.overlapped].some(({ url }) => instanceId(url) === id);
    const isConditional = request.headers['if-unmodified-since'] !== undefined;
    const { 'if-unmodified-since': _condition, ...headers } = request.headers;
    const plain = isConditional && live.status !== 412 ? { ...request, headers } : request;
    if (known?.now === undefined || isDisturbed) {
      if (live.status < 300) state.appointments.set(id, { now: undefined, base: undefined, writes: [] });
      return toUnpredictable(isDisturbed ? 'another write to it was under way' : unseen);
    }
    // Whoever is told that it has changed since knows more than the proxy: it is taken to have.
    const now = isConditional && live.status === 412 ? { ...known.now, modifiedAt: Date.now() } : known.now;
    const scene = sceneOf([now], plain);
    const history = this.#model.history(id, plain);
    const judgement =
      body === undefined
        ? await this.#model.compared(live, scene, history)
        : await this.#underAssumptions(live, scene, history, body);
    if (live.status < 300) await this.#accept(id, plain, body ?? {}, scene);
    return judgement;
  }

  /** Lets the model do what the live side has done; where the mock would have refused, nobody knows what is there now. */
  async #accept(id: string, request: Sent, body: Readonly<Record<string, unknown>>, scene: Scene): Promise<void> {
    const { state, mock } = this.#model;
    confirmNamed(state, body);
    const known = state.appointments.get(id);
    loadRecords(mock, state, scene.records);
    const outcome = await sendToMock(mock, request, 'good');
    const record = request.method === 'POST' ? withLiveId(mock, outcome, id) : mock.world.store().appointments.get(id);
    const isDone = outcome.status < 300 && record !== undefined;
    state.appointments.set(id, {
      now: isDone ? record : undefined,
      base: known?.base,
      writes: isDone ? [...(known?.writes ?? []), request] : [],
    });
  }
}
