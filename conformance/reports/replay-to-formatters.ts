// Plays the messages of a finished run to formatters of cucumber's and of other packages: so they see what may be shown, and no more.
import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { CucumberExpression, ParameterTypeRegistry } from '@cucumber/cucumber-expressions';
import { Stop } from '../run/exit-codes.ts';
import { cucumberRoot, packageRoot } from '../run/package.ts';
import type { Format } from '../suite/index.ts';
import { type Envelope, membersOf } from '../suite/messages/index.ts';
import { ofCucumber } from './cucumber-reports.ts';

interface PluginManager {
  readonly emit: (event: 'message', envelope: Envelope) => void;
  readonly cleanup: () => Promise<void>;
}

/** What of cucumber plays messages to formatters: the parts that its own runs are made of. */
interface Cucumber {
  readonly initializeFormatters: (options: object) => Promise<() => Promise<void>>;
  readonly PluginManager: new (environment: object) => PluginManager;
  readonly EventDataCollector: new (broadcaster: EventEmitter) => object;
  readonly resolveImplementation: (specifier: string, cwd: string) => Promise<unknown>;
}

const cucumber = (): Cucumber => {
  const root = cucumberRoot();
  const ofPackage = createRequire(join(root, 'package.json'));
  const part = (name: string): object => ofPackage(join(root, 'lib', name)) as object;
  return Object.assign(
    {},
    ...['api/formatters', 'plugin', 'formatter/helpers', 'formatter/resolve_implementation'].map(part),
  ) as Cucumber;
};

type Step = NonNullable<Envelope['stepDefinition']>;
type Hook = NonNullable<Envelope['hook']>;

/** The code of a step definition or hook, which is never run again: formatters may wrap it. */
const doNothing = (): void => undefined;

/** What step definitions and hooks have in common, as formatters want it. The messages tell where the code stands, and not what it is. */
const definitionOf = ({ id, sourceReference: { uri = '', location } }: Step | Hook): object => ({
  id,
  uri,
  line: location?.line ?? 0,
  options: {},
  code: doNothing,
  unwrappedCode: doNothing,
});

const stepOf = (step: Step): object => {
  const { source } = step.pattern;
  return { ...definitionOf(step), pattern: source, expression: { source, constructor: CucumberExpression } };
};

const hookOf = (hook: Hook): object => ({ ...definitionOf(hook), name: hook.name ?? '' });

/** The steps and hooks of the suite, from the messages of its run: the formatters know them by the ids of that run. */
const libraryIn = (envelopes: readonly Envelope[]): object => {
  const hooksOf = (type: Hook['type']): readonly object[] =>
    membersOf(envelopes, 'hook')
      .filter((hook) => hook.type === type)
      .map(hookOf);
  return {
    originalCoordinates: { requireModules: [], requirePaths: [], importPaths: [], loaders: [] },
    stepDefinitions: membersOf(envelopes, 'stepDefinition').map(stepOf),
    beforeTestCaseHookDefinitions: hooksOf('BEFORE_TEST_CASE'),
    afterTestCaseHookDefinitions: hooksOf('AFTER_TEST_CASE'),
    beforeTestStepHookDefinitions: hooksOf('BEFORE_TEST_STEP'),
    afterTestStepHookDefinitions: hooksOf('AFTER_TEST_STEP'),
    beforeTestRunHookDefinitions: hooksOf('BEFORE_TEST_RUN'),
    afterTestRunHookDefinitions: hooksOf('AFTER_TEST_RUN'),
    undefinedParameterTypes: [],
    parameterTypeRegistry: new ParameterTypeRegistry(),
    defaultTimeout: 0,
    World: Object,
    parallelCanAssign: () => true,
  };
};

/** Makes sure, before anything runs, that each formatter is one. */
export const checkFormatters = async (formats: readonly Format[]): Promise<void> => {
  for (const { formatter } of formats)
    await cucumber()
      .resolveImplementation(formatter, packageRoot)
      .catch((error: unknown) => {
        throw new Stop('usage', `${formatter} is not a formatter: ${(error as Error).message}`);
      });
};

interface Formatting {
  readonly formats: readonly Format[];
  /** The options of all formatters: the JSON text of one object. */
  readonly formatOptions?: string;
  readonly onText: (text: string) => void;
}

const play = async ({ formats, formatOptions, onText }: Formatting, envelopes: readonly Envelope[]): Promise<void> => {
  const { initializeFormatters, PluginManager, EventDataCollector } = cucumber();
  const say = (text: unknown): void => onText(`${String(text)}\n`);
  const logger = { debug: () => undefined, info: say, warn: say, error: say };
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const eventBroadcaster = new EventEmitter().setMaxListeners(0);
  const pluginManager = new PluginManager({ logger });
  eventBroadcaster.on('envelope', (envelope: Envelope) => pluginManager.emit('message', envelope));
  const finish = await initializeFormatters({
    env: process.env,
    cwd: packageRoot,
    stdout: nowhere,
    stderr: process.stderr,
    logger,
    onStreamError: () => undefined,
    eventBroadcaster,
    eventDataCollector: new EventDataCollector(eventBroadcaster),
    configuration: {
      stdout: 'message',
      files: Object.fromEntries(formats.map(({ formatter, file }) => [file, formatter])),
      options: JSON.parse(formatOptions ?? '{}') as object,
    },
    supportCodeLibrary: libraryIn(envelopes),
    pluginManager,
  });
  for (const envelope of ofCucumber(envelopes)) eventBroadcaster.emit('envelope', envelope);
  await pluginManager.cleanup();
  await finish();
};

/** Plays messages to formatters, which write their files. Where one fails, that is said. */
export const replayToFormatters = async (formatting: Formatting, envelopes: readonly Envelope[]): Promise<void> => {
  if (formatting.formats.length === 0) return;
  await play(formatting, envelopes).catch((error: unknown) =>
    formatting.onText(`format      a formatter has failed, and its file is not whole: ${(error as Error).message}\n`),
  );
};
