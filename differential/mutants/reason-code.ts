// Mutants of the reason for visit.
import { behaviours } from '../../mock-server/domain/interpreter.ts';
import { proposalOf } from '../../mock-server/domain/proposal.ts';
import type { Mutant } from './machinery/mutant.ts';
import { withEffect } from './machinery/replaced-code.ts';
import { refusedTooMuch } from './machinery/refusing.ts';

const { effects } = behaviours;

export const reasonCodeMutants: readonly Mutant[] = [
  {
    rule: 'reason-code/first-only',
    fault: 'the last reason counts',
    options: withEffect('reason-code/text', (draft, attempt) => {
      const { sent } = attempt.proposal;
      const proposal = proposalOf(
        { ...sent, ...(sent.reasonCode && { reasonCode: sent.reasonCode.slice(-1) }) },
        attempt.instance.noteTypeByCode,
      );
      return effects['reason-code/text'](draft, { ...attempt, proposal });
    }),
  },
  {
    rule: 'reason-code/update-replaces',
    fault: 'the old reason stays',
    options: withEffect('reason-code/text', (draft, attempt) =>
      attempt.interaction === 'update' ? draft : effects['reason-code/text'](draft, attempt),
    ),
  },
  {
    rule: 'reason-code/omitted-reason-is-kept',
    fault: 'it is lost',
    options: withEffect('reason-code/text', (draft, attempt) =>
      attempt.interaction === 'update' && attempt.proposal.reasonCode === undefined
        ? { ...draft, reasons: [] }
        : effects['reason-code/text'](draft, attempt),
    ),
  },
  refusedTooMuch(
    'reason-code/description-is-current',
    'refused without a reasonCode',
    (body) => body['description'] !== undefined && body['reasonCode'] === undefined,
  ),
];
