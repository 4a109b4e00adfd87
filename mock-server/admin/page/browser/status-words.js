// The nine statuses.

/** Canvas's words in the order of a visit, and what FHIR says for each. */
export const statuses = {
  unconfirmed: 'proposed',
  attempted: 'pending',
  confirmed: 'booked',
  arrived: 'arrived',
  roomed: 'checked-in',
  exited: 'fulfilled',
  'no-showed': 'noshow',
  cancelled: 'cancelled',
  deleted: 'entered-in-error',
};
