// How undici is told of an answer: its versions up to 7 and its later ones call the same moments by different names.
import { STATUS_CODES } from 'node:http';
import type { Answer } from './open-canvases.ts';

/** What undici, up to version 7, gives to a dispatcher to be told of the answer. */
interface EarlyHandler {
  readonly onConnect?: (abort: (reason?: Error) => void, context: null) => void;
  readonly onHeaders?: (status: number, headers: Buffer[], resume: () => void, statusText: string) => unknown;
  readonly onData?: (chunk: Buffer) => unknown;
  readonly onComplete?: (trailers: Buffer[]) => void;
  readonly onError?: (error: Error) => void;
}

interface Controller {
  readonly aborted: boolean;
  readonly paused: boolean;
  readonly reason: Error | null;
  readonly rawHeaders: Buffer[];
  readonly rawTrailers: Buffer[];
  readonly abort: (reason: Error) => void;
  readonly pause: () => void;
  readonly resume: () => void;
}

type Headers = Record<string, string | string[]>;

/** What interceptors of version 7, and all of version 8, give. */
interface LateHandler {
  readonly onRequestStart: (controller: Controller, context: object) => void;
  readonly onResponseStart?: (controller: Controller, status: number, headers: Headers, statusText: string) => void;
  readonly onResponseData?: (controller: Controller, chunk: Buffer) => void;
  readonly onResponseEnd?: (controller: Controller, trailers: Headers) => void;
  readonly onResponseError?: (controller: Controller, error: Error) => void;
}

export type Handler = EarlyHandler | LateHandler;

/** What is told of an exchange. */
export interface Listener {
  /** The request is on its way; it may be aborted from now on. */
  readonly start: (abort: (reason?: Error) => void) => void;
  readonly answer: (answer: Answer) => void;
  readonly fail: (error: Error) => void;
}

const bytesOf = (headers: readonly string[]): Buffer[] => headers.map((text) => Buffer.from(text, 'latin1'));

const groupHeaders = (headers: readonly string[]): Headers => {
  const named: Headers = {};
  for (let at = 0; at < headers.length; at += 2) {
    const [name = '', value = ''] = headers.slice(at, at + 2);
    const before = named[name.toLowerCase()];
    named[name.toLowerCase()] = before === undefined ? value : [before, value].flat();
  }
  return named;
};

const doNothing = (): void => undefined;

const earlyListener = (handler: EarlyHandler): Listener => ({
  start: (abort) => handler.onConnect?.(abort, null),
  answer: ({ status, headers, payload }) => {
    handler.onHeaders?.(status, bytesOf(headers), doNothing, STATUS_CODES[status] ?? '');
    if (payload.length > 0) handler.onData?.(payload);
    handler.onComplete?.([]);
  },
  fail: (error) => handler.onError?.(error),
});

const controllerOf = (abort: (reason?: Error) => void): Controller & { rawHeaders: Buffer[] } => {
  const state: { reason: Error | null } = { reason: null };
  return {
    get aborted() {
      return state.reason !== null;
    },
    get reason() {
      return state.reason;
    },
    paused: false,
    rawHeaders: [],
    rawTrailers: [],
    abort: (reason) => {
      state.reason = reason;
      abort(reason);
    },
    pause: doNothing,
    resume: doNothing,
  };
};

const lateListener = (handler: LateHandler): Listener => {
  let controller = controllerOf(doNothing);
  return {
    start: (abort) => {
      controller = controllerOf(abort);
      handler.onRequestStart(controller, {});
    },
    answer: ({ status, headers, payload }) => {
      controller.rawHeaders = bytesOf(headers);
      handler.onResponseStart?.(controller, status, groupHeaders(headers), STATUS_CODES[status] ?? '');
      if (payload.length > 0) handler.onResponseData?.(controller, payload);
      handler.onResponseEnd?.(controller, {});
    },
    fail: (error) => handler.onResponseError?.(controller, error),
  };
};

/** Whoever waits for an answer, told of it in its own words. */
export const listenerOf = (handler: Handler): Listener =>
  'onRequestStart' in handler ? lateListener(handler) : earlyListener(handler);
