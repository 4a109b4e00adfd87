// Which edition a server behaves like: every probe speaks for the editions in which its rule holds or does not.
import { isInEdition } from '../../schemas/contract.ts';
import { editions, type Edition } from '../../schemas/editions/editions.ts';
import type { RuleId } from '../../schemas/rules/index.ts';
import type { Environment } from '../live/index.ts';
import { probeTarget, type ProbeTarget } from './probe-target.ts';
import { probes } from './edition-probes.ts';
import type { Probe } from './probe.ts';

/** What one probe says. */
interface Evidence {
  readonly rule: RuleId;
  readonly asks: string;
  readonly seen: string;
  /** The editions that fit what was seen; every one where nothing was shown. */
  readonly fits: readonly Edition[];
  readonly isTelling: boolean;
}

interface Detection {
  readonly baseUrl: string;
  /** `clear`: one edition fits; `open`: several do; `mixed`: none fits everything that was seen. */
  readonly result: 'clear' | 'open' | 'mixed';
  /** The editions that fit most of what was seen. */
  readonly editions: readonly Edition[];
  readonly evidence: readonly Evidence[];
}

const evidenceOf = async ({ rule, asks, look }: Probe, target: ProbeTarget): Promise<Evidence> => {
  const { holds, seen } = await look(target);
  const fits = editions.filter((edition) => holds === undefined || isInEdition(rule, edition) === holds);
  return { rule, asks, seen, fits, isTelling: holds !== undefined };
};

/** What the evidence comes to. */
const conclude = (evidence: readonly Evidence[]): Pick<Detection, 'result' | 'editions'> => {
  const telling = evidence.filter(({ isTelling }) => isTelling);
  const votes = editions.map((edition) => telling.filter(({ fits }) => fits.includes(edition)).length);
  const maxVotes = Math.max(...votes);
  const best = editions.filter((_edition, position) => votes[position] === maxVotes);
  if (maxVotes < telling.length) return { result: 'mixed', editions: best };
  return { result: best.length === 1 ? 'clear' : 'open', editions: best };
};

/** Probes a server, one request after the other. `say` hears what was put away, if a server has created anything. */
export const detect = async (
  baseUrl: string,
  environment: Environment,
  say: (line: string) => void = () => undefined,
): Promise<Detection> => {
  const target = await probeTarget(baseUrl, environment);
  const evidence: Evidence[] = [];
  try {
    for (const probe of probes) evidence.push(await evidenceOf(probe, target));
    await target.checkStillThere();
  } finally {
    for (const line of await target.close()) say(line);
  }
  return { baseUrl, ...conclude(evidence), evidence };
};

const headlines: Readonly<Record<Detection['result'], (found: readonly Edition[]) => string>> = {
  clear: ([edition = '']) => `behaves like the edition of ${edition}`,
  open: (found) => `fits more than one edition: ${found.join(', ')}`,
  mixed: (found) => `gives mixed evidence: no edition fits all of it, most fits ${found.join(', ')}`,
};

const maxWidth = 110;
const cut = (text: string): string => (text.length > maxWidth ? `${text.slice(0, maxWidth)}…` : text);

const line = ({ asks, seen, fits, rule }: Evidence): string =>
  `  ${fits.join(', ')}\n      ${asks} (${rule})\n      ${cut(seen)}`;

const silentLines = (evidence: readonly Evidence[]): readonly string[] => {
  const rules = evidence.filter(({ isTelling }) => !isTelling).map(({ rule }) => rule);
  return rules.length === 0 ? [] : [`  ${rules.length} questions told nothing: ${rules.join(', ')}`];
};

/** A detection as text. */
export const detectionText = ({ baseUrl, result, editions: found, evidence }: Detection): string =>
  [
    `${baseUrl} ${headlines[result](found)}.`,
    ...evidence.filter(({ isTelling }) => isTelling).map(line),
    ...silentLines(evidence),
  ].join('\n');

/** The exit code: 0 one edition, 1 mixed evidence, 3 more than one. */
export const detectionExit: Readonly<Record<Detection['result'], number>> = { clear: 0, mixed: 1, open: 3 };
