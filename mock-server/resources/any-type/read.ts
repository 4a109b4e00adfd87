// read, for any resource type: one record by its id, or the documented 404.
import { reject } from '../../../schemas/outcome.ts';
import type { ResourceType } from '../../../schemas/search-parameters.ts';
import type { Trace } from '../../domain/trace.ts';
import type { World } from '../../worlds/world.ts';
import type { Handler } from './handler.ts';

/** How the records of a type are found, and how FHIR shows them. */
export interface Readable<T> {
  readonly type: ResourceType;
  readonly find: (id: string, world: World) => T | undefined;
  /** A record as FHIR shows it. A trace is told which rules had a part in it. */
  readonly view: (record: T, world: World, trace: Trace) => unknown;
  /** The view as JSON, for a type that remembers what it has written. */
  readonly json?: (record: T, world: World, trace: Trace) => string;
}

/** The read interaction of a type. */
export const readOf =
  <T>({ type, find, view, json }: Readable<T>): Handler =>
  ({ id, trace }, world) => {
    const record = find(id, world);
    if (record !== undefined)
      return json === undefined
        ? { status: 200, body: view(record, world, trace) }
        : { status: 200, json: json(record, world, trace) };
    return world.contract.isInForce('interaction/unknown-id')
      ? reject('interaction/unknown-id', { type, id })
      : { status: 200, body: null };
  };
