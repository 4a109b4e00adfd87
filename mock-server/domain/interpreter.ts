// The interpreter of the rule table: judge a proposal, shape a record, view it as FHIR.
import type { Appointment } from '../../schemas/appointment.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Rejection } from '../../schemas/outcome.ts';
import { ruleIds, ruleOf, type RuleId } from '../../schemas/rules/index.ts';
import { appointmentTypeEffects, appointmentTypeElements, appointmentTypeRefusals } from './appointment-type.ts';
import type { Attempt, ViewContext } from './attempt.ts';
import type { Effect, Effects, Element, Elements, Refusal, Refusals } from './behaviour.ts';
import { bookingEffects, bookingElements, bookingRefusals } from './booking.ts';
import { identifierEffects, identifierRefusals } from './identifier.ts';
import { interactionRefusals } from './interaction.ts';
import { participantEffects, participantElements, participantRefusals } from './participant.ts';
import { blankRecord, completeDraft, recordMembers } from './record-draft.ts';
import { baseView, toAppointment } from './base-view.ts';
import { hasActed, type Trace } from './trace.ts';
import { readElements } from './read.ts';
import { reasonCodeEffects, reasonCodeElements, reasonCodeRefusals } from './reason-code.ts';
import type { AppointmentRecord } from '../../schemas/canvas/record.ts';
import { statusEffects, statusElements, statusRefusals } from './status.ts';
import { supportingInformationElements } from './supporting-information-view.ts';
import { supportingInformationEffects, supportingInformationRefusals } from './supporting-information.ts';

/** The code of every rule that acts on an appointment. A rule without code here does not compile. */
export interface Behaviours {
  readonly refusals: Refusals;
  readonly effects: Effects;
  readonly elements: Elements;
}

export const behaviours: Behaviours = {
  refusals: {
    ...interactionRefusals,
    ...participantRefusals,
    ...bookingRefusals,
    ...supportingInformationRefusals,
    ...statusRefusals,
    ...appointmentTypeRefusals,
    ...reasonCodeRefusals,
    ...identifierRefusals,
  },
  effects: {
    ...participantEffects,
    ...bookingEffects,
    ...supportingInformationEffects,
    ...statusEffects,
    ...appointmentTypeEffects,
    ...reasonCodeEffects,
    ...identifierEffects,
  },
  elements: {
    ...readElements,
    ...participantElements,
    ...bookingElements,
    ...supportingInformationElements,
    ...statusElements,
    ...appointmentTypeElements,
    ...reasonCodeElements,
  },
};

export interface Interpreter {
  /** The first rejection in the order of the table, malformed before unknown before unacceptable; or undefined. */
  readonly judge: (attempt: Attempt) => Rejection | undefined;
  /** The record that an accepted attempt leaves behind. A trace is told which rules changed something. */
  readonly shape: (attempt: Attempt, trace?: Trace) => AppointmentRecord;
  /** The record as FHIR shows it. A trace is told which rules had a part in it. */
  readonly view: (record: AppointmentRecord, context: ViewContext, trace?: Trace) => Appointment;
}

// Decision 015: a malformed body is noticed before an unknown id, that before a conflict, that before a business rule.
const precedence = [400, 404, 412, 422];

const rank = (id: RuleId): number => precedence.indexOf(ruleOf(id).outcome?.status ?? 0);

/** The functions of the rules that a contract holds, in the order in which they are asked. */
const codeInForce = <F>(contract: Contract, code: Readonly<Partial<Record<RuleId, F>>>): (readonly [RuleId, F])[] =>
  ruleIds
    .filter((id) => Object.hasOwn(code, id) && contract.isInForce(id))
    .toSorted((one, other) => rank(one) - rank(other))
    .flatMap((id) => {
      const rule = code[id];
      return rule === undefined ? [] : [[id, rule] as const];
    });

/** What an effect made of a draft. */
interface Change {
  readonly id: RuleId;
  readonly before: AppointmentRecord;
  readonly after: AppointmentRecord;
}

/** Compiles a contract, once, to the lists of functions that it holds. */
export const interpreterOf = (contract: Contract, code: Behaviours = behaviours): Interpreter => {
  const refusals = codeInForce<Refusal>(contract, code.refusals);
  const effects = codeInForce<Effect>(contract, code.effects);
  const elements = codeInForce<Element>(contract, code.elements);
  const isPartial = contract.isInForce('interaction/partial-update');
  const base = (attempt: Attempt): AppointmentRecord =>
    isPartial && attempt.stored !== undefined ? attempt.stored : blankRecord(attempt);
  return {
    judge: (attempt) => {
      for (const [, refuse] of refusals) {
        const rejection = refuse(attempt);
        if (rejection !== undefined) return rejection;
      }
      return undefined;
    },
    shape: (attempt, trace) => {
      if (isPartial && attempt.stored !== undefined) trace?.add('interaction/partial-update');
      let draft = base(attempt);
      const changes: Change[] = [];
      for (const [id, effect] of effects) {
        const next = effect(draft, attempt);
        if (trace !== undefined && next !== draft) changes.push({ id, before: draft, after: next });
        draft = next;
      }
      for (const { id, before, after } of changes) if (hasActed(before, after, draft, recordMembers)) trace?.add(id);
      return completeDraft(draft, attempt);
    },
    view: (record, context, trace) => {
      let view = baseView(record, context);
      for (const [id, element] of elements) {
        const next = element(view, record, context);
        // An element with nothing to do gives back what it was given.
        if (next !== view) trace?.add(id);
        view = next;
      }
      return toAppointment(view);
    },
  };
};
