// Updates that count on what the one before has left.
import { meetingLink } from './values.ts';

export type Body = Readonly<Record<string, unknown>>;

const past = {
  use: 'usual',
  system: 'urn:exploration',
  value: 'past',
  period: { start: '2001-01-01', end: '2002-12-31' },
};
const good = {
  use: 'usual',
  system: 'urn:exploration',
  value: 'good',
  period: { start: '2001-01-01', end: '2098-12-31' },
};

/** Two updates of which the second counts on what the first has left. */
export const sequels: readonly (readonly [Body, Body])[] = [
  [{ status: 'cancelled' }, { status: 'booked' }],
  [{ identifier: [past, good] }, { identifier: [{ ...good, value: 'other' }] }],
  [{ status: 'fulfilled' }, { status: 'noshow' }],
  [meetingLink, { status: 'booked' }],
];
