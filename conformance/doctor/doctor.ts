// Doctor: asks a live target step by step whether a run would make sense, and writes down what verify needs to know.
import { writeFileSync } from 'node:fs';
import { fileFault } from '../../schemas/file-fault.ts';
import { ehrUrlOf } from '../../targets/live/index.ts';
import {
  environmentOf,
  type Environment,
  type LiveOptions,
  asStop,
  clientTo,
  namedTarget,
  configText,
} from '../live/index.ts';
import { Stop, type Conclusion } from '../run/exit-codes.ts';
import { redacted, secretsIn } from '../../redaction/secrets.ts';
import { checks } from './checklist.ts';
import { failureOf, type Check, type Finding, type DoctorTarget } from './check-result.ts';

interface DoctorOptions {
  readonly exported: Environment;
  readonly config: string | undefined;
  readonly edition: string;
  readonly options: LiveOptions;
  /** The file to write. */
  readonly out: string;
  readonly say: (line: string) => void;
}

type Told = readonly [name: string, finding: Finding];

const looked = async ({ look }: Check, target: DoctorTarget): Promise<Finding> => {
  try {
    return await look(target);
  } catch (error) {
    return failureOf(error);
  }
};

const blockingStates: ReadonlySet<Finding['state']> = new Set(['fault', 'unreachable', 'stopped']);

/** Runs the checks; where the connection fails, the others are skipped. */
const runChecks = async (target: DoctorTarget, tell: (told: Told) => void): Promise<readonly Told[]> => {
  const findings: Told[] = [];
  let isStopped = false;
  for (const check of checks) {
    const finding: Finding = isStopped ? { state: 'skipped', says: 'not looked at' } : await looked(check, target);
    findings.push([check.name, finding]);
    tell([check.name, finding]);
    isStopped ||= check.isPrerequisite === true && blockingStates.has(finding.state);
  }
  return findings;
};

/** A missing person is a configuration fault: nothing can be written without one. */
const conclusionOf = (findings: readonly Told[]): Conclusion => {
  const has = (state: Finding['state']): boolean => findings.some(([, finding]) => finding.state === state);
  if (has('fault')) return 'configuration';
  if (has('stopped')) return 'stopped';
  if (has('unreachable')) return 'inconclusive';
  if (has('deviation')) return 'divergent';
  const lacksPerson = findings.some(
    ([name, { state }]) => state === 'missing' && ['practitioner', 'patient'].includes(name),
  );
  return lacksPerson ? 'configuration' : 'conformant';
};

const write = (file: string, text: string): void => {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new Stop('usage', `cannot write the config to ${file}: ${fileFault(error)}`);
  }
};

const doctorTargetOf = (baseUrl: string, environment: Environment): DoctorTarget => {
  try {
    return { client: clientTo(baseUrl, environment), ehrUrl: ehrUrlOf(baseUrl, environment), environment };
  } catch (error) {
    throw asStop(error);
  }
};

/** After one of these no config is written: it would hold values that no check has confirmed. */
const unusable: ReadonlySet<Conclusion> = new Set(['configuration', 'inconclusive', 'stopped']);

/** Examines the target of the environment and writes the config. Gives what it came to. */
export const doctor = async ({ exported, config, edition, options, out, say }: DoctorOptions): Promise<Conclusion> => {
  const environment = environmentOf({ exported, config, edition, options });
  const baseUrl = namedTarget(environment);
  if (baseUrl === undefined)
    throw new Stop(
      'configuration',
      'no target: set CANVAS_FHIR_BASE_URL (https://fumage-…), in the environment or .env',
    );
  const target = doctorTargetOf(baseUrl, environment);
  const secrets = (): readonly string[] => [...secretsIn(environment), ...target.client.tokens.values];
  const findings = await runChecks(target, ([name, { state, says }]) =>
    say(redacted(`${state.padEnd(13)}${name.padEnd(20)} ${says}`, secrets())),
  );
  const conclusion = conclusionOf(findings);
  if (unusable.has(conclusion)) return conclusion;
  const values = Object.assign({}, ...findings.map(([, found]) => found.values ?? {})) as Record<string, string>;
  const addresses = { CANVAS_FHIR_BASE_URL: baseUrl, CANVAS_INSTANCE_URL: target.ehrUrl };
  const known = {
    CANVAS_BOT_ID: environment['CANVAS_BOT_ID'],
    CANVAS_LOCATION_NUMBER: environment['CANVAS_LOCATION_NUMBER'],
  };
  const checked = Object.fromEntries(findings.map(([name, { state }]) => [name, state]));
  write(out, redacted(configText(edition, { ...known, ...values, ...addresses }, { checked }), secrets()));
  say(`wrote       ${out}: see that the people in it are made up, then canvas-harness verify --config ${out}`);
  return conclusion;
};
