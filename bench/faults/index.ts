// All seeded faults by their names.
import { answering } from './answering.ts';
import { blind } from './blind.ts';
import { blindNeighbours } from './blind-neighbours.ts';
import { byStatement } from './by-statement.ts';
import { demanding } from './demanding.ts';
import { doubleBooking } from './double-booking.ts';
import type { Fault } from './fault.ts';
import { finding } from './finding.ts';
import { further } from './further.ts';
import { halfReading } from './half-reading.ts';
import { implementing } from './implementing.ts';
import { lettingIn } from './letting-in.ts';
import { manyKinds } from './many-kinds.ts';
import { narrowing } from './narrowing.ts';
import { neighbours } from './neighbours.ts';
import { offering } from './offering.ts';
import { searching } from './searching.ts';
import { showing } from './showing.ts';
import { statusCodes } from './status-codes.ts';
import { storing } from './storing.ts';
import { unforeseen } from './unforeseen.ts';
import { updating } from './updating.ts';
import { writing } from './writing.ts';

/** The faults, each with the rules that may be named for it. */
export const faults = {
  ...manyKinds,
  ...writing,
  ...searching,
  ...showing,
  ...doubleBooking,
  ...answering,
  ...storing,
  ...finding,
  ...updating,
  ...narrowing,
  ...lettingIn,
  ...neighbours,
  ...offering,
  ...statusCodes,
  ...halfReading,
  ...demanding,
  ...further,
  ...unforeseen,
  ...byStatement,
  ...implementing,
  ...blind,
  ...blindNeighbours,
} as const satisfies Readonly<Record<string, Fault>>;

export type FaultName = keyof typeof faults;
