// What to do about a status that cannot be set.
import type { Cause } from './machinery/ignored.ts';
import { noFix, type Fix, type Repair, type Repairs } from './machinery/repair.ts';
import { withMembers } from './machinery/client-request.ts';
import { meantStatus, settableStatuses } from './machinery/status-word.ts';

const where = '$.status';

/** The statuses that FHIR or Canvas has and a client cannot set. */
const unsettable = ['entered-in-error', 'waitlist'];

/** The advice on a word that no write takes. */
const statusFix =
  (interaction: 'create' | 'update'): Repair =>
  (request, { world, parameters: { status: word = '' } }): Fix => {
    const meant = meantStatus(word, world);
    const list = `${interaction === 'create' ? 'A create' : 'An update'} takes ${settableStatuses.join(', ')}`;
    if (unsettable.includes(meant?.status ?? word.toLowerCase()))
      return noFix(
        where,
        `No client can set ${word}: Canvas does not take ${meant?.status ?? word} over this API. To call an appointment off, send cancelled. ${list}`,
      );
    if (meant === undefined) return noFix(where, `'${word}' stands for no status with certainty. ${list}`);
    return { request: withMembers(request, { status: meant.status }), where, advice: `${meant.why}. ${list}` };
  };

export const statusRepairs = {
  'status/entered-in-error-is-not-accepted': (request, context) =>
    statusFix(request.method === 'POST' ? 'create' : 'update')(request, context),
  'status/unsupported-status-is-refused': statusFix('update'),
  'status/unsupported-create-status-is-refused': statusFix('create'),
  'status/cancelled-update-is-refused': (_request, { world }) =>
    noFix(
      where,
      world.contract.isInForce('status/cancelled-stays-until-reverted')
        ? 'A cancelled appointment keeps its status until the cancellation is reverted in the chart: revert it there and send the update again, or create a new appointment'
        : 'A cancelled appointment stays cancelled: create a new appointment in its place',
    ),
} satisfies Repairs<'status'>;

export const statusCause: Cause = ({ path }, { request: { method }, world, rules }) => {
  if (path !== 'status') return undefined;
  if (method === 'POST' && world.contract.isInForce('status/create-is-always-proposed'))
    return 'status/create-is-always-proposed';
  if (rules.includes('status/deleted-stays-until-restored')) return 'status/deleted-stays-until-restored';
  return rules.includes('status/cancelled-is-final') || method === 'POST'
    ? 'status/cancelled-is-final'
    : 'status/entered-in-error-cannot-be-set';
};
