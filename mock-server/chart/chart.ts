// The chart as typed functions: what startMock() offers beside the HTTP surface.
import type { Journal } from '../journal/journal.ts';
import { rulesHeader } from '../http/reply.ts';
import type { World } from '../worlds/world.ts';
import type { ActionInput, ActionName } from './action.ts';
import { perform, type Done } from './perform.ts';

type Details<Name extends keyof ActionInput> = Pick<ActionInput, Name>;

/** The actions of people in the chart, in one world. Each throws in one line where it cannot be done. */
export interface Chart {
  /** Makes a new appointment and cancels the old one; gives the id of the new one. */
  readonly reschedule: (
    appointment: string,
    details: Details<'durationMinutes' | 'practitioner' | 'location'> & { readonly start: string },
  ) => string;
  readonly checkIn: (appointment: string) => void;
  readonly room: (appointment: string) => void;
  readonly markNoShow: (appointment: string) => void;
  readonly cancel: (appointment: string) => void;
  readonly restore: (appointment: string) => void;
  readonly delete: (appointment: string) => void;
  readonly changeProvider: (appointment: string, practitioner: string) => void;
  readonly editReason: (appointment: string, reason: Details<'code' | 'text'>) => void;
  /** Cancels the future appointments of a patient; gives their ids. */
  readonly markDeceased: (patient: string) => readonly string[];
}

/** The chart of a world. What it does is in the journal, as the requests to /__admin/actions are. */
export const chartOf = (world: World, journal: Journal, now: () => number): Chart => {
  const act = (action: ActionName, input: ActionInput): Done => {
    const done = perform(action, input, world);
    if ('error' in done) throw new Error(done.error);
    journal.add({
      at: now(),
      world: world.name,
      method: 'POST',
      url: '/__admin/actions',
      requestHeaders: {},
      requestText: JSON.stringify({ action, ...input }),
      status: 200,
      took: 0,
      responseHeaders: { 'content-type': 'application/json', [rulesHeader]: done.rules.join(', ') },
      responseText: JSON.stringify(done),
      rules: done.rules,
      rejection: undefined,
      written: undefined,
      faults: [],
    });
    return done;
  };
  const on = (action: ActionName) => (appointment: string) => void act(action, { appointment });
  return {
    reschedule: (appointment, details) => act('reschedule', { appointment, ...details }).appointments[0]?.id ?? '',
    checkIn: on('check-in'),
    room: on('room'),
    markNoShow: on('no-show'),
    cancel: on('cancel'),
    restore: on('restore'),
    delete: on('delete'),
    changeProvider: (appointment, practitioner) => void act('change-provider', { appointment, practitioner }),
    editReason: (appointment, reason) => void act('edit-reason', { appointment, ...reason }),
    markDeceased: (patient) => act('mark-deceased', { patient }).appointments.map(({ id }) => id),
  };
};
