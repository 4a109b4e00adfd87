// Faults of an instance that forbids double booking.
import {
  bodyOf,
  entriesOf,
  isCreate,
  isUpdate,
  refusal,
  refusals,
  withText,
  type Asked,
  type AskMock,
  type Fault,
  type Json,
} from './fault.ts';

interface Reading {
  /** Touching ends collide. */
  readonly touches?: true;
  /** Only an equal start collides. */
  readonly startsOnly?: true;
  /** Whoever the practitioner is. */
  readonly anybody?: true;
  readonly cancelledBlocks?: true;
  readonly passesUpdates?: true;
  /** An update is in its own way. */
  readonly collidesWithItself?: true;
}

const practitionerIn = (body: Json): string =>
  /Practitioner\/[0-9a-f]+/.exec(JSON.stringify(body['participant'] ?? []))?.[0] ?? '';

const time = (value: unknown): number => Date.parse(String(value));

const overlaps = (one: Json, other: Json, { touches, startsOnly }: Reading): boolean => {
  const [start, end, from, to] = [one['start'], one['end'], other['start'], other['end']].map(time) as [
    number,
    number,
    number,
    number,
  ];
  if (startsOnly) return start === from;
  return touches ? start <= to && from <= end : start < to && from < end;
};

const dayOf = (value: unknown): string => new Date(time(value)).toISOString().slice(0, 10);

const isTaken = async (asked: Asked, reading: Reading, ask: AskMock): Promise<boolean> => {
  const look = { ...asked, method: 'GET', body: '' };
  const stored = isUpdate(asked) ? ((await ask(look)).body as Json) : {};
  const sent = bodyOf(asked);
  const wanted = { ...stored, ...sent };
  const isMoved = sent['start'] !== undefined && time(sent['start']) !== time(stored['start']);
  if (Number.isNaN(time(wanted['start'])) || wanted['status'] === 'cancelled' || stored['status'] === 'cancelled')
    return false;
  if (isUpdate(asked) && (reading.passesUpdates || (!isMoved && !reading.collidesWithItself))) return false;
  const { body } = await ask({ ...look, url: `/Appointment?date=${dayOf(wanted['start'])}&_count=100` });
  return entriesOf(body as Json).some(
    ({ resource }) =>
      (reading.collidesWithItself ?? resource['id'] !== stored['id']) &&
      (reading.cancelledBlocks ?? resource['status'] !== 'cancelled') &&
      (reading.anybody ?? practitionerIn(resource) === practitionerIn(wanted)) &&
      overlaps(resource, wanted, reading),
  );
};

/** Double booking forbidden, with a reading of one's own. */
const forbidden = (reading: Reading): Pick<Fault, 'ask'> => ({
  ask: async (asked, ask) =>
    (isCreate(asked) || isUpdate(asked)) && (await isTaken(asked, reading, ask).catch(() => false))
      ? refusal(422, 'This appointment time is no longer available.')
      : asked,
});

const rules = ['booking/double-booking-refused'];

export const doubleBooking = {
  'double booking off: another text': {
    rules,
    mock: { settings: { doubleBooking: 'forbid' } },
    ...refusals(422, /no longer available/, (told) => withText(told, 'The provider is busy.')),
  },
  'double booking off: a 409': {
    rules,
    mock: { settings: { doubleBooking: 'forbid' } },
    ...refusals(422, /no longer available/, (told) => ({ ...told, status: 409 })),
  },
  'double booking off: touching ends collide': { rules, ...forbidden({ touches: true }) },
  'double booking off: only an equal start collides': { rules, ...forbidden({ startsOnly: true }) },
  'double booking off: whoever the practitioner is': { rules, ...forbidden({ anybody: true }) },
  'double booking off: a cancelled one still blocks': { rules, ...forbidden({ cancelledBlocks: true }) },
  'double booking off: updates are let pass': { rules, ...forbidden({ passesUpdates: true }) },
  'double booking off: an update collides with itself': { rules, ...forbidden({ collidesWithItself: true }) },
} as const satisfies Record<string, Fault>;
