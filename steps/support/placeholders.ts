// What stands in braces in a feature, as the target of the scenario knows it.
import { type Target, withCastIds } from '../../targets/index.ts';

interface Values {
  readonly target: Target;
  readonly token: string | undefined;
  readonly secrets: ReadonlyMap<string, string>;
  /** Milliseconds since 1970 by the clock of the server, as its last answer says. */
  readonly now: number;
  /** The id of a record, or of a person or place of the cast. */
  readonly idOf: (name: string) => string;
}

/** A text with the names of the cast, of the day, of the scenario's records and of its secrets filled in. */
export const filledIn = (text: string, { target, token, secrets, now, idOf }: Values): string => {
  const withIds = text
    .replace(/\{id of ([^}]+)\}/g, (_whole, name: string) => idOf(name))
    .replace(/Appointment\/([A-Z])\b(?!-)/g, (_whole, name: string) => `Appointment/${idOf(name)}`);
  const withSecrets = [...secrets].reduce((filled, [name, value]) => filled.replaceAll(`{${name}}`, value), withIds);
  const { cast, day, client } = target;
  return withCastIds(withSecrets, cast, day)
    .replaceAll('{an hour ago}', new Date(now - 3_600_000).toUTCString())
    .replaceAll('{token}', token ?? '')
    .replaceAll('{client.id}', client?.id ?? '')
    .replaceAll('{client.secret}', client?.secret ?? '');
};
