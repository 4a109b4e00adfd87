// read, for any resource type: one record by its id, or the documented 404.
import { reject } from '../../../schemas/outcome.ts';
import type { ResourceType } from '../../../schemas/search-parameters.ts';
import type { Handler } from './exchange.ts';
import type { World } from '../../worlds/world.ts';

/** A record of some kind by its id. */
export type Find<T> = (id: string, world: World) => T | undefined;

/** A record as FHIR shows it. */
export type View<T> = (record: T, world: World) => unknown;

/** The read interaction of a type. */
export const readOf =
  <T>(type: ResourceType, find: Find<T>, view: View<T>): Handler =>
  ({ id }, world) => {
    const record = find(id, world);
    if (record !== undefined) return { status: 200, body: view(record, world) };
    return world.contract.isInForce('interaction/unknown-id')
      ? reject('interaction/unknown-id', { type, id })
      : { status: 200, body: null };
  };
