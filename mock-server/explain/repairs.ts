// The repair of every rule that refuses. A refusing rule without one does not compile.
import type { RefusalId } from '../../schemas/rules/index.ts';
import type { Repair } from './repair.ts';
import { accessRepairs } from './repair-access.ts';
import { bodyRepairs } from './repair-body.ts';
import { patientRepairs } from './repair-patient.ts';
import { peopleRepairs } from './repair-people.ts';
import { searchRepairs } from './repair-search.ts';
import { storedRepairs } from './repair-stored.ts';
import { termRepairs } from './repair-terms.ts';

export const repairs: Readonly<Record<RefusalId, Repair>> = {
  ...accessRepairs,
  ...bodyRepairs,
  ...storedRepairs,
  ...peopleRepairs,
  ...termRepairs,
  ...searchRepairs,
  ...patientRepairs,
};
