// What the clinic does in the worlds of events, as soon as there is somebody to tell: it books an appointment and cancels it.
import { setTimeout as after } from 'node:timers/promises';
import type { Mock } from '../../mock-server/index.ts';
import { readMockJournal, type Recorded } from '../traffic/index.ts';
import { book } from './provocations.ts';
import type { ClinicAct } from './judging.ts';
import { eventWorlds, type WorldId } from './worlds.ts';

/** The secret of the signatures, for a receiver that this harness registers. */
export const webhookSecret = 'examined-webhook-secret';

/** A receiver that is not there yet is tried again: the client may take a while to start. */
export const registerReceiver = (mock: Mock, url: string): void =>
  void mock.webhooks().add({ url, secret: webhookSecret, retries: 7, backoffMilliseconds: 100 });

const [glance, pause] = [50, 700];

const receiverIn = async (mock: Mock, signal: AbortSignal): Promise<void> => {
  while (mock.webhooks().list().length === 0) await after(glance, undefined, { signal });
};

/** Resolves when every event has come or is lost; rejects where the client ends before. */
const waitUntilSettled = async (mock: Mock, signal: AbortSignal): Promise<void> => {
  const ended = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error('the client has ended'));
    });
  });
  await Promise.race([mock.webhooks().settled(), ended]);
};

/** What the clinic does in a world: it reports the cancellation once it has been made. */
const act = async (
  mock: Mock,
  world: WorldId,
  signal: AbortSignal,
  report: (act: ClinicAct) => void,
): Promise<void> => {
  await receiverIn(mock, signal);
  const id = await book(mock, { start: '2031-05-05T17:00:00Z', end: '2031-05-05T17:30:00Z' });
  if (world !== 'late-events') {
    // Nobody is told of the cancellation before the booking has arrived and could be acted on.
    await waitUntilSettled(mock, signal);
    await after(pause, undefined, { signal });
  }
  mock.chart().cancel(id);
  const hearsOfCancellations = mock
    .webhooks()
    .list()
    .some(({ events }) => events.includes('APPOINTMENT_CANCELED'));
  report({ id, cancelled: Date.now(), hearsOfCancellations });
  await waitUntilSettled(mock, signal);
};

/** What the clinic did in a world before the client ended; undefined where nobody listens, or in any other world. */
export const clinicIn = async (mock: Mock, world: WorldId, signal: AbortSignal): Promise<ClinicAct | undefined> => {
  if (!eventWorlds.includes(world)) return undefined;
  const acts: ClinicAct[] = [];
  try {
    await act(mock, world, signal, (made) => acts.push(made));
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return acts[0];
};

/** What the client asked: the journal holds the booking of the clinic, too. */
export const askedByClient = async (mock: Mock, clinic: ClinicAct | undefined): Promise<readonly Recorded[]> =>
  (await readMockJournal(mock)).filter(({ created }) => clinic === undefined || created !== clinic.id);
