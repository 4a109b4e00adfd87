// What an edition asks of the records that a mock starts with.
import type { Contract } from '../schemas/contract.ts';
import type { Records } from '../schemas/canvas/collections.ts';

/** Refuses records that cannot be an instance's in the edition. */
export const checkRecords = ({ noteTypes }: Records, { edition, isInForce }: Contract): void => {
  const faulty = noteTypes.find((type) => type.default && !type.scheduleable);
  if (faulty !== undefined && isInForce('appointment-type/default-is-scheduleable'))
    throw new Error(`The default note type '${faulty.name}' has to be scheduleable in the edition of ${edition}.`);
};
