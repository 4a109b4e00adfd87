// A repair: from a refused request to one that its rule lets pass, with the advice in words.
import { isObject } from '../../../schemas/json.ts';
import type { Appointment } from '../../../schemas/appointment.ts';
import type { IdsIn, RefusalId } from '../../../schemas/rules/index.ts';
import type { ResourceType } from '../../../schemas/search-parameters.ts';
import type { AppointmentRecord } from '../../../schemas/canvas/record.ts';
import type { World } from '../../worlds/world.ts';
import { bodyOf, type Json, type ClientRequest } from './client-request.ts';

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
  /** The request that is accepted and still means what the caller meant; undefined where nobody can know it. */
  readonly request?: ClientRequest;
  /** Which part of the request is concerned: a JSON path, a header, a parameter or the URL. */
  readonly where: string;
  /** What to do, for somebody who sees the API for the first time. */
  readonly advice: string;
  /** The request holds a value that is one of several: the caller puts another in its place. */
  readonly isExample?: true;
}

/** Advice on a request that no change repairs, because nobody but the caller knows what is meant. */
export const noFix = (where: string, advice: string): Fix => ({ where, advice });

export type Repair = (request: ClientRequest, context: Context) => Fix | undefined;

/** The repairs of one topic. */
export type Repairs<Topic extends string> = Readonly<Partial<Record<RefusalId & IdsIn<Topic>, Repair>>>;

/** The resource type and the id in the path of a request. */
export const targetOf = ({ path }: ClientRequest): { readonly type: string; readonly id: string } => {
  const [, type = '', id = ''] = path.split('/');
  return { type, id: decodeURIComponent(id) };
};

/** The appointment that an update is for. */
export const storedFor = (request: ClientRequest, { world }: Context): AppointmentRecord | undefined =>
  request.method === 'POST' ? undefined : world.store().appointments.get(targetOf(request).id);

/** The appointment that an update is for, as a read shows it. */
export const shownFor = (request: ClientRequest, context: Context): Appointment | undefined => {
  const { world } = context;
  const stored = storedFor(request, context);
  return stored && world.interpreter.view(stored, world.instance);
};

/** The objects of a list, none where it is no list. What else stands in the list is an empty object. */
export const objectsIn = (value: unknown): readonly Json[] =>
  Array.isArray(value) ? value.map((item: unknown) => (isObject(item) ? item : {})) : [];

/** A member of the body as a list of objects. */
export const listIn = (request: ClientRequest, name: string): readonly Json[] => objectsIn(bodyOf(request)?.[name]);

/** A list with one of its items changed. */
export const withItem = <T>(list: readonly T[], at: number, change: (item: T) => T): readonly T[] =>
  list.map((item, position) => (position === at ? change(item) : item));

/** Where in a list the member lies that a refusal names, as in `participant[1].status`. */
export const positionIn = ({ where = '' }: Context['parameters']): number => Number(/\d+/.exec(where)?.[0] ?? 0);

/** The reference of the actor of a participant. */
export const referenceOf = (participant: Json): string | undefined => {
  const { actor } = participant;
  const reference = isObject(actor) ? actor['reference'] : undefined;
  return typeof reference === 'string' ? reference : undefined;
};
