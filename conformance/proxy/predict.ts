// Predicts what the live side has answered, by the mock and what has been seen; then learns from the answer.
import type { Mock } from '../../mock-server/index.ts';
import type { Outcome } from '../drift/perform.ts';
import { ask, play, renamed, sentOf, type Bearer, type Scene } from './ask.ts';
import { differencesOf, type Difference } from './difference.ts';
import { isPersonOrPlace, assumeThere, isResource, learnNamed, listOf, recordOf, type Resource } from './learn.ts';
import { stage, type Appointment, type Memory, type Sent } from './memory.ts';
import { assumeNamed, seeNamed, suppositions } from './named-things.ts';
import type { Passed } from './passed.ts';
import { predictedSearch } from './search.ts';

/** What a prediction came to. */
export type Judged =
  | { readonly kind: 'unpredictable'; readonly reason: string }
  | {
      readonly kind: 'predicted';
      readonly differences: readonly Difference[];
      readonly ours: Outcome;
      readonly theirs: Outcome;
      /** What has led to it, so that another mock can be asked the same. */
      readonly scene: Scene;
    };

const unpredictable = (reason: string): Judged => ({ kind: 'unpredictable', reason });

const unseen = 'the appointment was not seen before';

const bearerOf = ({ requestHeaders }: Passed, { status }: Outcome): Bearer => {
  if (requestHeaders['authorization'] === undefined) return 'none';
  return status === 401 ? 'bad' : status === 403 ? 'narrow' : 'good';
};

const instanceId = (url: string): string | undefined => /^\/Appointment\/([^/?]+)\/?(?:\?.*)?$/.exec(url)?.[1];

const isSearch = ({ method, url }: Passed): boolean =>
  (method === 'GET' && /^\/Appointment\/?(\?|$)/.test(url)) ||
  (method === 'POST' && /^\/Appointment\/_search\/?(\?|$)/.test(url));

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

export class Predictor {
  readonly #mock: Mock;
  readonly memory: Memory;

  constructor(mock: Mock, memory: Memory) {
    this.#mock = mock;
    this.memory = memory;
  }

  /** Judges an exchange and learns from it. */
  async judge(passed: Passed, theirs: Outcome): Promise<Judged> {
    const judged = await this.#judged(passed, theirs);
    this.memory.seeIds(`${passed.url} ${JSON.stringify(theirs)}`);
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
    if (bearer !== 'good') return this.#compared(theirs, this.#scene([], sentOf(passed), bearer));
    if (isSearch(passed)) return this.#search(passed, theirs);
    const id = instanceId(passed.url);
    if (passed.method === 'GET' && id !== undefined) return this.#read(id, passed, theirs);
    if (passed.method === 'PUT' && id !== undefined) return this.#update(id, passed, theirs);
    if (passed.method === 'POST' && /^\/Appointment\/?$/.test(passed.url)) return this.#create(passed, theirs);
    return this.#compared(theirs, this.#scene([], sentOf(passed), bearer));
  }

  #scene(records: readonly Appointment[], request: Sent, bearer: Bearer = 'good'): Scene {
    return { records, writes: [], request, bearer };
  }

  async #compared(theirs: Outcome, scene: Scene, attributed: Scene = scene): Promise<Judged> {
    const ours = (await play(this.#mock, this.memory, scene)).at(-1) ?? theirs;
    return {
      kind: 'predicted',
      differences: differencesOf(ours, theirs, this.memory.isLive),
      ours,
      theirs,
      scene: attributed,
    };
  }

  /** People and places that the live side shows. */
  #learnOthers({ status, body }: Outcome): void {
    if (status !== 200) return;
    const entries = listOf((body as { entry?: unknown } | null | undefined)?.entry).map(({ resource }) => resource);
    for (const resource of [body, ...entries])
      if (isResource(resource) && isPersonOrPlace(resource.resourceType)) {
        assumeThere(this.memory, resource.resourceType, resource.id);
        this.memory.see(`${resource.resourceType}/${resource.id}`);
      }
  }

  /** Takes what the live side shows for what is so. */
  learn(resource: Resource): void {
    learnNamed(this.memory, resource);
    const before = this.memory.appointments.get(resource.id)?.now;
    const now = recordOf(resource, this.memory, before);
    this.memory.appointments.set(resource.id, { now, base: now, writes: [] });
  }

  /** What of the live side could not be known before it showed it: the room of a practitioner, the default type. */
  fillIn(resource: Resource): void {
    learnNamed(this.memory, resource);
    learnRoom(this.memory, resource);
  }

  async #read(id: string, passed: Passed, theirs: Outcome): Promise<Judged> {
    const known = this.memory.appointments.get(id);
    const request = sentOf(passed);
    if (known === undefined && theirs.status === 404) return this.#compared(theirs, this.#scene([], request));
    const shown = theirs.status === 200 && isResource(theirs.body) ? theirs.body : undefined;
    const isDisturbed = [...passed.overlapped].some(({ url }) => instanceId(url) === id);
    if (known?.now === undefined || isDisturbed) {
      if (shown !== undefined) this.learn(shown);
      if (known === undefined) return unpredictable(unseen);
      return unpredictable(isDisturbed ? 'a write to it was under way' : 'how it looks was not known any more');
    }
    if (shown !== undefined) this.fillIn(shown);
    const judged = await this.#compared(theirs, this.#scene([known.now], request), this.#history(id, request));
    if (shown !== undefined) this.learn(shown);
    return judged;
  }

  /** The scene that has led to an appointment since it was shown last. */
  #history(id: string, request: Sent): Scene {
    const { base, writes = [] } = this.memory.appointments.get(id) ?? {};
    return {
      ...this.#scene(base === undefined ? [] : [base], request),
      writes: writes.map((write) => ({ ...write, id })),
    };
  }

  async #search(passed: Passed, theirs: Outcome): Promise<Judged> {
    const isDisturbed = [...passed.overlapped].some(({ url }) => url.startsWith('/Appointment'));
    const shown = listOf((theirs.body as { entry?: unknown } | null | undefined)?.entry).flatMap(({ resource }) =>
      isResource(resource) && resource.resourceType === 'Appointment' ? [resource] : [],
    );
    if (isDisturbed) {
      for (const resource of shown) this.learn(resource);
      return unpredictable('a write was under way');
    }
    const search = await predictedSearch(this.#mock, this, sentOf(passed), theirs, shown);
    for (const resource of shown) this.learn(resource);
    return { kind: 'predicted', theirs, ...search };
  }

  /** Asks under each supposition about what was never seen, until one gives the live answer, or the one closest to it. */
  async #supposed(
    theirs: Outcome,
    scene: Scene,
    history: Scene,
    body: Readonly<Record<string, unknown>>,
  ): Promise<Judged> {
    assumeNamed(this.memory, body);
    const tried: (Judged & { kind: 'predicted' })[] = [];
    for (const supposition of suppositions(this.memory, body)) {
      const judged = await this.#compared(theirs, { ...scene, ...supposition }, { ...history, ...supposition });
      if (judged.kind === 'predicted') tried.push(judged);
      if (judged.kind === 'predicted' && judged.differences.length === 0) return judged;
    }
    const alike = tried.filter(({ ours }) => ours.status === theirs.status);
    const [closest = tried[0]] = alike.toSorted((one, other) => one.differences.length - other.differences.length);
    return closest ?? unpredictable('nothing could be supposed');
  }

  async #create(passed: Passed, theirs: Outcome): Promise<Judged> {
    const request = sentOf(passed);
    const scene = this.#scene([], request);
    const body = bodyOf(request);
    const judged =
      body === undefined ? await this.#compared(theirs, scene) : await this.#supposed(theirs, scene, scene, body);
    const id = /\/Appointment\/([^/?]+)/.exec(theirs.headers['location'] ?? '')?.[1];
    if (theirs.status < 300 && id !== undefined) await this.#accept(id, request, body ?? {}, scene);
    return judged;
  }

  async #update(id: string, passed: Passed, theirs: Outcome): Promise<Judged> {
    const known = this.memory.appointments.get(id);
    const request = sentOf(passed);
    const body = bodyOf(request);
    if (known === undefined && theirs.status === 404) return this.#compared(theirs, this.#scene([], request));
    const isDisturbed = [...passed.overlapped].some(({ url }) => instanceId(url) === id);
    const isConditional = request.headers['if-unmodified-since'] !== undefined;
    const { 'if-unmodified-since': _condition, ...headers } = request.headers;
    const plain = isConditional && theirs.status !== 412 ? { ...request, headers } : request;
    if (known?.now === undefined || isDisturbed) {
      if (theirs.status < 300) this.memory.appointments.set(id, { now: undefined, base: undefined, writes: [] });
      return unpredictable(isDisturbed ? 'another write to it was under way' : unseen);
    }
    // Whoever is told that it has changed since knows more than the proxy: it is taken to have.
    const now = isConditional && theirs.status === 412 ? { ...known.now, modifiedAt: Date.now() } : known.now;
    const scene = this.#scene([now], plain);
    const history = this.#history(id, plain);
    const judged =
      body === undefined
        ? await this.#compared(theirs, scene, history)
        : await this.#supposed(theirs, scene, history, body);
    if (theirs.status < 300) await this.#accept(id, plain, body ?? {}, scene);
    return judged;
  }

  /** Lets the shadow do what the live side has done; where the mock would have refused, nobody knows what is there now. */
  async #accept(id: string, request: Sent, body: Readonly<Record<string, unknown>>, scene: Scene): Promise<void> {
    seeNamed(this.memory, body);
    const known = this.memory.appointments.get(id);
    stage(this.#mock, this.memory, scene.records);
    const outcome = await ask(this.#mock, request, 'good');
    const record =
      request.method === 'POST' ? renamed(this.#mock, outcome, id) : this.#mock.world.store().appointments.get(id);
    const isDone = outcome.status < 300 && record !== undefined;
    this.memory.appointments.set(id, {
      now: isDone ? record : undefined,
      base: known?.base,
      writes: isDone ? [...(known?.writes ?? []), request] : [],
    });
  }
}

/** A video visit without a link of its own may show the room of its practitioner, which nobody could know before. */
const learnRoom = ({ appointments, collections }: Memory, resource: Resource): void => {
  const now = appointments.get(resource.id)?.now;
  const address = listOf(resource['contained'])[0]?.['address'];
  if (now === undefined || now.meetingLink !== null || typeof address !== 'string') return;
  const practitioner = collections.practitioners.get(now.practitioner) as { meetingRoom: string | null } | undefined;
  if (practitioner?.meetingRoom === null)
    collections.practitioners.set(now.practitioner, {
      ...(practitioner as never as object),
      meetingRoom: address,
    } as never);
};
