// The reports of cucumber's own formatters, made from the recorded messages, which hold no secrets any more.
import { createRequire } from 'node:module';
import type { Transform } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Envelope } from '../messages/envelope.ts';
import { mediaTypes } from '../messages/evidence.ts';
import { membersOf } from '../messages/stream.ts';

const fromHere = createRequire(import.meta.url);
const fromCucumber = createRequire(fromHere.resolve('@cucumber/cucumber/package.json'));

interface HtmlFormatter {
  readonly CucumberHtmlStream: new () => Transform;
}

interface JunitFormatter {
  readonly default: {
    readonly formatter: (context: {
      readonly options: object;
      readonly on: (event: 'message', listener: (envelope: Envelope) => void) => void;
      readonly write: (text: string) => void;
    }) => void;
  };
}

/** The messages as cucumber wrote them: without our stamp, and with an end where the run was cut off. */
const ofCucumber = (envelopes: readonly Envelope[]): readonly Envelope[] => {
  const own = envelopes.filter(({ attachment }) => attachment?.mediaType !== mediaTypes.run);
  if (membersOf(own, 'testRunFinished').length > 0) return own;
  return [...own, { testRunFinished: { success: false, timestamp: { seconds: 0, nanos: 0 } } }];
};

/** Cucumber's HTML report. */
export const cucumberHtml = async (envelopes: readonly Envelope[]): Promise<string> => {
  const { CucumberHtmlStream } = fromCucumber('@cucumber/html-formatter') as HtmlFormatter;
  const stream = new CucumberHtmlStream();
  for (const envelope of ofCucumber(envelopes)) stream.write(envelope);
  stream.end();
  return text(stream);
};

/** Cucumber's JUnit report. */
export const junitXml = (envelopes: readonly Envelope[]): string => {
  const { default: junit } = fromCucumber('@cucumber/junit-xml-formatter') as JunitFormatter;
  const chunks: string[] = [];
  const listeners: ((envelope: Envelope) => void)[] = [];
  junit.formatter({
    options: { suiteName: 'canvas-fhir-harness' },
    on: (_event, listener) => void listeners.push(listener),
    write: (chunk) => void chunks.push(chunk),
  });
  for (const envelope of ofCucumber(envelopes)) for (const listener of listeners) listener(envelope);
  return chunks.join('');
};
