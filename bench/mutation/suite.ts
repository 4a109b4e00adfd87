// The suite inside this process: loaded once, run as often as there are mutants.
import { loadConfiguration, loadSources, loadSupport, runCucumber, type IRunOptions } from '@cucumber/cucumber/api';

/** One scenario as it ended. */
export interface ScenarioResult {
  /** File and line, as cucumber takes it on its command line. */
  readonly place: string;
  readonly rule: string;
  readonly isPassed: boolean;
  /** The type of what was thrown: `Mismatch` for an assertion. */
  readonly thrown: string | undefined;
}

type Envelope = Parameters<NonNullable<Parameters<typeof runCucumber>[2]>>[0];

export interface Suite {
  /** The places of the scenarios of some rules. */
  readonly placesOf: (rules: readonly string[]) => Promise<readonly string[]>;
  /** Runs the scenarios at some places, one after the other. */
  readonly run: (places: readonly string[], onStart?: (place: string) => void) => Promise<ScenarioResult[]>;
}

const silentFormatter = new URL('./silent-formatter.ts', import.meta.url).href;

const quiet = { write: () => true, end: () => undefined, isTTY: false } as unknown as NodeJS.WritableStream;

interface Running {
  readonly place: string;
  readonly rule: string;
  readonly statuses: string[];
  thrown: string | undefined;
}

/** Follows a run by its messages: which scenario is under way, and how each ended. */
class MessageReader {
  readonly #pickles = new Map<string, Pick<Running, 'place' | 'rule'>>();
  readonly #cases = new Map<string, string>();
  readonly #runs = new Map<string, Running>();

  see({ pickle, testCase, testCaseStarted, testStepFinished }: Envelope, onStart?: (place: string) => void): void {
    if (pickle !== undefined) {
      const rule = pickle.tags.find(({ name }) => name.startsWith('@rule:'))?.name.slice('@rule:'.length) ?? '';
      this.#pickles.set(pickle.id, { place: `${pickle.uri}:${pickle.location?.line ?? 0}`, rule });
    }
    if (testCase !== undefined) this.#cases.set(testCase.id, testCase.pickleId);
    const started = this.#pickles.get(this.#cases.get(testCaseStarted?.testCaseId ?? '') ?? '');
    if (testCaseStarted !== undefined && started !== undefined) {
      this.#runs.set(testCaseStarted.id, { ...started, statuses: [], thrown: undefined });
      onStart?.(started.place);
    }
    const run = this.#runs.get(testStepFinished?.testCaseStartedId ?? '');
    if (run === undefined || testStepFinished === undefined) return;
    run.statuses.push(testStepFinished.testStepResult.status);
    run.thrown ??= testStepFinished.testStepResult.exception?.type;
  }

  get outcomes(): ScenarioResult[] {
    return [...this.#runs.values()].map(({ place, rule, statuses, thrown }) => ({
      place,
      rule,
      isPassed: statuses.every((status) => status === 'PASSED' || status === 'SKIPPED'),
      thrown,
    }));
  }
}

/** Loads configuration and step library once. */
export const loadSuite = async (): Promise<Suite> => {
  const environment = { stdout: quiet, stderr: quiet } as never;
  // The sources, never the build: mutants change modules of this process, and the steps have to use the same ones.
  const provided = { import: ['steps/index.ts'], strict: true, format: [], publish: false };
  const { runConfiguration } = await loadConfiguration({ file: false, provided }, environment);
  const support = await loadSupport(runConfiguration, environment);
  const placesOf: Suite['placesOf'] = async (rules) => {
    const tagExpression = rules.map((id) => `@rule:${id}`).join(' or ');
    const { plan } = await loadSources({ ...runConfiguration.sources, tagExpression }, environment);
    return plan.map(({ uri, location }) => `${uri}:${location.line}`);
  };

  const run: Suite['run'] = async (wanted, onStart) => {
    if (wanted.length === 0) return [];
    const options: IRunOptions = {
      ...runConfiguration,
      sources: { ...runConfiguration.sources, paths: grouped(wanted) },
      formats: { ...runConfiguration.formats, stdout: silentFormatter },
      support,
    };
    const reader = new MessageReader();
    await runCucumber(options, environment, (envelope) => reader.see(envelope, onStart));
    return reader.outcomes;
  };
  return { placesOf, run };
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
