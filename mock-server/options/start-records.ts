// The records that a mock starts with, and what an edition asks of them.
import { instance } from '../../fixtures/instance.ts';
import { contractOf, type Contract } from '../../schemas/contract.ts';
import type { Records } from '../../schemas/canvas/collections.ts';
import { recordsWith } from '../admin/record-changes.ts';
import type { MockOptions } from './mock-options.ts';

/** The contract that was given, or that of the edition. */
export const contractFrom = (options: MockOptions): Contract => options.contract ?? contractOf(options);

/** The records that were given, or those of the fixture instance, with their changes. */
export const recordsFrom = ({ records = instance, recordChanges = {} }: MockOptions): Records =>
  recordsWith(records, recordChanges);

/** Refuses records that cannot be an instance's in the edition. */
export const checkRecords = ({ noteTypes }: Records, { edition, isInForce }: Contract): void => {
  const faulty = noteTypes.find((type) => type.default && !type.scheduleable);
  if (faulty !== undefined && isInForce('appointment-type/default-is-scheduleable'))
    throw new Error(`The default note type '${faulty.name}' has to be scheduleable in the edition of ${edition}.`);
};
