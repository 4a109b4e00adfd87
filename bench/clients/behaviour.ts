// The sound client as a table of what it does in each situation. A faulty client differs from it in one entry.

export type Json = Readonly<Record<string, unknown>>;

/** An answer of the server, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; undefined where it is none. */
  readonly body: unknown;
}

export interface Behaviour {
  readonly scope: string;
  /** How often a token is renewed for one request. */
  readonly renewals: number;
  /** The body of a create. */
  readonly appointment: (appointment: Json) => Json;
  /** Whether a create has succeeded. */
  readonly isMade: (answer: Answer) => boolean;
  readonly idOf: (answer: Answer) => string;
  /** The URL of a search as it is sent. */
  readonly searchUrl: (url: string, token: string) => string;
  /** Whether a search is sent as a form. */
  readonly searchesByPost: boolean;
  /** Whether the pages after the first are asked for side by side. */
  readonly fetchesInParallel: boolean;
  /** Whether a new token is asked for before each request. */
  readonly renewsAlways: boolean;
  /** Headers of a GET, besides the usual ones. */
  readonly headers: (token: string) => Readonly<Record<string, string>>;
  /** The URL of the page after one, or undefined. */
  readonly nextPage: (bundle: Json, url: string) => string | undefined;
  /** What is put back of a record that was read, before the change. */
  readonly kept: (record: Json) => Json;
  /** The headers of an update of what was read. */
  readonly condition: (read: Answer) => Readonly<Record<string, string>>;
  /** Whether a record is read again before a refused update is repeated. */
  readonly readsAgain: boolean;
  /** Whether an appointment is left alone from now on. */
  readonly isOver: (record: Json) => boolean;
  /** Milliseconds to wait after an answer with this Retry-After. */
  readonly pause: (retryAfter: string, method: string) => number;
  /** Whether a create without an answer is looked for before it is sent again. */
  readonly looksFirst: boolean;
  /** Whether an answer is a failure of the server, after which a GET is repeated. */
  readonly isFailure: (status: number) => boolean;
  /** The body of an answer. */
  readonly parsed: (text: string) => unknown;
  /** Whether a GET is repeated when its connection breaks. */
  readonly survivesReset: boolean;
  /** Milliseconds that an answer may take. */
  readonly patience: number;
  /** What is told of a refusal. */
  readonly told: (status: number, texts: string) => string;
}

/** The url of a link of a Bundle. */
export const linkOf = ({ link }: Json, relation: string): string | undefined =>
  (link as readonly { readonly relation: string; readonly url: string }[] | undefined)?.find(
    (one) => one.relation === relation,
  )?.url;

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

export const sound: Behaviour = {
  scope: 'user/Appointment.read user/Appointment.write',
  renewals: 1,
  appointment: (appointment) => appointment,
  isMade: ({ status }) => status === 201,
  idOf: ({ headers }) => /Appointment\/([^/]+)/.exec(headers.get('location') ?? '')?.[1] ?? '',
  searchUrl: (url) => url,
  searchesByPost: false,
  fetchesInParallel: false,
  renewsAlways: false,
  headers: () => ({}),
  nextPage: (bundle, url) => {
    // A link may leave the host out.
    const next = linkOf(bundle, 'next');
    return next === undefined ? undefined : new URL(next, url).href;
  },
  kept: (record) => record,
  condition: ({ headers }) => ({ 'if-unmodified-since': headers.get('date') ?? '' }),
  readsAgain: true,
  isOver: ({ status }) => status === 'cancelled',
  pause: (text) => (/^\d+$/.test(text) ? Number(text) * 1000 : Math.max(0, Date.parse(text) - Date.now())),
  looksFirst: true,
  isFailure: (status) => status >= 500,
  parsed: jsonIn,
  survivesReset: true,
  patience: 30_000,
  told: (status, texts) => `refused with ${status}: ${texts}`,
};
