// The records written as JSON last: what is read again is not made again, unless something has changed that it is made of.
import type { ViewContext } from '../domain/attempt.ts';
import type { Interpreter } from '../domain/interpreter.ts';
import type { AppointmentRecord } from '../../schemas/canvas/record.ts';
import { Trace } from '../domain/trace.ts';

/** A record as FHIR shows it, as JSON. The version is another one once anything that views look up has changed. */
export type AsJson = (record: AppointmentRecord, context: ViewContext, version: symbol, trace?: Trace) => string;

interface Written {
  readonly text: string;
  /** Not the context itself: that would keep the world alive. */
  readonly version: symbol;
  readonly trace: Trace;
}

/** Remembers as many texts as were made last. */
export const jsonCache = (view: Interpreter['view'], maxTexts = 1000): AsJson => {
  /** The one made first comes first. */
  const known = new Map<AppointmentRecord, Written>();
  const make = (record: AppointmentRecord, context: ViewContext, version: symbol): Written => {
    const trace = new Trace();
    const written = { text: JSON.stringify(view(record, context, trace)), version, trace };
    known.delete(record);
    const [oldest] = known.keys();
    if (oldest !== undefined && known.size >= maxTexts) known.delete(oldest);
    known.set(record, written);
    return written;
  };
  return (record, context, version, trace) => {
    const before = known.get(record);
    const written = before?.version === version ? before : make(record, context, version);
    trace?.follow(written.trace);
    return written.text;
  };
};
