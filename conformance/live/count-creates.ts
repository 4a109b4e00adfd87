// Counts what scenarios create one after the other, as a run performs them.
import type { Leaving } from '../../steps/creations.ts';
import type { Allowance, Creations } from '../../targets/index.ts';

/** A scenario as far as its creates go. */
export interface Creating {
  readonly creations: Creations;
  readonly leaving: Leaving;
  /** The types of the creates that a sound server may take as well as refuse. */
  readonly openTypes: readonly string[];
  /** The types of which it sends creates that are to be refused. */
  readonly refusedTypes: readonly string[];
}

const isLeft = ({ creations, leaving }: Creating, canSetBack: boolean): boolean =>
  creations.others === 0 && (leaving === 'untouched' || (leaving === 'set back' && canSetBack));

const counted = (scenarios: readonly Creating[], canSetBack: boolean): Allowance => {
  const left = new Set<string>();
  let [creates, patients] = [0, 0];
  for (const scenario of scenarios) {
    const { shareable, others, patients: patientsCreated } = scenario.creations;
    const shared = shareable !== undefined && left.has(shareable.key) ? shareable : undefined;
    creates += others + (shareable?.size ?? 0) - (shared?.size ?? 0);
    patients += patientsCreated - (shared?.patients ?? 0);
    if (shareable === undefined) continue;
    if (isLeft(scenario, canSetBack)) left.add(shareable.key);
    else left.delete(shareable.key);
  }
  return { creates, patients };
};

/** What scenarios create on a server that does as documented. */
export const documentedCount = (scenarios: readonly Creating[]): Allowance => counted(scenarios, true);

/** The room that a create needs until it is refused: one, where any is to be refused. */
export const roomForRefusals = (scenarios: readonly Creating[]): Allowance => {
  const types = scenarios.flatMap(({ refusedTypes }) => refusedTypes);
  return { creates: types.length > 0 ? 1 : 0, patients: types.includes('Patient') ? 1 : 0 };
};

/** What scenarios create at most: no update takes anything back, and what may be refused or taken is taken. */
export const maxCount = (scenarios: readonly Creating[]): Allowance => {
  const { creates, patients } = counted(scenarios, false);
  const room = roomForRefusals(scenarios);
  const open = scenarios.flatMap(({ openTypes }) => openTypes);
  const openPatients = open.filter((type) => type === 'Patient').length;
  return { creates: creates + open.length + room.creates, patients: patients + openPatients + room.patients };
};
