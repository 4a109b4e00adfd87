// Predicts what the live side has answered, by the mock and what has been seen; then learns from the answer.
import type { Outcome } from '../requests/index.ts';
import { requestOf, type Bearer } from './scene.ts';
import { answeredInstead } from './other-answers.ts';
import { assumeThere, isPersonOrPlace, isResource, listOf } from './learn-records.ts';
import type { ProxiedExchange } from './proxied-exchange.ts';
import { predictSearch } from './predict-search.ts';
import { instanceId, sceneOf, toUnpredictable, unseen, type Judgement, type LiveModel } from './live-model.ts';
import { WritePredictor } from './predict-writes.ts';

const bearerOf = ({ requestHeaders }: ProxiedExchange, { status }: Outcome): Bearer => {
  if (requestHeaders['authorization'] === undefined) return 'none';
  return status === 401 ? 'bad' : status === 403 ? 'narrow' : 'good';
};

const isSearch = ({ method, url }: ProxiedExchange): boolean =>
  (method === 'GET' && /^\/Appointment\/?(\?|$)/.test(url)) ||
  (method === 'POST' && /^\/Appointment\/_search\/?(\?|$)/.test(url));

export class Predictor {
  readonly #model: LiveModel;
  readonly #writes: WritePredictor;

  constructor(model: LiveModel) {
    this.#model = model;
    this.#writes = new WritePredictor(model);
  }

  /** Judges an exchange and learns from it. */
  async judge(exchange: ProxiedExchange, live: Outcome): Promise<Judgement> {
    const judgement = await this.#judgement(exchange, live);
    this.#model.state.addIds(`${exchange.url} ${JSON.stringify(live)}`);
    return judgement;
  }

  async #judgement(exchange: ProxiedExchange, live: Outcome): Promise<Judgement> {
    if (!/^\/Appointment(\/|\?|$)/.test(exchange.url)) {
      this.#learnOthers(live);
      return toUnpredictable('only appointments are predicted');
    }
    const other = answeredInstead(live);
    if (other !== undefined) return toUnpredictable(other);
    const bearer = bearerOf(exchange, live);
    if (bearer !== 'good') return this.#model.compared(live, sceneOf([], requestOf(exchange), bearer));
    if (isSearch(exchange)) return this.#search(exchange, live);
    const id = instanceId(exchange.url);
    if (exchange.method === 'GET' && id !== undefined) return this.#read(id, exchange, live);
    if (exchange.method === 'PUT' && id !== undefined) return this.#writes.update(id, exchange, live);
    if (exchange.method === 'POST' && /^\/Appointment\/?$/.test(exchange.url))
      return this.#writes.create(exchange, live);
    return this.#model.compared(live, sceneOf([], requestOf(exchange), bearer));
  }

  /** People and places that the live side shows. */
  #learnOthers({ status, body }: Outcome): void {
    if (status !== 200) return;
    const entries = listOf((body as { entry?: unknown } | null | undefined)?.entry).map(({ resource }) => resource);
    for (const resource of [body, ...entries])
      if (isResource(resource) && isPersonOrPlace(resource.resourceType)) {
        assumeThere(this.#model.state, resource.resourceType, resource.id);
        this.#model.state.confirm(`${resource.resourceType}/${resource.id}`);
      }
  }

  async #read(id: string, exchange: ProxiedExchange, live: Outcome): Promise<Judgement> {
    const known = this.#model.state.appointments.get(id);
    const request = requestOf(exchange);
    if (known === undefined && live.status === 404) return this.#model.compared(live, sceneOf([], request));
    const shown = live.status === 200 && isResource(live.body) ? live.body : undefined;
    const isDisturbed = [...exchange.overlapped].some(({ url }) => instanceId(url) === id);
    if (known?.now === undefined || isDisturbed) {
      if (shown !== undefined) this.#model.learn(shown);
      if (known === undefined) return toUnpredictable(unseen);
      return toUnpredictable(isDisturbed ? 'a write to it was under way' : 'how it looks was not known any more');
    }
    if (shown !== undefined) this.#model.fillIn(shown);
    const judgement = await this.#model.compared(live, sceneOf([known.now], request), this.#model.history(id, request));
    if (shown !== undefined) this.#model.learn(shown);
    return judgement;
  }

  async #search(exchange: ProxiedExchange, live: Outcome): Promise<Judgement> {
    const isDisturbed = [...exchange.overlapped].some(({ url }) => url.startsWith('/Appointment'));
    const shown = listOf((live.body as { entry?: unknown } | null | undefined)?.entry).flatMap(({ resource }) =>
      isResource(resource) && resource.resourceType === 'Appointment' ? [resource] : [],
    );
    if (isDisturbed) {
      for (const resource of shown) this.#model.learn(resource);
      return toUnpredictable('a write was under way');
    }
    const search = await predictSearch(this.#model, requestOf(exchange), live, shown);
    for (const resource of shown) this.#model.learn(resource);
    return { kind: 'predicted', live, ...search };
  }
}
