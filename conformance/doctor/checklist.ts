// What doctor looks at, step by step: each check is a question, its answer, and how to get what is missing.
import { variableIn } from '../../targets/live/index.ts';
import { peopleCheck, scheduleable, toldCheck } from './cast-checks.ts';
import { jsonOf } from '../live/index.ts';
import { entriesIn, ok, unlessFhir, type Check } from './check-result.ts';
import { metadata, reach, sandbox, scopes, token } from './connection-checks.ts';

const doubleBooking: Check = {
  name: 'double booking',
  look: ({ environment }) => {
    const told = variableIn(environment, 'CANVAS_DOUBLE_BOOKING');
    const says =
      told === 'forbid'
        ? 'is told to be off'
        : 'is taken to be allowed, as it is by default; where it is off, set CANVAS_DOUBLE_BOOKING=forbid';
    return Promise.resolve(ok(says, { CANVAS_DOUBLE_BOOKING: told ?? '' }));
  },
};

const pageSize: Check = {
  name: 'page size',
  look: async ({ client }) => {
    const answer = await client.ask('/Appointment');
    const trouble = unlessFhir('/Appointment', answer);
    if (trouble !== undefined) return trouble;
    const { total = 0 } = (jsonOf(answer) ?? {}) as { total?: number };
    const size = entriesIn(answer).length;
    if (total <= size) return ok(`${size} of ${total} appointments on the first page: too few to see its size`);
    return size === 10
      ? ok('10 to a page')
      : { state: 'deviation', says: `${size} of ${total} to a page, documented are 10` };
  },
};

/** The checks, in their order. */
export const checks: readonly Check[] = [
  reach,
  token,
  scopes,
  sandbox,
  metadata,
  peopleCheck('Practitioner', 'CANVAS_PRACTITIONER_ID', 'CANVAS_SECOND_PRACTITIONER_ID'),
  peopleCheck('Patient', 'CANVAS_PATIENT_ID', 'CANVAS_SECOND_PATIENT_ID'),
  peopleCheck('Location', 'CANVAS_LOCATION_ID', 'CANVAS_SECOND_LOCATION_ID'),
  toldCheck(
    'default type',
    'CANVAS_DEFAULT_TYPE',
    undefined,
    'Office Visit is assumed, http://snomed.info/sct|308335008',
  ),
  scheduleable,
  toldCheck('unscheduleable type', 'CANVAS_UNSCHEDULEABLE_TYPE', undefined, 'its scenarios are not exercised'),
  toldCheck('structured reasons', 'CANVAS_REASON_CODING', 'reasonCode', 'INTERNAL|INIV|Initial Visit is assumed'),
  doubleBooking,
  pageSize,
];
