// The repair of every rule that refuses. A refusing rule of the first edition without one does not compile.
import { ruleOf, type OriginalRefusalId, type RefusalId } from '../../schemas/rules/index.ts';
import type { Repair } from './repair.ts';
import { accessRepairs } from './repair-access.ts';
import { bodyRepairs } from './repair-body.ts';
import { laterRepairs } from './repair-later.ts';
import { patientRepairs } from './repair-patient.ts';
import { peopleRepairs } from './repair-people.ts';
import { searchRepairs } from './repair-search.ts';
import { storedRepairs } from './repair-stored.ts';
import { termRepairs } from './repair-terms.ts';

const repairs: Readonly<Record<OriginalRefusalId, Repair> & Partial<Record<RefusalId, Repair>>> = {
  ...accessRepairs,
  ...bodyRepairs,
  ...storedRepairs,
  ...peopleRepairs,
  ...termRepairs,
  ...searchRepairs,
  ...patientRepairs,
  ...laterRepairs,
};

/** The repair of a rule: its own, or that of the rule whose place it takes. */
export const repairOf = (rule: RefusalId): Repair | undefined => {
  const own = repairs[rule];
  const before = ruleOf(rule).replaces;
  return own ?? (before === undefined ? undefined : repairOf(before as RefusalId));
};
