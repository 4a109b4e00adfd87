// The records written as JSON last: what is read again is not made again, unless something has changed that it is made of.
import type { Terms } from '../domain/attempt.ts';
import type { Interpreter } from '../domain/interpreter.ts';
import type { AppointmentRecord } from '../domain/record.ts';
import { Trace } from '../domain/trace.ts';

/** A record as FHIR shows it, as JSON. The terms must be another object once anything about them has changed. */
export type AsJson = (record: AppointmentRecord, terms: Terms, trace?: Trace) => string;

interface Written {
  readonly text: string;
  readonly terms: Terms;
  readonly trace: Trace;
  /** Where in the ring its record stands. */
  readonly place: number;
}

/** Remembers as many texts as were made last. */
export const rememberingJson = (view: Interpreter['view'], most = 1000): AsJson => {
  const known = new Map<AppointmentRecord, Written>();
  const ring: AppointmentRecord[] = [];
  let made = 0;
  const make = (record: AppointmentRecord, terms: Terms): Written => {
    const place = made++ % most;
    const oldest = ring[place];
    if (oldest !== undefined && known.get(oldest)?.place === place) known.delete(oldest);
    ring[place] = record;
    const trace = new Trace();
    const written = { text: JSON.stringify(view(record, terms, trace)), terms, trace, place };
    known.set(record, written);
    return written;
  };
  return (record, terms, trace) => {
    const before = known.get(record);
    const written = before?.terms === terms ? before : make(record, terms);
    trace?.follow(written.trace);
    return written.text;
  };
};
