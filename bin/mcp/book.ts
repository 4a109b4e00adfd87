// book: an appointment, for an agent that does not want to write the resource by hand.
import { z } from 'zod';
import { requestIdOf, type MockAccess } from './mock-access.ts';
import { referenceTo, refused } from './resources.ts';
import { fail, say, tool, worldInput, Said } from './tool.ts';

const bookInput = {
  start: z.string().optional().describe('Start, an instant with a zone such as 2031-03-04T17:00:00Z'),
  minutes: z.number().int().min(0).max(1440).optional().describe('Length in minutes; 30 unless said otherwise'),
  patient: z.string().optional().describe('Id or part of the name; the first patient unless said otherwise'),
  practitioner: z
    .string()
    .optional()
    .describe('Id or part of the name; the first that can be booked unless said otherwise'),
  location: z.string().optional().describe('Id or part of the name; the first location unless said otherwise'),
  type: z.string().optional().describe('SNOMED code of the appointment type; left out where none is given'),
  reason: z.string().optional().describe('Text of the reason for visit'),
  body: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('A whole Appointment resource to send as it is, in place of the other values'),
  world: worldInput,
};

type Booking = z.output<z.ZodObject<typeof bookInput>>;

const endOf = (start: string, minutes: number): string | undefined => {
  const instant = Date.parse(start);
  return Number.isNaN(instant) ? undefined : new Date(instant + minutes * 60_000).toISOString();
};

/** The resource to send: as it was given, or made of the values. */
const resourceOf = async (booking: Booking, mock: MockAccess): Promise<object | Said> => {
  const { body, start, minutes = 30, type, reason = 'Visit', world } = booking;
  if (body !== undefined) return body;
  if (start === undefined) return fail('Give start, for example 2031-03-04T17:00:00Z, or a whole resource as body.');
  const references = [];
  for (const [kind, wanted] of [
    ['Location', booking.location],
    ['Practitioner', booking.practitioner],
    ['Patient', booking.patient],
  ] as const) {
    const found = await referenceTo(kind, wanted, world, mock);
    if (found instanceof Said) return found;
    references.push(found);
  }
  const [location, ...actors] = references;
  return {
    resourceType: 'Appointment',
    status: 'proposed',
    ...(type === undefined ? {} : { appointmentType: { coding: [{ system: 'http://snomed.info/sct', code: type }] } }),
    reasonCode: [{ text: reason }],
    supportingInformation: [location],
    start,
    end: endOf(start, minutes) ?? start,
    participant: actors.map((actor) => ({ actor, status: 'accepted' })),
  };
};

export const book = tool({
  name: 'book',
  title: 'Book an appointment',
  description:
    'Creates an Appointment on the mock by POST /Appointment, as Canvas documents it, and gives its id. Give start and, if you ' +
    'like, patient, practitioner and location by id or name. To try a body of your own, send the whole resource as body.',
  input: bookInput,
  isReading: false,
  run: async (booking, mock) => {
    const resource = await resourceOf(booking, mock);
    if (resource instanceof Said) return resource;
    const reply = await mock.call({ method: 'POST', path: '/Appointment', body: resource, world: booking.world });
    if (!reply.isOk) return refused(reply);
    const id = /Appointment\/([^/]+)/.exec(reply.headers.get('location') ?? '')?.[1] ?? '?';
    return say(
      `Created Appointment/${id} (${reply.status}, body ${reply.text || 'empty'}; the id is in the location header).`,
      `Rules: ${reply.headers.get('x-mock-rules') ?? 'none'}. Request ${requestIdOf(reply) ?? '?'}.`,
    );
  },
});
