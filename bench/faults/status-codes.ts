// Faults of the status of a refusal: the words are right, and the number is that of another refusal.
import { isUpdate, refusals, type Fault, type Told } from './fault.ts';

const as =
  (status: number) =>
  (told: Told): Told => ({ ...told, status });

export const statusCodes = {
  'an unknown reference is a 400': {
    rules: [
      'participant/unknown-practitioner',
      'participant/unknown-patient',
      'supporting-information/unknown-location',
    ],
    ...refusals(422, /Unknown (Practitioner|Patient|Location)/, as(400)),
  },
  'a reason that does not exist is a 400': {
    rules: ['reason-code/must-exist'],
    ...refusals(422, /structured reason/, as(400)),
  },
  'an update of what has changed since is a 409': {
    rules: ['interaction/if-unmodified-since'],
    ...refusals(412, /./, as(409)),
  },
  'an update of an unknown appointment is a 422': {
    rules: ['interaction/unknown-id'],
    tell: (told, asked) => (isUpdate(asked) && told.status === 404 ? as(422)(told) : told),
  },
  'a meeting link without an address is a 422': {
    rules: ['supporting-information/link-needs-address'],
    ...refusals(400, /a meeting link needs an address/, as(422)),
  },
} as const satisfies Record<string, Fault>;
