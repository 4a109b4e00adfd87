// What a directory holds after kill -9, against what its clients were told.
import { startOf, wordsOf, type Written } from './killing-client.ts';

interface Appointment {
  readonly id: string;
  readonly start: string;
  readonly durationMinutes: number;
  readonly encounter: string;
  readonly reasons: readonly { readonly text: string }[];
}

export interface World {
  readonly name: string;
  readonly appointments: readonly Appointment[];
  readonly encounters: readonly { readonly id: string; readonly appointment: string }[];
}

/** The write that an appointment is from; undefined where it is a mixture of several. */
const versionOf = ({ start, durationMinutes, reasons }: Appointment): number | undefined => {
  const words = reasons.at(-1)?.text ?? '';
  const version = Number(words.slice(wordsOf(0).length - 1));
  const isWhole = words === wordsOf(version) && start.startsWith(startOf(version)) && durationMinutes === 60;
  return isWhole ? version : undefined;
};

const faultOfOne = (one: Written, held: Appointment | undefined): string | undefined => {
  if (held === undefined) return one.removal === 'none' ? 'was acknowledged and is gone' : undefined;
  if (one.removal === 'acknowledged') return 'was removed and is there';
  const version = versionOf(held) ?? -1;
  return version >= one.version && version <= one.sent
    ? undefined
    : `is as of write ${version} where ${one.version} was acknowledged and ${one.sent} sent`;
};

/** Every appointment whole and with its encounter, also of writes that nobody was told of. */
const halves = ({ name, appointments, encounters }: World): readonly string[] => {
  const known = new Map(encounters.map(({ id, appointment }) => [id, appointment]));
  return appointments
    .filter((held) => versionOf(held) === undefined || known.get(held.encounter) !== held.id)
    .map(({ id }) => `${name} ${id} is half there`);
};

/** What is missing, old or half there; and how many are there of which nobody was told. */
export const faultsOf = (worlds: readonly World[], written: readonly Written[]) => {
  const held = new Map(
    worlds.flatMap(({ name, appointments }) => appointments.map((one) => [`${name} ${one.id}`, one])),
  );
  const lost = written.flatMap((one) => {
    const name = `${one.world} ${one.id}`;
    const fault = faultOfOne(one, held.get(name));
    // What was under way has come to pass or not by now, and stays so.
    const now = held.get(name);
    if (now === undefined) one.removal = 'acknowledged';
    else [one.version, one.removal] = [versionOf(now) ?? one.version, 'none'];
    one.sent = one.version;
    return fault === undefined ? [] : [`${name} ${fault}`];
  });
  const told = new Set(written.map(({ world, id }) => `${world} ${id}`));
  const keptUnasked = [...held.keys()].filter((name) => !told.has(name)).length;
  return { faults: [...lost, ...worlds.flatMap(halves)], keptUnasked };
};
