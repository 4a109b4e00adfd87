// Predicts what the live side has answered, by the mock and what has been seen; then learns from the answer.
import type { Outcome } from '../requests/perform.ts';
import { sentOf, type Bearer } from './ask.ts';
import { assumeThere, isPersonOrPlace, isResource, listOf } from './learn.ts';
import type { Passed } from './passed.ts';
import { predictedSearch } from './search.ts';
import { instanceId, sceneOf, unpredictable, unseen, type Judged, type Shadow } from './shadow.ts';
import { Writes } from './writes.ts';

const bearerOf = ({ requestHeaders }: Passed, { status }: Outcome): Bearer => {
  if (requestHeaders['authorization'] === undefined) return 'none';
  return status === 401 ? 'bad' : status === 403 ? 'narrow' : 'good';
};

const isSearch = ({ method, url }: Passed): boolean =>
  (method === 'GET' && /^\/Appointment\/?(\?|$)/.test(url)) ||
  (method === 'POST' && /^\/Appointment\/_search\/?(\?|$)/.test(url));

export class Predictor {
  readonly #shadow: Shadow;
  readonly #writes: Writes;

  constructor(shadow: Shadow) {
    this.#shadow = shadow;
    this.#writes = new Writes(shadow);
  }

  /** Judges an exchange and learns from it. */
  async judge(passed: Passed, theirs: Outcome): Promise<Judged> {
    const judged = await this.#judged(passed, theirs);
    this.#shadow.memory.seeIds(`${passed.url} ${JSON.stringify(theirs)}`);
    return judged;
  }

  async #judged(passed: Passed, theirs: Outcome): Promise<Judged> {
    if (!/^\/Appointment(\/|\?|$)/.test(passed.url)) {
      this.#learnOthers(theirs);
      return unpredictable('only appointments are predicted');
    }
    if (theirs.status === 429 || [502, 503, 504].includes(theirs.status))
      return unpredictable(`the live side was busy or not there (${theirs.status})`);
    const bearer = bearerOf(passed, theirs);
    if (bearer !== 'good') return this.#shadow.compared(theirs, sceneOf([], sentOf(passed), bearer));
    if (isSearch(passed)) return this.#search(passed, theirs);
    const id = instanceId(passed.url);
    if (passed.method === 'GET' && id !== undefined) return this.#read(id, passed, theirs);
    if (passed.method === 'PUT' && id !== undefined) return this.#writes.update(id, passed, theirs);
    if (passed.method === 'POST' && /^\/Appointment\/?$/.test(passed.url)) return this.#writes.create(passed, theirs);
    return this.#shadow.compared(theirs, sceneOf([], sentOf(passed), bearer));
  }

  /** People and places that the live side shows. */
  #learnOthers({ status, body }: Outcome): void {
    if (status !== 200) return;
    const entries = listOf((body as { entry?: unknown } | null | undefined)?.entry).map(({ resource }) => resource);
    for (const resource of [body, ...entries])
      if (isResource(resource) && isPersonOrPlace(resource.resourceType)) {
        assumeThere(this.#shadow.memory, resource.resourceType, resource.id);
        this.#shadow.memory.see(`${resource.resourceType}/${resource.id}`);
      }
  }

  async #read(id: string, passed: Passed, theirs: Outcome): Promise<Judged> {
    const known = this.#shadow.memory.appointments.get(id);
    const request = sentOf(passed);
    if (known === undefined && theirs.status === 404) return this.#shadow.compared(theirs, sceneOf([], request));
    const shown = theirs.status === 200 && isResource(theirs.body) ? theirs.body : undefined;
    const isDisturbed = [...passed.overlapped].some(({ url }) => instanceId(url) === id);
    if (known?.now === undefined || isDisturbed) {
      if (shown !== undefined) this.#shadow.learn(shown);
      if (known === undefined) return unpredictable(unseen);
      return unpredictable(isDisturbed ? 'a write to it was under way' : 'how it looks was not known any more');
    }
    if (shown !== undefined) this.#shadow.fillIn(shown);
    const judged = await this.#shadow.compared(
      theirs,
      sceneOf([known.now], request),
      this.#shadow.history(id, request),
    );
    if (shown !== undefined) this.#shadow.learn(shown);
    return judged;
  }

  async #search(passed: Passed, theirs: Outcome): Promise<Judged> {
    const isDisturbed = [...passed.overlapped].some(({ url }) => url.startsWith('/Appointment'));
    const shown = listOf((theirs.body as { entry?: unknown } | null | undefined)?.entry).flatMap(({ resource }) =>
      isResource(resource) && resource.resourceType === 'Appointment' ? [resource] : [],
    );
    if (isDisturbed) {
      for (const resource of shown) this.#shadow.learn(resource);
      return unpredictable('a write was under way');
    }
    const search = await predictedSearch(this.#shadow.mock, this.#shadow, sentOf(passed), theirs, shown);
    for (const resource of shown) this.#shadow.learn(resource);
    return { kind: 'predicted', theirs, ...search };
  }
}
