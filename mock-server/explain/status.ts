// What to do about a status that cannot be set.
import { fhirStatuses } from '../domain/status.ts';
import { nearest } from '../../schemas/nearest.ts';
import type { Repairs } from './machinery/repair.ts';
import { withMembers, withoutMember } from './machinery/client-request.ts';
import type { Cause } from './machinery/ignored.ts';

/** The statuses that an update may set. */
const settableStatuses = Object.values(fhirStatuses).filter((status) => status !== 'entered-in-error');

export const statusRepairs = {
  'status/unsupported-status-is-refused': (request, { parameters }) => {
    const status = nearest(parameters['status'] ?? '', settableStatuses, (word) => word) ?? 'booked';
    const advice = `An update may set ${settableStatuses.join(', ')}`;
    return { request: withMembers(request, { status }), where: '$.status', advice };
  },
  'status/unsupported-create-status-is-refused': (request) => ({
    request: withMembers(request, { status: 'proposed' }),
    where: '$.status',
    advice: 'A create takes the statuses that an update takes; proposed is the usual one',
  }),
  'status/cancelled-update-is-refused': (request) => ({
    request: withoutMember(request, 'status'),
    where: '$.status',
    advice: 'A cancelled appointment stays cancelled: leave status out, or make a new appointment',
  }),
} satisfies Repairs<'status'>;

export const statusCause: Cause = ({ path }, { request: { method }, world, rules }) => {
  if (path !== 'status') return undefined;
  if (method === 'POST' && world.contract.isInForce('status/create-is-always-proposed'))
    return 'status/create-is-always-proposed';
  return rules.includes('status/cancelled-is-final') || method === 'POST'
    ? 'status/cancelled-is-final'
    : 'status/entered-in-error-cannot-be-set';
};
