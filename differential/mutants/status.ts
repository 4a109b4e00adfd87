// Mutants of the status: each pair of the mapping, and what a write may set.
import { fhirStatuses } from '../../mock-server/domain/status.ts';
import { behaviours } from '../../mock-server/domain/interpreter.ts';
import { canvasStatuses, type CanvasStatus } from '../../schemas/canvas/record.ts';
import type { Mutant } from './machinery/mutant.ts';
import { withEffect, withElement } from './machinery/replaced-code.ts';

const { effects, elements } = behaviours;

const another = (status: CanvasStatus): CanvasStatus =>
  canvasStatuses[(canvasStatuses.indexOf(status) + 1) % canvasStatuses.length] ?? 'unconfirmed';

/** Each Canvas status shown as the next one's FHIR status. */
const statusesShownWrong = canvasStatuses.map((status): Mutant => ({
  rule: status === 'roomed' ? 'status/roomed-reads-as-written' : 'status/canvas-to-fhir',
  fault: `${status} shown as ${fhirStatuses[another(status)]}`,
  options: withElement('status/canvas-to-fhir', (view, record, instance) =>
    elements['status/canvas-to-fhir'](
      view,
      record.status === status ? { ...record, status: another(status) } : record,
      instance,
    ),
  ),
}));

/** Each supported status stored as the next one. */
const storedOtherwise = canvasStatuses
  .filter((status) => status !== 'deleted')
  .map((status): Mutant => ({
    rule: 'status/update-sets-status',
    fault: `${fhirStatuses[status]} stored as ${another(status)}`,
    options: withEffect('status/update-sets-status', (draft, attempt) =>
      attempt.interaction === 'update' && attempt.proposal.status === fhirStatuses[status]
        ? { ...draft, status: another(status) }
        : effects['status/update-sets-status'](draft, attempt),
    ),
  }));

/** Each supported status stored as the one before. */
const createdOtherwise = canvasStatuses
  .filter((status) => status !== 'deleted')
  .map((status, position, all): Mutant => ({
    rule: 'status/create-sets-status',
    fault: `${fhirStatuses[status]} stored otherwise`,
    options: withEffect('status/update-sets-status', (draft, attempt) =>
      attempt.interaction === 'create' && attempt.proposal.status === fhirStatuses[status]
        ? { ...draft, status: all.at(position - 1) ?? status }
        : effects['status/update-sets-status'](draft, attempt),
    ),
  }));

export const statusMutants: readonly Mutant[] = [
  ...statusesShownWrong,
  ...storedOtherwise,
  ...createdOtherwise,
  {
    rule: 'status/omitted-status-is-kept',
    fault: 'set back to proposed',
    options: withEffect('status/update-sets-status', (draft, attempt) =>
      attempt.proposal.status === undefined
        ? { ...draft, status: 'unconfirmed' }
        : effects['status/update-sets-status'](draft, attempt),
    ),
  },
  {
    rule: 'status/entered-in-error-cannot-be-set',
    fault: 'entered-in-error is set',
    options: { without: ['status/unsupported-status-is-refused', 'status/entered-in-error-is-not-accepted'] },
  },
  {
    rule: 'status/entered-in-error-cannot-be-created',
    fault: 'it is created',
    options: { without: ['status/unsupported-create-status-is-refused', 'status/entered-in-error-is-not-accepted'] },
  },
];
