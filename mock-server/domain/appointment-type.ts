// appointmentType: the note type that a coding names, and the default one.
import { reject, type Rejection } from '../../schemas/outcome.ts';
import type { Attempt } from './attempt.ts';
import type { Effects, Elements, Refusal, Refusals } from './behaviour.ts';
import { nameIn } from './proposal.ts';
import type { AppointmentRecord, NoteType } from '../../schemas/canvas/record.ts';

const systems = ['http://snomed.info/sct', 'INTERNAL'];

/** The type the appointment will have. */
export const intendedType = ({ proposal, stored, instance }: Attempt): NoteType | undefined => {
  const isStoredTypeKept = stored !== undefined && instance.settings.updateWithoutType === 'keep';
  return (
    proposal.appointmentType?.noteType ??
    (isStoredTypeKept ? instance.noteType(stored.noteType) : instance.defaultNoteType())
  );
};

type TypeRefusal = (type: NonNullable<Attempt['proposal']['appointmentType']>) => Rejection | undefined;

/** A refusal of the type that a body names; there is none where it names no type. */
const ofProposed =
  (refuse: TypeRefusal): Refusal =>
  ({ proposal: { appointmentType } }) =>
    appointmentType && refuse(appointmentType);

export const appointmentTypeRefusals = {
  'appointment-type/one-coding': ofProposed(({ count }) =>
    count === 1 ? undefined : reject('appointment-type/one-coding', { count: String(count) }),
  ),
  'appointment-type/snomed-or-internal': ofProposed(({ coding }) =>
    coding === undefined || systems.includes(coding.system ?? '')
      ? undefined
      : reject('appointment-type/snomed-or-internal', { system: nameIn(coding.system) }),
  ),
  'appointment-type/must-exist': ofProposed(({ coding, noteType }) =>
    coding === undefined || noteType !== undefined
      ? undefined
      : reject('appointment-type/must-exist', { system: nameIn(coding.system), code: nameIn(coding.code) }),
  ),
  'appointment-type/must-be-scheduleable': ofProposed(({ noteType }) =>
    noteType?.scheduleable === false ? reject('appointment-type/must-be-scheduleable', {}) : undefined,
  ),
  'appointment-type/other-system-is-refused': ofProposed(({ coding }) =>
    coding === undefined || systems.includes(coding.system ?? '')
      ? undefined
      : reject('appointment-type/other-system-is-refused', { system: nameIn(coding.system) }),
  ),
  'appointment-type/code-must-exist': ofProposed(({ coding, noteType }) =>
    coding === undefined || noteType !== undefined
      ? undefined
      : reject('appointment-type/code-must-exist', { code: nameIn(coding.code), system: nameIn(coding.system) }),
  ),
  'appointment-type/note-type-must-be-scheduleable': ofProposed(({ noteType }) =>
    noteType?.scheduleable === false
      ? reject('appointment-type/note-type-must-be-scheduleable', { name: noteType.name })
      : undefined,
  ),
  'appointment-type/event-update-needs-type': ({ proposal, stored, instance }) => {
    const type = stored && instance.noteType(stored.noteType);
    const needsType = type?.category === 'event' && !type.patientRequired;
    return needsType && proposal.appointmentType?.coding === undefined
      ? reject('appointment-type/event-update-needs-type', {})
      : undefined;
  },
} satisfies Partial<Refusals>;

const withDefaultType = (draft: AppointmentRecord, { instance }: Attempt): AppointmentRecord => ({
  ...draft,
  noteType: instance.defaultNoteType()?.id ?? draft.noteType,
});

export const appointmentTypeEffects = {
  'appointment-type/stored': (draft, { proposal }) => {
    const type = proposal.appointmentType?.noteType;
    return type === undefined ? draft : { ...draft, noteType: type.id };
  },
  'appointment-type/default-on-create': (draft, attempt) =>
    attempt.interaction === 'create' && attempt.proposal.appointmentType?.coding === undefined
      ? withDefaultType(draft, attempt)
      : draft,
  'appointment-type/default-on-update': (draft, attempt) => {
    const { interaction, proposal, instance } = attempt;
    const isOmitted = interaction === 'update' && proposal.appointmentType === undefined;
    return isOmitted && instance.settings.updateWithoutType === 'default' ? withDefaultType(draft, attempt) : draft;
  },
} satisfies Partial<Effects>;

export const appointmentTypeElements = {
  'appointment-type/canvas-display': (view, record, context) => {
    const type = context.noteType(record.noteType);
    if (type === undefined) return view;
    const { system, code, display } = type;
    return { ...view, appointmentType: { coding: [{ system, code, display }] } };
  },
} satisfies Partial<Elements>;
