// What a mock has to be told so that it answers as the target does. It is tried before it is recommended.
import type { Edition } from '../../schemas/editions/editions.ts';
import { isDecided, type Ambiguity, type Reading } from './table/ambiguity.ts';
import type { Finding } from '../../conformance/probe-register/index.ts';
import type { Observed } from './observe.ts';
import { observedOnMock } from './observe-mock.ts';
import { ambiguities } from './table/index.ts';

export interface MatchingOptions {
  readonly reading: Reading;
  /** The ambiguities about which a mock so told answers as the target does. */
  readonly agreeing: ReadonlySet<string>;
}

const suggestedBy = ({ id, observed, verdict }: Finding): Reading | undefined => {
  const ambiguity: Ambiguity | undefined = ambiguities.find((one) => one.id === id);
  return observed === null || verdict !== 'differs' ? undefined : ambiguity?.readings?.(observed);
};

const mergeReadings = (readings: readonly (Reading | undefined)[]): Reading => {
  const settings = Object.assign({}, ...readings.map((one) => one?.settings ?? {})) as NonNullable<Reading['settings']>;
  return Object.keys(settings).length === 0 ? {} : { settings };
};

/** The suggestions as readings to try: the settings alone, and with the other validation where somebody asks for it. */
const candidates = (findings: readonly Finding[]): readonly Reading[] => {
  const suggested = findings.map(suggestedBy);
  const settings = mergeReadings(suggested);
  const validation = suggested.find((one) => one?.validation !== undefined)?.validation;
  return validation === undefined ? [settings] : [settings, { ...settings, validation }];
};

const agreeingIn = (findings: readonly Finding[], onMock: ReadonlyMap<string, Observed>): ReadonlySet<string> =>
  new Set(
    findings.flatMap(({ id, observed }) => {
      const observation = onMock.get(id)?.observation;
      return observation !== undefined && isDecided(observation) && observation.value === observed ? [id] : [];
    }),
  );

/** The settings of a reading that make no difference are left out: the edition has settled what they choose between. */
const neededPartOf = (reading: Reading, findings: readonly Finding[], agreeing: ReadonlySet<string>): Reading => {
  const effective = findings.filter(({ id }) => agreeing.has(id)).map(suggestedBy);
  const { validation } = reading;
  return { ...mergeReadings(effective), ...(validation === undefined ? {} : { validation }) };
};

/** The reading with which a mock of the edition agrees most, and with what it then agrees. */
export const matchingOptionsFor = async (
  findings: readonly Finding[],
  edition: Edition,
  onMock: ReadonlyMap<string, Observed>,
): Promise<MatchingOptions> => {
  let best: MatchingOptions = { reading: {}, agreeing: agreeingIn(findings, onMock) };
  for (const reading of candidates(findings).filter((one) => Object.keys(one).length > 0)) {
    const agreeing = agreeingIn(findings, await observedOnMock(edition, reading));
    if (agreeing.size > best.agreeing.size) best = { reading: neededPartOf(reading, findings, agreeing), agreeing };
  }
  return best;
};

/** A reading as options of `canvas-harness mock`. */
export const optionsOf = ({ settings = {}, validation }: Reading): string =>
  [
    ...Object.entries(settings).map(([name, value]) => `--setting ${name}=${String(value)}`),
    ...(validation === undefined ? [] : [`--validation ${validation}`]),
  ].join(' ');

/** The findings with the options that make the mock agree, where those were found. */
export const withMatchingOptions = (
  findings: readonly Finding[],
  { reading, agreeing }: MatchingOptions,
): readonly Finding[] =>
  findings.map((finding) => {
    if (finding.verdict !== 'differs' || !agreeing.has(finding.id)) return finding;
    const own = suggestedBy(finding);
    return { ...finding, reading: optionsOf(own ?? reading) };
  });
