// A repair: from a refused request to the one that its rule lets pass, with the reason in words.
import type { ResourceType } from '../../schemas/search-parameters.ts';
import type { AppointmentRecord } from '../../schemas/canvas/record.ts';
import type { World } from '../worlds/world.ts';
import { bodyOf, type Json, type Sent } from './sent.ts';

/** What a repair may look at. */
export interface Context {
  readonly world: World;
  /** The parameters of the refusal's text. */
  readonly parameters: Readonly<Record<string, string>>;
  /** A token that allows everything, or words that stand for one where it is a secret. */
  readonly token: string;
  /** The resource types and the methods below them that are served. */
  readonly offered: (path: string) => readonly string[] | undefined;
  readonly types: readonly ResourceType[];
}

export interface Fix {
  readonly sent: Sent;
  /** Which part of the request is concerned: a JSON path, a header, a parameter or the URL. */
  readonly where: string;
  /** What to do, for somebody who sees the API for the first time. */
  readonly advice: string;
}

export type Repair = (sent: Sent, context: Context) => Fix | undefined;

/** The resource type and the id in the path of a request. */
export const targetOf = ({ path }: Sent): { readonly type: string; readonly id: string } => {
  const [, type = '', id = ''] = path.split('/');
  return { type, id: decodeURIComponent(id) };
};

/** The appointment that an update is for. */
export const storedFor = (sent: Sent, { world }: Context): AppointmentRecord | undefined =>
  sent.method === 'PUT' ? world.store().appointments.get(targetOf(sent).id) : undefined;

/** A member of the body as a list, empty where it is none. */
export const listIn = (sent: Sent, name: string): readonly Json[] => {
  const value = bodyOf(sent)?.[name];
  return Array.isArray(value) ? (value as readonly Json[]) : [];
};

/** A list with one of its items changed. */
export const withItem = <T>(list: readonly T[], at: number, change: (item: T) => T): readonly T[] =>
  list.map((item, position) => (position === at ? change(item) : item));
