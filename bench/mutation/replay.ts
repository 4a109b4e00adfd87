// Which scenarios a mutant could concern: those whose recorded requests it answers otherwise.
// A scenario depends on nothing but answers, so one whose answers are all the same need not be run again.
import { instance } from '../../fixtures/instance.ts';
import { assembleMock, type AssembledMock, type MockOptions } from '../../mock-server/index.ts';
import { currentMock } from '../../targets/mock.ts';

/** A request of a scenario, as it went over the wire. */
export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The requests of each scenario, by its place. */
export type Recording = ReadonlyMap<string, readonly Sent[]>;

/**
 * Puts a recorder in the place of fetch: the mock of this process answers without its port, which is faster, and
 * each request is kept under the place that is current. Call the result to end it.
 */
export const recordFetch = (recording: Map<string, Sent[]>, place: () => string): (() => void) => {
  const original = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const sent: Sent = {
      method: request.method,
      url: url.pathname + url.search,
      headers: Object.fromEntries(request.headers),
      body: await request.clone().text(),
    };
    const requests = recording.get(place());
    if (requests === undefined) recording.set(place(), [sent]);
    else requests.push(sent);
    return answered(request);
  };
  return () => {
    globalThis.fetch = original;
  };
};

const answered = async (request: Request): Promise<Response> => {
  const mock = await currentMock();
  if (mock === undefined) throw new Error(`No mock runs to answer ${request.method} ${request.url}`);
  return mock.fetch(request);
};

/** Lets the mock of this process answer every fetch without its port. */
export const shortenFetch = (): void => {
  globalThis.fetch = (input, init) => answered(new Request(input, init));
};

export type Answers = string[];

/** Asks a mock what a scenario asked, from a fresh start; `look` sees each answer and may end the asking. */
export const ask = async (
  { app, world }: AssembledMock,
  requests: readonly Sent[],
  look: (answer: string, position: number) => boolean,
): Promise<void> => {
  world.reset();
  for (const [position, { method, url, headers, body }] of requests.entries()) {
    const request = { method: method as 'GET', url, headers: { ...headers, host: 'mock' }, payload: body };
    const { statusCode, headers: answered, payload } = await app.inject(request);
    const { 'fumage-correlation-id': correlation, location, 'content-type': type } = answered;
    if (!look(JSON.stringify([statusCode, correlation !== undefined, location, type, payload]), position)) return;
  }
};

/** Those of some places whose scenarios a mutant answers otherwise than the sound mock. */
export const placesAnsweredOtherwise = async (
  options: MockOptions,
  suspected: readonly string[],
  recording: Recording,
  expected: ReadonlyMap<string, Answers>,
): Promise<string[]> => {
  const mock = assembleMock({ records: instance, ...options });
  const places: string[] = [];
  for (const place of suspected) {
    const wanted = expected.get(place) ?? [];
    await ask(mock, recording.get(place) ?? [], (answer, position) => {
      if (answer === wanted[position]) return true;
      places.push(place);
      return false;
    });
  }
  await mock.app.close();
  return places;
};
