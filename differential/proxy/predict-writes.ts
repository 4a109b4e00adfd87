// Predicts what becomes of a create or an update, and lets the shadow do what the live side has done.
import { createdId, type Outcome } from '../requests/perform.ts';
import { ask, renamed, sentOf, type Scene } from './ask.ts';
import { stage, type Sent } from './memory.ts';
import { assumeNamed, seeNamed, suppositions } from './named-things.ts';
import type { Passed } from './passed.ts';
import { instanceId, sceneOf, unpredictable, unseen, type Judged, type Prediction, type Shadow } from './shadow.ts';

const bodyOf = ({ body }: Sent): Readonly<Record<string, unknown>> | undefined => {
  try {
    const parsed = JSON.parse(body ?? '') as unknown;
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
};

export class Writes {
  readonly #shadow: Shadow;

  constructor(shadow: Shadow) {
    this.#shadow = shadow;
  }

  /** Asks under each supposition about what was never seen, until one gives the live answer, or the one closest to it. */
  async #supposed(
    theirs: Outcome,
    scene: Scene,
    history: Scene,
    body: Readonly<Record<string, unknown>>,
  ): Promise<Judged> {
    assumeNamed(this.#shadow.memory, body);
    const tried: Prediction[] = [];
    for (const supposition of suppositions(this.#shadow.memory, body)) {
      const judged = await this.#shadow.compared(theirs, { ...scene, ...supposition }, { ...history, ...supposition });
      if (judged.differences.length === 0) return judged;
      tried.push(judged);
    }
    const alike = tried.filter(({ ours }) => ours.status === theirs.status);
    const [closest = tried[0]] = alike.toSorted((one, other) => one.differences.length - other.differences.length);
    return closest ?? unpredictable('nothing could be supposed');
  }

  async create(passed: Passed, theirs: Outcome): Promise<Judged> {
    const request = sentOf(passed);
    const scene = sceneOf([], request);
    const body = bodyOf(request);
    const judged =
      body === undefined
        ? await this.#shadow.compared(theirs, scene)
        : await this.#supposed(theirs, scene, scene, body);
    const id = createdId(theirs);
    if (theirs.status < 300 && id !== undefined) await this.#accept(id, request, body ?? {}, scene);
    return judged;
  }

  async update(id: string, passed: Passed, theirs: Outcome): Promise<Judged> {
    const known = this.#shadow.memory.appointments.get(id);
    const request = sentOf(passed);
    const body = bodyOf(request);
    if (known === undefined && theirs.status === 404) return this.#shadow.compared(theirs, sceneOf([], request));
    const isDisturbed = [...passed.overlapped].some(({ url }) => instanceId(url) === id);
    const isConditional = request.headers['if-unmodified-since'] !== undefined;
    const { 'if-unmodified-since': _condition, ...headers } = request.headers;
    const plain = isConditional && theirs.status !== 412 ? { ...request, headers } : request;
    if (known?.now === undefined || isDisturbed) {
      if (theirs.status < 300)
        this.#shadow.memory.appointments.set(id, { now: undefined, base: undefined, writes: [] });
      return unpredictable(isDisturbed ? 'another write to it was under way' : unseen);
    }
    // Whoever is told that it has changed since knows more than the proxy: it is taken to have.
    const now = isConditional && theirs.status === 412 ? { ...known.now, modifiedAt: Date.now() } : known.now;
    const scene = sceneOf([now], plain);
    const history = this.#shadow.history(id, plain);
    const judged =
      body === undefined
        ? await this.#shadow.compared(theirs, scene, history)
        : await this.#supposed(theirs, scene, history, body);
    if (theirs.status < 300) await this.#accept(id, plain, body ?? {}, scene);
    return judged;
  }

  /** Lets the shadow do what the live side has done; where the mock would have refused, nobody knows what is there now. */
  async #accept(id: string, request: Sent, body: Readonly<Record<string, unknown>>, scene: Scene): Promise<void> {
    seeNamed(this.#shadow.memory, body);
    const known = this.#shadow.memory.appointments.get(id);
    stage(this.#shadow.mock, this.#shadow.memory, scene.records);
    const outcome = await ask(this.#shadow.mock, request, 'good');
    const record =
      request.method === 'POST'
        ? renamed(this.#shadow.mock, outcome, id)
        : this.#shadow.mock.world.store().appointments.get(id);
    const isDone = outcome.status < 300 && record !== undefined;
    this.#shadow.memory.appointments.set(id, {
      now: isDone ? record : undefined,
      base: known?.base,
      writes: isDone ? [...(known?.writes ?? []), request] : [],
    });
  }
}
