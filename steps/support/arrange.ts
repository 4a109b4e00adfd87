// What a scenario arranges behind the FHIR face, where the target offers that.
import type { AdminAccess } from '../../targets/index.ts';
import type { HarnessWorld } from './world.ts';

/** Arranges something behind the FHIR face; on a target without that the scenario ends here, as not exercised. */
export const arrange = async (
  world: HarnessWorld,
  change: (adminAccess: AdminAccess) => Promise<void>,
): Promise<'skipped' | undefined> => {
  const { adminAccess } = world.target;
  if (adminAccess !== undefined) {
    await change(adminAccess);
    return undefined;
  }
  world.record('notExercised', {
    need: 'admin-access',
    reason: 'only a mock lets its clock, settings, records and chart be set',
  });
  return 'skipped';
};
