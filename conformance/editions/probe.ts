// What a probe is: it asks a server something by which one can see whether a rule that not every edition has holds there.
import type { RuleId } from '../../schemas/rules/index.ts';
import type { Answer, ProbeTarget } from './probe-target.ts';

/** What a probe has seen; `holds` is undefined where the server did not show it either way. */
interface Sight {
  readonly holds: boolean | undefined;
  readonly seen: string;
}

export interface Probe {
  readonly rule: RuleId;
  /** What is asked, in words. */
  readonly asks: string;
  readonly look: (target: ProbeTarget) => Promise<Sight>;
}

export const unseen = (seen: string): Sight => ({ holds: undefined, seen });

/** An answer as the evidence shows it. */
export const inWords = ({ status, text }: Answer): string => `${status}${text === '' ? '' : ` "${text}"`}`;
