// What to do about a type that is not configured or cannot be scheduled.
import type { NoteType } from '../../schemas/canvas/record.ts';
import { nearest } from '../../schemas/nearest.ts';
import { storedFor, type Context, type Fix, type Repairs } from './machinery/repair.ts';
import { bodyOf, withMembers, withoutMember, type Json, type ClientRequest } from './machinery/client-request.ts';
import { causeByPath } from './machinery/ignored.ts';

const codingsOf = (concept: unknown): readonly Json[] => {
  const codings = (concept as Json | undefined)?.['coding'];
  return Array.isArray(codings) ? (codings as readonly Json[]) : [];
};

const typeCoding = (request: ClientRequest): Json => codingsOf(bodyOf(request)?.['appointmentType'])[0] ?? {};

const textOf = (coding: Json, name: string): string => (typeof coding[name] === 'string' ? coding[name] : '');

/** The type that was probably meant: by its code, by its words, or the default one. */
const likelyType = (request: ClientRequest, { world }: Context): NoteType | undefined => {
  const types = [...world.store().noteTypes.values()].filter(({ scheduleable }) => scheduleable);
  const [code, display] = [textOf(typeCoding(request), 'code'), textOf(typeCoding(request), 'display').toLowerCase()];
  return (
    types.find((type) => type.code === code) ??
    types.find((type) => display !== '' && type.display.toLowerCase() === display) ??
    (code === '' ? types.find((type) => type.default) : nearest(code, types, (type) => type.code))
  );
};

const typeFix = (
  request: ClientRequest,
  type: NoteType | undefined,
  where: string,
  advice: string,
): Fix | undefined => {
  if (type === undefined)
    return { request: withoutMember(request, 'appointmentType'), where: '$.appointmentType', advice };
  const { system, code } = type;
  const known = `${advice}; ${type.name} is ${system}|${code}`;
  return { request: withMembers(request, { appointmentType: { coding: [{ system, code }] } }), where, advice: known };
};

const codingPath = '$.appointmentType.coding[0]';

export const appointmentTypeRepairs = {
  'appointment-type/one-coding': (request, context) => {
    const [first] = codingsOf(bodyOf(request)?.['appointmentType']);
    const where = '$.appointmentType.coding';
    const advice = 'Send exactly one coding, or leave appointmentType out for the default type';
    if (first === undefined) return typeFix(request, likelyType(request, context), where, advice);
    return { request: withMembers(request, { appointmentType: { coding: [first] } }), where, advice };
  },
  'appointment-type/snomed-or-internal': (request, context) =>
    typeFix(
      request,
      likelyType(request, context),
      `${codingPath}.system`,
      'The system is http://snomed.info/sct or INTERNAL',
    ),
  'appointment-type/must-exist': (request, context) =>
    typeFix(
      request,
      likelyType(request, context),
      `${codingPath}.code`,
      'System and code have to be those of a configured type',
    ),
  'appointment-type/must-be-scheduleable': (request, context) =>
    typeFix(
      request,
      context.world.instance.defaultNoteType(),
      codingPath,
      'That type cannot be scheduled; use one that can',
    ),
  'appointment-type/event-update-needs-type': (request, context) => {
    const type = context.world.instance.noteType(storedFor(request, context)?.noteType ?? '');
    if (type === undefined) return undefined;
    const appointmentType = { coding: [{ system: type.system, code: type.code }] };
    const advice = 'Send the type of the event along, as it is stored';
    return { request: withMembers(request, { appointmentType }), where: '$.appointmentType', advice };
  },
} satisfies Repairs<'appointment-type'>;

export const appointmentTypeCause = causeByPath([
  [/^appointmentType\.coding\[0\]\.display/, 'appointment-type/canvas-display'],
]);
