// Repairs of the words that an instance has to know: types, reasons, statuses, locations, the meeting link.
import type { RefusalId } from '../../schemas/rules/index.ts';
import type { NoteType } from '../../schemas/canvas/record.ts';
import { firstIdOf } from '../domain/reference.ts';
import { fhirStatuses } from '../domain/status.ts';
import { nearest } from './nearest.ts';
import { listIn, withItem, type Context, type Fix, type Repair } from './repair.ts';
import { bodyOf, withBody, withMembers, type Json, type Sent } from './sent.ts';

const without = (sent: Sent, name: string): Sent => {
  const { [name]: _gone, ...others } = bodyOf(sent) ?? {};
  return withBody(sent, others);
};

const codingsIn = (concept: unknown): readonly Json[] => {
  const codings = (concept as Json | undefined)?.['coding'];
  return Array.isArray(codings) ? (codings as readonly Json[]) : [];
};

const typeCoding = (sent: Sent): Json => codingsIn(bodyOf(sent)?.['appointmentType'])[0] ?? {};

const textIn = (coding: Json, name: string): string => (typeof coding[name] === 'string' ? coding[name] : '');

/** The type that was probably meant: by its code, by its words, or the default one. */
const meantType = (sent: Sent, { world }: Context): NoteType | undefined => {
  const types = [...world.store().noteTypes.values()].filter(({ scheduleable }) => scheduleable);
  const [code, display] = [textIn(typeCoding(sent), 'code'), textIn(typeCoding(sent), 'display').toLowerCase()];
  return (
    types.find((type) => type.code === code) ??
    types.find((type) => display !== '' && type.display.toLowerCase() === display) ??
    (code === '' ? types.find((type) => type.default) : nearest(code, types, (type) => type.code))
  );
};

const typeFix = (sent: Sent, type: NoteType | undefined, where: string, advice: string): Fix | undefined => {
  if (type === undefined) return { sent: without(sent, 'appointmentType'), where: '$.appointmentType', advice };
  const { system, code } = type;
  const known = `${advice}; ${type.name} is ${system}|${code}`;
  return { sent: withMembers(sent, { appointmentType: { coding: [{ system, code }] } }), where, advice: known };
};

const coding = '$.appointmentType.coding[0]';

/** The statuses that an update may set. */
const settable = Object.values(fhirStatuses).filter((status) => status !== 'entered-in-error');

export const termRepairs = {
  'supporting-information/link-needs-address': (sent, { parameters }) => {
    const at = Number(/\d+/.exec(parameters['where'] ?? '')?.[0] ?? 0);
    const contained = withItem(listIn(sent, 'contained'), at, (endpoint) => ({
      ...endpoint,
      address: 'https://video.example/your-meeting',
    }));
    const advice = 'A meeting link is the address of the contained Endpoint: put your own URL there';
    return { sent: withMembers(sent, { contained }), where: `$.contained[${at}].address`, advice };
  },
  'supporting-information/unknown-location': (sent, { world, parameters }) => {
    const list = listIn(sent, 'supportingInformation');
    const at = list.findIndex(({ reference }) => firstIdOf('Location', [String(reference)]) !== undefined);
    const wanted = (parameters['reference'] ?? '').replace('Location/', '');
    const location = nearest(wanted, world.store().locations.values(), ({ id }) => id);
    if (at < 0 || location === undefined) return undefined;
    const next = withItem(list, at, (item) => ({ ...item, reference: `Location/${location.id}` }));
    return {
      sent: withMembers(sent, { supportingInformation: next }),
      where: `$.supportingInformation[${at}].reference`,
      advice: `No location has that id; one that exists is ${location.id} (${location.name}), others by GET /Location`,
    };
  },
  'status/unsupported-status-is-refused': (sent, { parameters }) => {
    const status = nearest(parameters['status'] ?? '', settable, (word) => word) ?? 'booked';
    const advice = `An update may set ${settable.join(', ')}`;
    return { sent: withMembers(sent, { status }), where: '$.status', advice };
  },
  'status/cancelled-update-is-refused': (sent) => ({
    sent: without(sent, 'status'),
    where: '$.status',
    advice: 'A cancelled appointment stays cancelled: leave status out, or make a new appointment',
  }),
  'appointment-type/one-coding': (sent, context) => {
    const [first] = codingsIn(bodyOf(sent)?.['appointmentType']);
    const where = '$.appointmentType.coding';
    const advice = 'Send exactly one coding, or leave appointmentType out for the default type';
    if (first === undefined) return typeFix(sent, meantType(sent, context), where, advice);
    return { sent: withMembers(sent, { appointmentType: { coding: [first] } }), where, advice };
  },
  'appointment-type/snomed-or-internal': (sent, context) =>
    typeFix(sent, meantType(sent, context), `${coding}.system`, 'The system is http://snomed.info/sct or INTERNAL'),
  'appointment-type/must-exist': (sent, context) =>
    typeFix(sent, meantType(sent, context), `${coding}.code`, 'System and code have to be those of a configured type'),
  'appointment-type/must-be-scheduleable': (sent, context) =>
    typeFix(sent, context.world.instance.defaultNoteType(), coding, 'That type cannot be scheduled; use one that can'),
  'reason-code/must-exist': (sent, { world, parameters }) => {
    const [reason = {}, ...others] = listIn(sent, 'reasonCode');
    const { code = '' } = parameters;
    const known = nearest(code, world.store().reasonCodings.values(), (configured) => configured.code);
    const { coding: _unknown, ...plain } = reason;
    const next = known === undefined ? plain : { ...reason, coding: [{ system: known.system, code: known.code }] };
    return {
      sent: withMembers(sent, { reasonCode: [next, ...others] }),
      where: '$.reasonCode[0].coding[0].code',
      advice: 'The code has to be a configured reason for visit; or send the reason as text alone',
    };
  },
} satisfies Readonly<Partial<Record<RefusalId, Repair>>>;
