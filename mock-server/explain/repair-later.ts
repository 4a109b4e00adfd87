// Repairs of what later editions refuse, where the repair of the rule before does not do.
import type { RefusalId } from '../../schemas/rules/index.ts';
import { endOf } from '../../schemas/canvas/record.ts';
import { formatInstant, parseInstant } from '../../schemas/canvas/instant.ts';
import { exampleBody, participantOf, somePractitioner } from './example.ts';
import { listIn, storedFor, withItem, type Repair } from './repair.ts';
import { bodyOf, withMembers, type Json } from './sent.ts';

const halfHour = 1_800_000;

/** Where in a list the member lies that a refusal names, as in `participant[1].status`. */
const positionIn = ({ where = '' }: Readonly<Record<string, string>>): number => Number(/\d+/.exec(where)?.[0] ?? 0);

const isBlank = ({ actor }: Json): boolean => /^Practitioner\/?\s*$/.test(String((actor as Json)['reference']));

export const laterRepairs = {
  'interaction/required-members': (sent, context) => {
    const { where = '' } = context.parameters;
    const stored = storedFor(sent, context);
    const times = stored && { start: formatInstant(stored.start), end: formatInstant(endOf(stored)) };
    const example = { ...exampleBody('Appointment', context.world), supportingInformation: [], ...times };
    return {
      sent: withMembers(sent, { [where]: example[where as keyof typeof example] }),
      where: `$.${where}`,
      advice: `${where} is required with every create and update, also where it does not change`,
    };
  },
  'participant/status-is-accepted': (sent, { parameters }) => ({
    sent: withMembers(sent, {
      participant: withItem(listIn(sent, 'participant'), positionIn(parameters), (item) => ({
        ...item,
        status: 'accepted',
      })),
    }),
    where: `$.${parameters['where'] ?? ''}`,
    advice: "The only participant status is 'accepted'",
  }),
  'participant/practitioner-is-named': (sent, { world }) => ({
    sent: withMembers(sent, {
      participant: listIn(sent, 'participant').map((item) =>
        isBlank(item) ? participantOf(`Practitioner/${somePractitioner(world)}`) : item,
      ),
    }),
    where: '$.participant',
    advice: 'Name the practitioner by id; others by GET /Practitioner',
  }),
  'booking/end-is-after-start': (sent, context) => {
    const start = bodyOf(sent)?.['start'];
    const from = typeof start === 'string' ? parseInstant(start) : storedFor(sent, context)?.start;
    const advice = 'The end has to lie after the start';
    return { sent: withMembers(sent, { end: formatInstant((from ?? 0) + halfHour) }), where: '$.end', advice };
  },
  'identifier/use-is-known': (sent, { parameters }) => ({
    sent: withMembers(sent, {
      identifier: withItem(listIn(sent, 'identifier'), positionIn(parameters), (item) => ({ ...item, use: 'usual' })),
    }),
    where: `$.${parameters['where'] ?? ''}`,
    advice: 'use is usual, official, temp, secondary or old',
  }),
  'reason-code/must-be-unique': (sent) => ({
    sent: withMembers(sent, { reasonCode: listIn(sent, 'reasonCode').map(({ coding: _coding, ...plain }) => plain) }),
    where: '$.reasonCode[0].coding[0].code',
    advice: 'Two configured reasons have that code: send the reason as text, or have the settings cleaned up',
  }),
  'supporting-information/unknown-appointment': (sent, { parameters }) => ({
    sent: withMembers(sent, {
      supportingInformation: listIn(sent, 'supportingInformation').filter(
        ({ reference }) => reference !== parameters['reference'],
      ),
    }),
    where: '$.supportingInformation',
    advice: 'No appointment has that id; leave the reference out, or create the appointment first',
  }),
  'appointment-type/event-update-needs-type': (sent, context) => {
    const type = context.world.instance.noteType(storedFor(sent, context)?.noteType ?? '');
    if (type === undefined) return undefined;
    const appointmentType = { coding: [{ system: type.system, code: type.code }] };
    const advice = 'Send the type of the event along, as it is stored';
    return { sent: withMembers(sent, { appointmentType }), where: '$.appointmentType', advice };
  },
  'status/unsupported-create-status-is-refused': (sent) => ({
    sent: withMembers(sent, { status: 'proposed' }),
    where: '$.status',
    advice: 'A create takes the statuses that an update takes; proposed is the usual one',
  }),
} satisfies Readonly<Partial<Record<RefusalId, Repair>>>;
