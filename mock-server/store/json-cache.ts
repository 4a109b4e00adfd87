// The records written as JSON last: what is read again is not made again, unless something has changed that it is made of.
import type { ViewContext } from '../domain/attempt.ts';
import type { Interpreter } from '../domain/interpreter.ts';
import type { AppointmentRecord } from '../../schemas/canvas/record.ts';
import { Trace } from '../domain/trace.ts';

/** A record as FHIR shows it, as JSON. The version is another one once anything about the terms has changed. */
export type AsJson = (record: AppointmentRecord, terms: ViewContext, version: symbol, trace?: Trace) => string;

interface Written {
  readonly text: string;
  /** Not the terms themselves: they would keep the world alive. */
  readonly version: symbol;
  readonly trace: Trace;
}

/** Remembers as many texts as were made last. */
export const rememberingJson = (view: Interpreter['view'], most = 1000): AsJson => {
  /** The one made first comes first. */
  const known = new Map<AppointmentRecord, Written>();
  const make = (record: AppointmentRecord, terms: ViewContext, version: symbol): Written => {
    const trace = new Trace();
    const written = { text: JSON.stringify(view(record, terms, trace)), version, trace };
    known.delete(record);
    const [oldest] = known.keys();
    if (oldest !== undefined && known.size >= most) known.delete(oldest);
    known.set(record, written);
    return written;
  };
  return (record, terms, version, trace) => {
    const before = known.get(record);
    const written = before?.version === version ? before : make(record, terms, version);
    trace?.follow(written.trace);
    return written.text;
  };
};
