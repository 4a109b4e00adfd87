// Which scenarios a mutant could concern: those whose recorded requests it answers otherwise.
// A scenario depends on nothing but answers, so one whose answers are all the same need not be run again.
import { assembleMock, type MockOptions } from '../../mock-server/index.ts';

/** A request of a scenario, as it went over the wire. */
export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The requests of each scenario, by its place. */
export type Recording = ReadonlyMap<string, readonly Sent[]>;

/** Puts a recorder before fetch. Requests are kept under the place last named; call the result to end it. */
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
    recording.set(place(), [...(recording.get(place()) ?? []), sent]);
    return original(request);
  };
  return () => {
    globalThis.fetch = original;
  };
};

type Answers = string[];

/** The answers of a mock to the requests of each scenario, reset between them. */
async function* answersOf(options: MockOptions, recording: Recording): AsyncGenerator<[string, Answers]> {
  const { app, world } = assembleMock(options);
  for (const [place, requests] of recording) {
    world.reset();
    const answers: Answers = [];
    for (const { method, url, headers, body } of requests) {
      const answer = await app.inject({
        method: method as 'GET',
        url,
        headers: { ...headers, host: 'mock' },
        payload: body,
      });
      const { 'fumage-correlation-id': correlation, location, 'content-type': type } = answer.headers;
      answers.push(JSON.stringify([answer.statusCode, correlation !== undefined, location, type, answer.payload]));
    }
    yield [place, answers];
  }
  await app.close();
}

/** The answers of the mock as it should be. */
export const baseline = async (options: MockOptions, recording: Recording): Promise<Map<string, Answers>> => {
  const answers = new Map<string, Answers>();
  for await (const [place, list] of answersOf(options, recording)) answers.set(place, list);
  return answers;
};

/** The places of the scenarios that a mutant answers otherwise than the baseline. */
export const concerned = async (
  options: MockOptions,
  recording: Recording,
  expected: ReadonlyMap<string, Answers>,
): Promise<string[]> => {
  const places: string[] = [];
  for await (const [place, answers] of answersOf(options, recording))
    if (answers.some((answer, position) => answer !== expected.get(place)?.[position])) places.push(place);
  return places;
};
