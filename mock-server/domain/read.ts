// What a read shows of every appointment: its id, and the note in the patient's timeline that some have.
import { createHash } from 'node:crypto';
import type { ViewContext } from './attempt.ts';
import type { Elements } from './behaviour.ts';
import type { AppointmentRecord } from '../../schemas/canvas/record.ts';

const url = 'http://schemas.canvasmedical.com/fhir/extensions/note-id';

/** The id of the note of an appointment: another UUID, and always the same one. */
const noteIdOf = (appointment: string): string => {
  const hex = createHash('sha256').update(`note of ${appointment}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
};

/** The extension that names the note of an appointment. */
export const noteExtension = ({ id }: Pick<AppointmentRecord, 'id'>) => ({ url, valueId: noteIdOf(id) });

const isVisit = ({ noteType }: AppointmentRecord, context: ViewContext): boolean =>
  context.noteType(noteType)?.category === 'encounter';

export const readElements = {
  'read/id': (view, { id }) => ({ ...view, id }),
  'read/note-id': (view, record) => (record.patient === null ? view : { ...view, extension: [noteExtension(record)] }),
  'read/note-id-of-visits': (view, record, context) =>
    record.patient !== null && isVisit(record, context) ? { ...view, extension: [noteExtension(record)] } : view,
} satisfies Partial<Elements>;
