// A client that creates, updates and removes appointments whose content tells which write it is from.
import { canonicalAppointment } from '../../fixtures/appointment.ts';

/** An appointment as its only client knows it. */
export interface Written {
  readonly world: string;
  readonly id: string;
  /** The newest write that was acknowledged. */
  version: number;
  /** The newest write that was sent. */
  sent: number;
  /** Whether a removal was sent, and acknowledged. */
  removal: 'none' | 'sent' | 'acknowledged';
}

/** What was acknowledged; undefined where no answer came. */
type Outcome = 'creates' | 'updates' | 'removals' | undefined;

const headersFor = (world: string) => ({
  authorization: 'Bearer canvas-development-token',
  'content-type': 'application/json',
  'x-mock-world': world,
});

/** Minutes after midnight and the words of a write tell the same number, so that a mixture shows. */
export const wordsOf = (version: number): string => `write ${version}`;
export const startOf = (version: number): string =>
  `2031-03-04T${String(Math.floor(version / 60)).padStart(2, '0')}:${String(version % 60).padStart(2, '0')}:00`;

/** Writes that an appointment takes at most. */
const maxVersions = 1200;

const bodyOf = (version: number): string =>
  JSON.stringify(
    canonicalAppointment({
      start: `${startOf(version)}Z`,
      end: `${startOf(version + 60)}Z`,
      reasonCode: [{ text: wordsOf(version) }],
    }),
  );

/** Sends a write; undefined where the process was gone before the answer. Throws for an answer that is a refusal. */
const send = async (url: string, method: string, world: string, body?: string): Promise<Response | undefined> => {
  const sent = { method, headers: headersFor(world), ...(body === undefined ? {} : { body }) };
  const response = await fetch(url, sent).catch(() => undefined);
  const text = await response?.text().catch(() => undefined);
  if (response === undefined || text === undefined) return undefined;
  if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}: ${text}`);
  return response;
};

/** A client of one world, which nobody else's writes disturb. What it creates is noted in a list that outlives it. */
export const clientOf = (
  url: string,
  world: string,
  own: Written[],
  written: Written[],
): { next: () => Promise<Outcome> } => {
  const create = async (): Promise<Outcome> => {
    const response = await send(`${url}/Appointment`, 'POST', world, bodyOf(0));
    const id = response?.headers.get('location')?.split('/')[4];
    if (id === undefined) return undefined;
    const one: Written = { world, id, version: 0, sent: 0, removal: 'none' };
    own.push(one);
    written.push(one);
    return 'creates';
  };
  const update = async (one: Written): Promise<Outcome> => {
    one.sent += 1;
    const response = await send(`${url}/Appointment/${one.id}`, 'PUT', world, bodyOf(one.sent));
    if (response === undefined) return undefined;
    one.version = one.sent;
    return 'updates';
  };
  const remove = async (one: Written): Promise<Outcome> => {
    own.splice(own.indexOf(one), 1);
    one.removal = 'sent';
    const response = await send(`${url}/__admin/records/appointments/${one.id}`, 'DELETE', world);
    if (response === undefined) return undefined;
    one.removal = 'acknowledged';
    return 'removals';
  };
  const next = (): Promise<Outcome> => {
    const one = own[Math.floor(Math.random() * own.length)];
    const chance = Math.random();
    if (one === undefined || one.sent >= maxVersions || chance < 0.45) return create();
    return chance < 0.95 ? update(one) : remove(one);
  };
  return { next };
};
