// What stands in braces in a feature, as the target of the scenario knows it.
import { type Target, withCastIds } from '../../targets/index.ts';
import type { ServerClock } from './server-clock.ts';

interface Values {
  readonly target: Target;
  readonly token: string | undefined;
  readonly secrets: ReadonlyMap<string, string>;
  readonly clock: Pick<ServerClock, 'now' | 'noted'>;
  /** The id of a record, or of a person or place of the cast. */
  readonly idOf: (name: string) => string;
}

/** A text with the names of the cast, of the day, of the scenario's records and of its secrets filled in. */
export const filledIn = (text: string, { target, token, secrets, clock, idOf }: Values): string => {
  const withIds = text
    .replace(/\{id of ([^}]+)\}/g, (_whole, name: string) => idOf(name))
    .replace(/Appointment\/([A-Z])\b(?!-)/g, (_whole, name: string) => `Appointment/${idOf(name)}`);
  const withSecrets = [...secrets].reduce((filled, [name, value]) => filled.replaceAll(`{${name}}`, value), withIds);
  const { cast, day, client } = target;
  return withCastIds(withSecrets, cast, day)
    .replaceAll('{an hour ago}', new Date(clock.now - 3_600_000).toUTCString())
    .replaceAll('{noted time}', () => new Date(clock.noted).toUTCString())
    .replaceAll('{token}', token ?? '')
    .replaceAll('{client.id}', client?.id ?? '')
    .replaceAll('{client.secret}', client?.secret ?? '');
};
