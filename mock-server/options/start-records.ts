// The records that a mock starts with, and what an edition asks of them.
import { documentedInstance } from '../../fixtures/instance.ts';
import { sampleRecords } from '../../fixtures/sample.ts';
import { contractOf, type Contract } from '../../schemas/contract.ts';
import type { Records } from '../../schemas/canvas/collections.ts';
import { recordsWith } from '../admin/record-changes.ts';
import { defaultSettings } from '../../schemas/canvas/settings.ts';
import { clockOf } from '../runtime/clock.ts';
import type { MockOptions } from './mock-options.ts';

/** The contract that was given, or that of the edition. */
export const contractFrom = (options: MockOptions): Contract => options.contract ?? contractOf(options);

/** The documented instance, with the sample clinic around the moment of the start where it is asked for. */
const usualRecords = ({ sample = false, settings = {} }: MockOptions): Records =>
  sample
    ? sampleRecords({ now: clockOf().now(), timeZone: settings.timeZone ?? defaultSettings.timeZone })
    : documentedInstance;

/** The records that were given, or the usual ones, with their changes. */
export const recordsFrom = (options: MockOptions): Records =>
  recordsWith(options.records ?? usualRecords(options), options.recordChanges ?? {});

/** Refuses records that cannot be an instance's in the edition. */
export const checkRecords = ({ noteTypes }: Records, { edition, isInForce }: Contract): void => {
  const faulty = noteTypes.find((type) => type.default && !type.scheduleable);
  if (faulty !== undefined && isInForce('appointment-type/default-is-scheduleable'))
    throw new Error(`The default note type '${faulty.name}' has to be scheduleable in the edition of ${edition}.`);
};
