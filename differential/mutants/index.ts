// The mutants: mocks that break one rule in one way. The table gives most of them, the topics those it cannot give.
import type { ContractChoice } from '../../schemas/contract.ts';
import { accessMutants } from './access.ts';
import { appointmentTypeMutants } from './appointment-type.ts';
import { bookingMutants } from './booking.ts';
import { encounterMutants } from './encounter.ts';
import { identifierMutants } from './identifier.ts';
import { interactionMutants } from './interaction.ts';
import { locationMutants } from './location.ts';
import { mutantsFromTable } from './machinery/from-the-table.ts';
import { choices, newIn } from './machinery/choices.ts';
import type { Mutant } from './machinery/mutant.ts';
import { participantMutants } from './participant.ts';
import { patientMutants } from './patient.ts';
import { practitionerMutants } from './practitioner.ts';
import { readMutants } from './read.ts';
import { reasonCodeMutants } from './reason-code.ts';
import { scheduleMutants } from './schedule.ts';
import { searchMutants } from './search.ts';
import { searchsetMutants } from './searchset.ts';
import { slotMutants } from './slot.ts';
import { statusMutants } from './status.ts';
import { validationMutants } from './validation.ts';

export { choiceName, choices, newIn } from './machinery/choices.ts';
export { nameOf, type Mutant } from './machinery/mutant.ts';
export { isReading, readingMutants } from './machinery/readings.ts';

/** The mutants of the topics, in the order of the table. */
const topicMutants: readonly Mutant[] = [
  ...accessMutants,
  ...validationMutants,
  ...interactionMutants,
  ...participantMutants,
  ...bookingMutants,
  ...statusMutants,
  ...appointmentTypeMutants,
  ...reasonCodeMutants,
  ...identifierMutants,
  ...readMutants,
  ...searchMutants,
  ...searchsetMutants,
  ...locationMutants,
  ...practitionerMutants,
  ...patientMutants,
  ...encounterMutants,
  ...scheduleMutants,
  ...slotMutants,
];

/** Every mutant whose rule a choice of edition and validation is the first to have. */
export const mutantsOf = (choice: ContractChoice): Mutant[] => {
  const ids = newIn(choice);
  return [...mutantsFromTable(ids), ...topicMutants.filter(({ rule }) => ids.includes(rule))];
};

/** Every mutant of every choice. */
export const allMutants = (): Mutant[] => choices.flatMap(mutantsOf);
