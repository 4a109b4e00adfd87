// Mutants of the type of an appointment.
import { behaviours } from '../../mock-server/domain/interpreter.ts';
import type { Mutant } from './machinery/mutant.ts';
import { withEffect } from './machinery/replaced-code.ts';
import { refusedTooMuch } from './machinery/refusing.ts';

const { effects } = behaviours;

export const appointmentTypeMutants: readonly Mutant[] = [
  {
    rule: 'appointment-type/omitted-type-is-kept',
    fault: 'reset to the default',
    options: withEffect('appointment-type/stored', (draft, attempt) => {
      const stored = effects['appointment-type/stored'](draft, attempt);
      const isReset = attempt.interaction === 'update' && attempt.proposal.appointmentType === undefined;
      return isReset ? { ...stored, noteType: attempt.instance.defaultNoteType()?.id ?? '' } : stored;
    }),
  },
  refusedTooMuch('appointment-type/default-is-scheduleable', 'the default type is refused', (body) =>
    JSON.stringify(body['appointmentType'] ?? '').includes('308335008'),
  ),
];
