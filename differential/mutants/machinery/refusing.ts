// Mutants that refuse what they should take.
import { behaviours } from '../../../mock-server/domain/interpreter.ts';
import { reject } from '../../../schemas/outcome.ts';
import { withRefusal } from './replaced-code.ts';
import type { Json, Mutant } from './mutant.ts';

const { refusals } = behaviours;

/** A mutant that refuses every body for which the test holds. */
export const refusedTooMuch = (rule: Mutant['rule'], fault: string, test: (body: Json) => boolean): Mutant => ({
  rule,
  fault,
  options: withRefusal('status/unsupported-status-is-refused', (attempt) =>
    test(attempt.proposal.sent as Json)
      ? reject('status/unsupported-status-is-refused', { status: 'this' })
      : refusals['status/unsupported-status-is-refused'](attempt),
  ),
});

/** The participants of a body as text; '""' where there are none. */
export const actorsOf = (body: Json): string => JSON.stringify(body['participant'] ?? '');

/** Whether a body names its participants and no patient among them. */
export const isPatientMissing = (body: Json): boolean => 'participant' in body && !actorsOf(body).includes('Patient/');
