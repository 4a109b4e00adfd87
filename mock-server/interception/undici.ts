// Catches what undici sends by its own functions, which pass by nock: the global dispatcher answers for the hosts of a canvas.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { answerOf, canvasOf } from './open-canvases.ts';
import { listenerOf, type Handler, type Listener } from './undici-handler.ts';
import { hostOf, readRequest, type DispatchOptions } from './undici-request.ts';

interface Dispatcher {
  readonly dispatch: (options: DispatchOptions, handler: Handler) => boolean;
}

/** Where every copy of undici, Node's own among them, keeps the dispatcher of requests that name none. */
const places = ['undici.globalDispatcher.1', 'undici.globalDispatcher.2'].map((name) => Symbol.for(name));

const isDispatcher = (value: unknown): value is Dispatcher =>
  typeof value === 'object' && value !== null && 'dispatch' in value && typeof value.dispatch === 'function';

const errorOf = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));

/** Answers a request from the canvas of its host, unless it is aborted meanwhile. */
const answerFrom = async (options: DispatchOptions, host: string, listener: Listener): Promise<void> => {
  const end = { isCome: false };
  const fail = (error: Error): void => {
    if (end.isCome) return;
    end.isCome = true;
    listener.fail(error);
  };
  try {
    listener.start((reason) => fail(reason ?? new Error('The request was aborted')));
    const caught = await readRequest(options, host);
    const app = canvasOf(host);
    if (app === undefined) throw new Error(`mockCanvas: the canvas of ${host} was closed during the request`);
    const answer = await answerOf(app, caught);
    if (end.isCome) return;
    listener.answer(answer);
  } catch (error) {
    fail(errorOf(error));
  }
};

const catchErrors =
  (next: Dispatcher) =>
  (options: DispatchOptions, handler: Handler): boolean => {
    const host = hostOf(options);
    if (host === undefined || canvasOf(host) === undefined) return next.dispatch(options, handler);
    void answerFrom(options, host, listenerOf(handler));
    return true;
  };

/** Ours, each with the one that it stands before. */
const standing = new WeakMap<object, Dispatcher>();

const standBefore = (next: Dispatcher): Dispatcher => {
  const dispatch = catchErrors(next);
  const ours = new Proxy(next, {
    get: (target, name) => (name === 'dispatch' ? dispatch : (Reflect.get(target, name) as unknown)),
  });
  standing.set(ours, next);
  return ours;
};

const refusal = (host: string): Error =>
  new Error(
    `mockCanvas: a request to ${host} was stopped, since it goes past the mock by an undici dispatcher of its own. ` +
      "Use undici's global dispatcher while a canvas is open, and load undici before mockCanvas().",
  );

interface UndiciRequest {
  readonly origin?: unknown;
  readonly onError?: (error: Error) => void;
  readonly onResponseError?: (error: Error) => void;
}

/** Stops a request that is about to go to the real host. undici leaves out what has failed, so none of it is sent. */
const stopPassing = (message: unknown): void => {
  const { request } = message as { readonly request: UndiciRequest };
  const host = hostOf(request);
  if (host === undefined || canvasOf(host) === undefined) return;
  const error = refusal(host);
  if (request.onResponseError === undefined) request.onError?.(error);
  else request.onResponseError(error);
};

const channel = 'undici:request:create';

const globalOf = (place: symbol): unknown => Reflect.get(globalThis, place);

/** Begins to catch, also where a dispatcher was set since the last call. */
export const catchUndici = (): void => {
  // Node reads its own undici when a class of it is asked for first; until then there is no global dispatcher.
  Reflect.get(globalThis, 'Response');
  unsubscribe(channel, stopPassing);
  subscribe(channel, stopPassing);
  for (const place of places) {
    const now = globalOf(place);
    if (isDispatcher(now) && !standing.has(now)) Reflect.set(globalThis, place, standBefore(now));
  }
};

/** Ends to catch: the dispatchers are those of before, unless somebody has set others meanwhile. */
export const releaseUndici = (): void => {
  unsubscribe(channel, stopPassing);
  for (const place of places) {
    const now = globalOf(place);
    const next = isDispatcher(now) ? standing.get(now) : undefined;
    if (next !== undefined) Reflect.set(globalThis, place, next);
  }
};
