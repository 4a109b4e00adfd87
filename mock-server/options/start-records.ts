// The records that a mock starts with, and what an edition asks of them.
import { documentedInstance } from '../../fixtures/instance.ts';
import { sampleRecords } from '../../fixtures/sample.ts';
import { contractOf, type Contract } from '../../schemas/contract.ts';
import type { Records } from '../../schemas/canvas/collections.ts';
import { recordsWith } from '../admin/record-changes.ts';
import { defaultSettings } from '../../schemas/canvas/settings.ts';
import { clockOf } from '../runtime/clock.ts';
import { storeOf, type LayeredStore } from '../store/store.ts';
import type { WorldOptions } from '../worlds/world.ts';
import type { MockOptions } from './mock-options.ts';

/** The contract that was given, or that of the edition. */
export const contractFrom = (options: MockOptions): Contract => options.contract ?? contractOf(options);

const minute = 60_000;

/** The documented instance, with the sample clinic around a moment where it is asked for. */
const usualRecords = ({ sample = false, settings = {} }: MockOptions, now: number): Records =>
  sample ? sampleRecords({ now, timeZone: settings.timeZone ?? defaultSettings.timeZone }) : documentedInstance;

/** The records that were given, or the usual ones at a moment, with their changes. */
export const recordsFrom = (options: MockOptions, now = clockOf().now()): Records =>
  recordsWith(options.records ?? usualRecords(options, now), options.recordChanges ?? {});

/**
 * What a world holds that begins at a moment in a time zone. The sample clinic lies around that moment, to the minute:
 * worlds of one minute share it. Anything else is the same at all times.
 */
export const baseFrom = (options: MockOptions): WorldOptions['base'] => {
  if (options.sample !== true) {
    const store = storeOf(recordsFrom(options));
    return () => store;
  }
  let last: { readonly key: string; readonly store: LayeredStore } | undefined;
  return ({ now, timeZone }) => {
    const start = Math.floor(now / minute) * minute;
    const key = `${start} ${timeZone}`;
    const settings = { ...options.settings, timeZone };
    if (last?.key !== key) last = { key, store: storeOf(recordsFrom({ ...options, settings }, start)) };
    return last.store;
  };
};

/** The records as far as a start checks them. The sample clinic is laid out later; without changes it is sound. */
export const recordsToCheck = (options: MockOptions): Records =>
  recordsFrom(options.recordChanges === undefined ? { ...options, sample: false } : options);

/** Refuses records that cannot be an instance's in the edition. */
export const checkRecords = ({ noteTypes }: Records, { edition, isInForce }: Contract): void => {
  const faulty = noteTypes.find((type) => type.default && !type.scheduleable);
  if (faulty !== undefined && isInForce('appointment-type/default-is-scheduleable'))
    throw new Error(`The default note type '${faulty.name}' has to be scheduleable in the edition of ${edition}.`);
};
