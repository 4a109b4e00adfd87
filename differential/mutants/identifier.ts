// Mutants of identifiers: which are replaced, which survive, and when.
import type { Attempt } from '../../mock-server/domain/attempt.ts';
import { behaviours } from '../../mock-server/domain/interpreter.ts';
import type { AppointmentRecord } from '../../schemas/canvas/record.ts';
import type { Mutant } from './machinery/mutant.ts';
import { withEffect } from './machinery/replaced-code.ts';
import { refusedTooMuch } from './machinery/refusing.ts';

const { effects } = behaviours;

const replacement = effects['identifier/list-replaces-current'];

const held = (attempt: Attempt, keeps: (identifier: AppointmentRecord['identifiers'][number]) => boolean): Attempt => ({
  ...attempt,
  stored: attempt.stored && { ...attempt.stored, identifiers: attempt.stored.identifiers.filter((one) => !keeps(one)) },
});

const dayLength = 86_400_000;

export const identifierMutants: readonly Mutant[] = [
  {
    rule: 'identifier/list-replaces-current',
    fault: 'one that has not begun survives',
    options: { settings: { identifierReplacement: 'within-period' } },
  },
  {
    rule: 'identifier/list-replaces-current',
    fault: 'one without a period survives',
    options: withEffect('identifier/list-replaces-current', (draft, attempt) =>
      replacement(
        draft,
        held(attempt, ({ expires }) => expires === null),
      ),
    ),
  },
  {
    rule: 'identifier/expired-survive',
    fault: 'expired ones are deleted as well',
    options: withEffect('identifier/list-replaces-current', (draft, attempt) =>
      replacement(draft, { ...attempt, now: 0 }),
    ),
  },
  {
    rule: 'identifier/expired-survive',
    fault: 'expires a day early',
    options: withEffect('identifier/list-replaces-current', (draft, attempt) =>
      replacement(draft, { ...attempt, now: attempt.now + dayLength }),
    ),
  },
  {
    rule: 'identifier/expired-survive',
    fault: 'expires a day late',
    options: withEffect('identifier/list-replaces-current', (draft, attempt) =>
      replacement(draft, { ...attempt, now: attempt.now - dayLength }),
    ),
  },
  {
    rule: 'identifier/updated-by-id',
    fault: 'the id changes with the value',
    options: withEffect('identifier/updated-by-id', (draft, attempt) => ({
      ...draft,
      identifiers: effects['identifier/updated-by-id'](draft, attempt).identifiers.map((one, position) =>
        attempt.proposal.identifier === undefined ? one : { ...one, id: attempt.ids.identifiers[position] ?? one.id },
      ),
    })),
  },
  refusedTooMuch('identifier/assigner-is-write-only', 'an assigner is refused', (body) =>
    JSON.stringify(body['identifier'] ?? '').includes('"assigner"'),
  ),
];
