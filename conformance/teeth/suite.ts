// The suite inside this process: loaded once, run as often as there are mutants.
import { loadConfiguration, loadSources, loadSupport, runCucumber, type IRunOptions } from '@cucumber/cucumber/api';

/** One scenario as it ended. */
export interface Ending {
  /** File and line, as cucumber takes it on its command line. */
  readonly place: string;
  readonly rule: string;
  readonly isPassed: boolean;
  /** The type of what was thrown: `Mismatch` for an assertion. */
  readonly thrown: string | undefined;
}

type Envelope = Parameters<NonNullable<Parameters<typeof runCucumber>[2]>>[0];

export interface Suite {
  /** The places of every scenario. */
  readonly places: readonly string[];
  /** Runs the scenarios at some places, one after the other. */
  readonly run: (places: readonly string[], onStart?: (place: string) => void) => Promise<Ending[]>;
}

interface Planned {
  readonly place: string;
  readonly rule: string;
}

type Statuses = Map<string, { planned: Planned; statuses: string[]; thrown: string | undefined }>;

const silent = new URL('./silent.ts', import.meta.url).href;

const quiet = { write: () => true, end: () => undefined, isTTY: false } as unknown as NodeJS.WritableStream;

const planned = (envelopes: readonly Envelope[]): Map<string, Planned> => {
  const lines = new Map<string, number>();
  const pickles = new Map<string, Planned>();
  for (const { pickle, gherkinDocument } of envelopes) {
    if (gherkinDocument !== undefined) collectLines(gherkinDocument, lines);
    if (pickle === undefined) continue;
    const rule = pickle.tags.find(({ name }) => name.startsWith('@rule:'))?.name.slice('@rule:'.length) ?? '';
    const line = lines.get(pickle.astNodeIds.at(-1) ?? '') ?? 0;
    pickles.set(pickle.id, { place: `${pickle.uri}:${line}`, rule });
  }
  return pickles;
};

/** The line of every node that has an id and a location: scenarios and the rows of their examples. */
const collectLines = (node: unknown, lines: Map<string, number>): void => {
  if (typeof node !== 'object' || node === null) return;
  const { id, location } = node as { id?: string; location?: { line: number } };
  if (id !== undefined && location !== undefined) lines.set(id, location.line);
  for (const child of Object.values(node)) collectLines(child, lines);
};

const collect = (envelopes: readonly Envelope[]): Ending[] => {
  const pickles = planned(envelopes);
  const cases = new Map<string, string>();
  const runs: Statuses = new Map();
  for (const { testCase, testCaseStarted, testStepFinished } of envelopes) {
    if (testCase !== undefined) cases.set(testCase.id, testCase.pickleId);
    if (testCaseStarted !== undefined) {
      const found = pickles.get(cases.get(testCaseStarted.testCaseId) ?? '');
      if (found !== undefined) runs.set(testCaseStarted.id, { planned: found, statuses: [], thrown: undefined });
    }
    const run = runs.get(testStepFinished?.testCaseStartedId ?? '');
    if (run === undefined || testStepFinished === undefined) continue;
    run.statuses.push(testStepFinished.testStepResult.status);
    run.thrown ??= testStepFinished.testStepResult.exception?.type;
  }
  return [...runs.values()].map(({ planned: { place, rule }, statuses, thrown }) => ({
    place,
    rule,
    isPassed: statuses.every((status) => status === 'PASSED' || status === 'SKIPPED'),
    thrown,
  }));
};

/** Loads configuration and step library once. */
export const loadSuite = async (): Promise<Suite> => {
  const environment = { stdout: quiet, stderr: quiet } as never;
  const { runConfiguration } = await loadConfiguration({ provided: { format: [], publish: false } }, environment);
  const support = await loadSupport(runConfiguration, environment);
  const { plan } = await loadSources(runConfiguration.sources, environment);
  const places = plan.map(({ uri, location }) => `${uri}:${location.line}`);

  const run: Suite['run'] = async (wanted, onStart) => {
    if (wanted.length === 0) return [];
    const options: IRunOptions = {
      ...runConfiguration,
      sources: { ...runConfiguration.sources, paths: grouped(wanted) },
      formats: { ...runConfiguration.formats, stdout: silent },
      support,
    };
    const envelopes: Envelope[] = [];
    await runCucumber(options, environment, (envelope) => {
      envelopes.push(envelope);
      if (onStart !== undefined && envelope.testCaseStarted !== undefined) onStart(startedPlace(envelopes));
    });
    return collect(envelopes);
  };
  return { places, run };
};

const startedPlace = (envelopes: readonly Envelope[]): string => {
  const started = envelopes.at(-1)?.testCaseStarted?.testCaseId;
  const pickleId = envelopes.findLast(({ testCase }) => testCase?.id === started)?.testCase?.pickleId ?? '';
  return planned(envelopes).get(pickleId)?.place ?? '';
};

/** Places of one file in one path, `file:1:2`, as cucumber takes them. */
const grouped = (places: readonly string[]): string[] => {
  const lines = new Map<string, string[]>();
  for (const place of places) {
    const [file = '', line = ''] = place.split(':');
    lines.set(file, [...(lines.get(file) ?? []), line]);
  }
  return [...lines].map(([file, numbers]) => [file, ...numbers].join(':'));
};
