// What to do about a type that is not configured or cannot be scheduled.
import { isObject } from '../../schemas/json.ts';
import type { NoteType } from '../../schemas/canvas/record.ts';
import { bodyOf, withMembers, type Json, type ClientRequest } from './machinery/client-request.ts';
import { bookableTypes } from './machinery/example.ts';
import { causeByPath } from './machinery/ignored.ts';
import { meantBy } from './machinery/meant.ts';
import { noFix, objectsIn, storedFor, type Context, type Repair, type Repairs } from './machinery/repair.ts';

const conceptOf = (request: ClientRequest): Json => {
  const concept = bodyOf(request)?.['appointmentType'];
  return isObject(concept) ? concept : {};
};

const codingsOf = (request: ClientRequest): readonly Json[] => objectsIn(conceptOf(request)['coding']);

const textIn = (value: Json, name: string): string => (typeof value[name] === 'string' ? value[name] : '');

/** The type that a coding means: by its system and code, by its code, by its words. */
const typeOf = (coding: Json, types: readonly NoteType[]): NoteType | undefined => {
  const [system, code] = [textIn(coding, 'system'), textIn(coding, 'code')];
  return (
    types.find((type) => type.code === code && type.system === system) ??
    types.find((type) => type.code === code) ??
    meantBy(textIn(coding, 'display'), types, ({ display, name }) => [display, name]) ??
    meantBy(code, types, (type) => [type.code, type.display, type.name])
  );
};

const meantType = (request: ClientRequest, world: Context['world']): NoteType | undefined => {
  const types = bookableTypes(world);
  const found = codingsOf(request).map((coding) => typeOf(coding, types));
  return (
    found.find((type) => type !== undefined) ??
    meantBy(textIn(conceptOf(request), 'text'), types, ({ display, name }) => [display, name])
  );
};

const maxTypes = 12;

const bookableText = (world: Context['world']): string =>
  `Those that can be booked: ${bookableTypes(world)
    .slice(0, maxTypes)
    .map(({ name, system, code }) => `${name} ${system}|${code}`)
    .join(', ')}`;

/** The type that was meant, or where none is recognized the default one as an example. */
const typeFix =
  (where: string, advice: string): Repair =>
  (request, { world }) => {
    const meant = meantType(request, world);
    const type = meant ?? bookableTypes(world)[0];
    const words = `${advice}. ${meant === undefined ? '' : `${meant.name} is ${meant.system}|${meant.code}. `}${bookableText(world)}`;
    if (type === undefined) return noFix(where, words);
    const { system, code } = type;
    const next = withMembers(request, { appointmentType: { coding: [{ system, code }] } });
    return { request: next, where, advice: words, ...(meant === undefined ? { isExample: true } : {}) };
  };

const codingPath = '$.appointmentType.coding[0]';

export const appointmentTypeRepairs = {
  'appointment-type/one-coding': typeFix(
    '$.appointmentType.coding',
    'Send exactly one coding, of SNOMED or INTERNAL, or leave appointmentType out for the default type',
  ),
  'appointment-type/snomed-or-internal': typeFix(
    `${codingPath}.system`,
    'The system is http://snomed.info/sct or INTERNAL',
  ),
  'appointment-type/other-system-is-refused': typeFix(
    `${codingPath}.system`,
    'The system is http://snomed.info/sct or INTERNAL',
  ),
  'appointment-type/must-exist': typeFix(`${codingPath}.code`, 'System and code have to be those of a configured type'),
  'appointment-type/must-be-scheduleable': typeFix(codingPath, 'That type cannot be scheduled: choose one that can'),
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
