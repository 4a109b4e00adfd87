// How far a probe may go by the level that verify has, and how it ends.
import { exitCodes } from '../../conformance/run/exit-codes.ts';
import type { Level } from '../../conformance/live/live-plan.ts';
import type { Impact } from './table/ambiguity.ts';
import type { Probed } from './probe.ts';

/** The most that a probe of a level may do. */
export const maxImpactOf = (level: Level): Impact => (level === 'smoke' ? 'refused' : 'creates');

/** Whatever the answers are, to have them is a success; not to have them is none. */
export const exitCodeOf = ({
  findings,
  ended,
  conclusion,
}: Pick<Probed, 'findings' | 'ended' | 'conclusion'>): number =>
  ended !== null
    ? exitCodes[conclusion].code
    : findings.some(({ undecided }) => undecided?.why === 'failed')
      ? exitCodes.inconclusive.code
      : exitCodes.conformant.code;
