// The mutants of each ground, all of them.
import type { ContractChoice } from '../../schemas/contract.ts';
import { answers } from './interaction.ts';
import { grounds, newOn } from './machinery/grounds.ts';
import { later } from './later.ts';
import { mappings } from './status.ts';
import type { Mutant } from './machinery/mutant.ts';
import { neighbours } from './schedule.ts';
import { systematic } from './machinery/from-the-table.ts';
import { writes } from './participant.ts';

/** Every mutant whose rule a ground is the first to have. */
export const mutantsOn = (ground: ContractChoice): Mutant[] => {
  const ids = newOn(ground);
  return [
    ...systematic(ids),
    ...[...mappings, ...writes, ...answers, ...neighbours, ...later].filter(({ rule }) => ids.includes(rule)),
  ];
};

/** Every mutant of every ground. */
export const allMutants = (): Mutant[] => grounds.flatMap(mutantsOn);
