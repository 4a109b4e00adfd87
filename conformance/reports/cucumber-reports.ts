// The reports of cucumber's own formatters, made from the recorded messages, which hold no secrets any more.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Transform } from 'node:stream';
import { text } from 'node:stream/consumers';
import { withoutControls } from '../../schemas/controls.ts';
import { html } from '../../schemas/html.ts';
import {
  membersOf,
  namesTelling,
  ruleIdsOf,
  type Envelope,
  type Timestamp,
  mediaTypes,
} from '../suite/messages/index.ts';
import { placeOf } from '../../targets/index.ts';
import { cucumberRoot } from '../run/package.ts';
import type { RuleVerdict, VerdictDocument } from '../verdict/index.ts';

/** A package that cucumber itself brings. */
const packageOfCucumber = (name: string): unknown => createRequire(join(cucumberRoot(), 'package.json'))(name);

interface HtmlFormatter {
  readonly CucumberHtmlStream: new () => Transform;
}

interface JunitFormatter {
  readonly default: {
    readonly formatter: (context: {
      readonly options: { readonly suiteName: string; readonly testNamingStrategy: ReturnType<typeof namesTelling> };
      readonly on: (event: 'message', listener: (envelope: Envelope) => void) => void;
      readonly write: (text: string) => void;
    }) => void;
  };
}

/** The last moment that a stream tells of. */
const lastMoment = (envelopes: readonly Envelope[]): Timestamp =>
  envelopes
    .flatMap(({ testRunStarted, testCaseStarted, testCaseFinished }) => {
      const { timestamp } = testCaseFinished ?? testCaseStarted ?? testRunStarted ?? {};
      return timestamp ?? [];
    })
    .at(-1) ?? { seconds: 0, nanos: 0 };

/** Attachments to the whole run, which cucumber knows nothing of. */
const isOurOwn = (mediaType: string | undefined): boolean =>
  mediaType === mediaTypes.run || mediaType === mediaTypes.traffic;

/** The messages as cucumber wrote them: without our stamp, and with an end where the run was cut off. */
export const ofCucumber = (envelopes: readonly Envelope[]): readonly Envelope[] => {
  const own = envelopes.filter(({ attachment }) => !isOurOwn(attachment?.mediaType));
  if (membersOf(own, 'testRunFinished').length > 0) return own;
  return [...own, { testRunFinished: { success: false, timestamp: lastMoment(own) } }];
};

/** The scenarios whose failure the verdict does not count: of rules that are observed only, or known to deviate. */
const excusedIn = ({ rules }: VerdictDocument): ReadonlySet<string> => {
  const isCounted = ({ verdict }: RuleVerdict): boolean => verdict !== 'observed' && verdict !== 'known-deviation';
  const counted = new Set(rules.filter(isCounted).flatMap(({ scenarios }) => scenarios.map(({ at }) => at)));
  const all = rules.filter((rule) => !isCounted(rule)).flatMap(({ scenarios }) => scenarios.map(({ at }) => at));
  return new Set(all.filter((at) => !counted.has(at)));
};

/** The messages with the failures of some scenarios as skipped, so that no pipeline turns red for them. */
const skipFailuresOf = (envelopes: readonly Envelope[], places: ReadonlySet<string>): readonly Envelope[] => {
  const pickles = membersOf(envelopes, 'pickle').filter((pickle) => places.has(placeOf(pickle)));
  const excused = new Set(pickles.map(({ id }) => id));
  const cases = membersOf(envelopes, 'testCase').filter(({ pickleId }) => excused.has(pickleId));
  const ids = new Set(cases.map(({ id }) => id));
  const attempts = membersOf(envelopes, 'testCaseStarted').filter(({ testCaseId }) => ids.has(testCaseId));
  const started = new Set(attempts.map(({ id }) => id));
  return envelopes.map((envelope) => {
    const { testStepFinished: step } = envelope;
    if (step?.testStepResult.status !== 'FAILED' || !started.has(step.testCaseStartedId)) return envelope;
    return {
      testStepFinished: { ...step, testStepResult: { ...step.testStepResult, status: 'SKIPPED' } },
    };
  });
};

/** Cucumber's HTML report. */
export const cucumberHtml = async (envelopes: readonly Envelope[]): Promise<string> => {
  const { CucumberHtmlStream } = packageOfCucumber('@cucumber/html-formatter') as HtmlFormatter;
  const stream = new CucumberHtmlStream();
  for (const envelope of ofCucumber(envelopes)) stream.write(envelope);
  stream.end();
  return text(stream);
};

/** What a test management system files a scenario under: its rules, their topics and evidence, and the edition. */
const propertiesOf = (ids: readonly string[], { rules, edition }: VerdictDocument): string => {
  const known = rules.filter(({ id }) => ids.includes(id));
  const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)];
  const properties = [
    ...ids.map((id) => ['rule', id] as const),
    ...distinct(known.map(({ topic }) => topic)).map((topic) => ['topic', topic] as const),
    ...distinct(known.map(({ basis }) => basis)).map((basis) => ['evidence', basis] as const),
    ['edition', edition] as const,
  ];
  const lines = properties.map(([name, value]) => html`<property name="${name}" value="${value}" />`.text);
  return `<properties>${lines.join('')}</properties>`;
};

/** What the formatter writes as CDATA: it parts the first end of one in a text and leaves the others, and leaves controls. */
const withoutCdataEnds = (value: string): string => withoutControls(value).replaceAll(']]>', ']] >');

/** The messages with their texts as XML may hold them. */
const forXml = (envelopes: readonly Envelope[]): readonly Envelope[] =>
  envelopes.map((envelope) => {
    const { testStepFinished: step } = envelope;
    if (step === undefined) return envelope;
    return {
      testStepFinished: JSON.parse(JSON.stringify(step), (_name, value: unknown) =>
        typeof value === 'string' ? withoutCdataEnds(value) : value,
      ) as typeof step,
    };
  });

const testcase = /^( *<testcase(?: [a-z]+="[^"]*")*)(\/?)>/gm;

/** Cucumber's JUnit report. It fails for what the verdict fails for, and for nothing else. */
export const junitXml = (envelopes: readonly Envelope[], verdict: VerdictDocument): string => {
  const { default: junit } = packageOfCucumber('@cucumber/junit-xml-formatter') as JunitFormatter;
  const chunks: string[] = [];
  const listeners: ((envelope: Envelope) => void)[] = [];
  // The formatter asks for the name of each test case once, in the order in which it writes them.
  const ids: (readonly string[])[] = [];
  const testNamingStrategy = namesTelling((pickle) => void ids.push(ruleIdsOf(pickle)));
  junit.formatter({
    options: { suiteName: 'canvas-fhir-harness', testNamingStrategy },
    on: (_event, listener) => void listeners.push(listener),
    write: (chunk) => void chunks.push(chunk),
  });
  const messages = forXml(skipFailuresOf(ofCucumber(envelopes), excusedIn(verdict)));
  for (const envelope of messages) for (const listener of listeners) listener(envelope);
  let index = 0;
  return withoutControls(chunks.join('')).replace(testcase, (whole, start: string, end: string) => {
    const own = ids[index++];
    if (own === undefined) return whole;
    return `${start}>\n    ${propertiesOf(own, verdict)}${end === '' ? '' : '\n  </testcase>'}`;
  });
};
