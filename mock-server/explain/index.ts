// The explanation of an exchange: what each topic knows about its refusals and its silent ignores, in one table.
import { ruleOf, type OriginalRefusalId, type RefusalId } from '../../schemas/rules/index.ts';
import { accessRepairs } from './access.ts';
import { appointmentTypeCause, appointmentTypeRepairs } from './appointment-type.ts';
import { bookingDoubts, bookingHint, bookingRepairs } from './booking.ts';
import { identifierCause, identifierRepairs } from './identifier.ts';
import { interactionCause, interactionHint, interactionRepairs } from './interaction.ts';
import { explainerWith, type Explain, type ExplainerOptions } from './machinery/explanation.ts';
import type { Repair } from './machinery/repair.ts';
import { participantCause, participantHint } from './machinery/dropped-participants.ts';
import { participantRepairs } from './participant.ts';
import { patientRepairs } from './patient.ts';
import { readCause } from './read.ts';
import { reasonCodeCause, reasonCodeRepairs } from './reason-code.ts';
import { searchRepairs, unknownParameters } from './search.ts';
import { findUnmatchable } from './machinery/search-hints.ts';
import { ignoredPageSize } from './searchset.ts';
import { slotRepairs } from './slot.ts';
import { statusCause, statusRepairs } from './status.ts';
import { supportingInformationCause, supportingInformationRepairs } from './supporting-information.ts';
import { validationRepairs } from './validation.ts';

export { urlOf, type ClientRequest } from './machinery/client-request.ts';
export type { Explain } from './machinery/explanation.ts';
export { nearMissesAmong, servedRoutes, type NearMisses } from './machinery/near-miss.ts';

/** The repair of every rule that refuses. A refusing rule of the first edition without one does not compile. */
const repairs: Readonly<Record<OriginalRefusalId, Repair> & Partial<Record<RefusalId, Repair>>> = {
  ...accessRepairs,
  ...validationRepairs,
  ...interactionRepairs,
  ...participantRepairs,
  ...bookingRepairs,
  ...supportingInformationRepairs,
  ...statusRepairs,
  ...appointmentTypeRepairs,
  ...reasonCodeRepairs,
  ...identifierRepairs,
  ...searchRepairs,
  ...patientRepairs,
  ...slotRepairs,
};

/** The repair of a rule: its own, or that of the rule whose place it takes. */
const repairOf = (rule: RefusalId): Repair | undefined => {
  const own = repairs[rule];
  const before = ruleOf(rule).replaces;
  return own ?? (before === undefined ? undefined : repairOf(before as RefusalId));
};

const ignoring = {
  causes: [
    interactionCause,
    participantCause,
    supportingInformationCause,
    statusCause,
    appointmentTypeCause,
    reasonCodeCause,
    identifierCause,
    readCause,
  ],
  hints: [interactionHint, participantHint, bookingHint],
  doubts: [bookingDoubts],
  parameters: [unknownParameters, ignoredPageSize, findUnmatchable],
};

/** Explains exchanges, in the world they were for, as it is when the explanation is asked for. */
export const explainer = (options: ExplainerOptions): Explain => explainerWith({ repairOf, ignoring }, options);
