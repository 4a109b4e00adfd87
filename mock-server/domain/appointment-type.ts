// appointmentType: the note type that a coding names, and the default one.
import type { Coding } from '../../schemas/appointment.ts';
import { reject } from '../../schemas/outcome.ts';
import type { Attempt } from './attempt.ts';
import type { Effects, Elements, Refusals } from './behaviour.ts';
import type { NoteType } from '../../schemas/canvas/record.ts';
import { patientWanted } from './reference.ts';

const systems = ['http://snomed.info/sct', 'INTERNAL'];

const codingSent = ({ body }: Attempt): Coding | undefined => body.appointmentType?.coding?.[0];

/** The note type that the body names, if it names one that exists. */
const typeSent = (attempt: Attempt): NoteType | undefined => {
  const coding = codingSent(attempt);
  return coding && attempt.instance.noteTypeByCode(coding.system ?? '', coding.code ?? '');
};

/** The type the appointment will have. */
export const typeWanted = (attempt: Attempt): NoteType | undefined => {
  const { stored, instance } = attempt;
  const keeps = stored !== undefined && instance.settings.updateWithoutType === 'keep';
  return typeSent(attempt) ?? (keeps ? instance.noteType(stored.noteType) : instance.defaultNoteType());
};

export const appointmentTypeRefusals = {
  'appointment-type/one-coding': ({ body: { appointmentType } }) => {
    const count = appointmentType?.coding?.length ?? 0;
    return appointmentType === undefined || count === 1
      ? undefined
      : reject('appointment-type/one-coding', { count: String(count) });
  },
  'appointment-type/snomed-or-internal': (attempt) => {
    const coding = codingSent(attempt);
    return coding === undefined || systems.includes(coding.system ?? '')
      ? undefined
      : reject('appointment-type/snomed-or-internal', { system: coding.system ?? '' });
  },
  'appointment-type/must-exist': (attempt) => {
    const coding = codingSent(attempt);
    return coding === undefined || typeSent(attempt) !== undefined
      ? undefined
      : reject('appointment-type/must-exist', { system: coding.system ?? '', code: coding.code ?? '' });
  },
  'appointment-type/must-be-scheduleable': (attempt) =>
    typeSent(attempt)?.scheduleable === false ? reject('appointment-type/must-be-scheduleable', {}) : undefined,
  'appointment-type/code-must-exist': (attempt) => {
    const coding = codingSent(attempt);
    return coding === undefined || typeSent(attempt) !== undefined
      ? undefined
      : reject('appointment-type/code-must-exist', { code: coding.code ?? '', system: coding.system ?? '' });
  },
  'appointment-type/note-type-must-be-scheduleable': (attempt) => {
    const type = typeSent(attempt);
    return type?.scheduleable === false
      ? reject('appointment-type/note-type-must-be-scheduleable', { name: type.name })
      : undefined;
  },
  'appointment-type/event-update-needs-type': (attempt) => {
    const { stored, instance } = attempt;
    const isEvent = stored !== undefined && instance.noteType(stored.noteType)?.category === 'event';
    return isEvent && codingSent(attempt) === undefined && patientWanted(attempt) === null
      ? reject('appointment-type/event-update-needs-type', {})
      : undefined;
  },
} satisfies Partial<Refusals>;

export const appointmentTypeEffects = {
  'appointment-type/stored': (draft, attempt) => {
    const type = typeSent(attempt);
    return type === undefined ? draft : { ...draft, noteType: type.id };
  },
  'appointment-type/default-on-create': (draft, { interaction, body, instance }) =>
    interaction === 'create' && body.appointmentType?.coding?.[0] === undefined
      ? { ...draft, noteType: instance.defaultNoteType()?.id ?? draft.noteType }
      : draft,
  'appointment-type/default-on-update': (draft, { interaction, body, instance }) =>
    interaction === 'update' && body.appointmentType === undefined && instance.settings.updateWithoutType === 'default'
      ? { ...draft, noteType: instance.defaultNoteType()?.id ?? draft.noteType }
      : draft,
} satisfies Partial<Effects>;

export const appointmentTypeElements = {
  'appointment-type/canvas-display': (view, record, terms) => {
    const type = terms.noteType(record.noteType);
    if (type === undefined) return view;
    const { system, code, display } = type;
    return { ...view, appointmentType: { coding: [{ system, code, display }] } };
  },
} satisfies Partial<Elements>;
