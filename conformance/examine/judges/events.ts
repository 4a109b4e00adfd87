// Judges what a client that listens to events does with them.
import { isWrite, lineOf } from '../calls.ts';
import { judgedBy, notExercised, type Judge } from '../judging.ts';

/** A client that writes more where every event comes twice acts on each delivery. */
const doesRepeatedEventActOnce: Judge = (calls, { world, control }) => {
  if (world !== 'doubled-events' || control === undefined) return notExercised;
  const writes = calls.filter(isWrite);
  const usual = control.calls.filter(isWrite);
  const last = writes.at(-1);
  if (last === undefined) return notExercised;
  if (writes.length <= usual.length) return judgedBy([last], []);
  const what = `${lineOf(last)}: ${writes.length} writes where each event comes twice`;
  return judgedBy(
    [],
    [{ what, calls: writes.slice(-2), expected: `${usual.length} writes`, actual: `${writes.length} writes` }],
  );
};

export const events = { 'events/repeated-event-acts-once': doesRepeatedEventActOnce } as const;
