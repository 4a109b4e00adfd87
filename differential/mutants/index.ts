// The mutants of each ground, all of them.
import type { ContractChoice } from '../../schemas/contract.ts';
import { answers } from './answers.ts';
import { grounds, newOn } from './grounds.ts';
import { later } from './later.ts';
import { mappings } from './mappings.ts';
import type { Mutant } from './mutant.ts';
import { neighbours } from './neighbours.ts';
import { systematic } from './systematic.ts';
import { writes } from './writes.ts';

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
