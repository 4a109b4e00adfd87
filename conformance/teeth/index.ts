// The mutants of an edition, all of them.
import { inEdition } from '../../schemas/contract.ts';
import type { Edition } from '../../schemas/editions.ts';
import { answers } from './answers.ts';
import { mappings } from './mappings.ts';
import type { Mutant } from './mutant.ts';
import { neighbours } from './neighbours.ts';
import { systematic } from './systematic.ts';
import { writes } from './writes.ts';

/** Every mutant whose rule holds in the edition. */
export const mutantsOf = (edition: Edition): Mutant[] => [
  ...systematic(edition),
  ...[...mappings, ...writes, ...answers, ...neighbours].filter(({ rule }) => inEdition(rule, edition)),
];
