// Parts of resources that faults look at.
import { isObject } from '../../schemas/json.ts';
import { listOf, type Json } from './fault.ts';

/** The codings of a concept. */
export const codingsOf = (value: unknown): readonly Json[] => (isObject(value) ? listOf(value['coding']) : []);

/** The reference to the first participant of a type; '' where there is none. */
export const actorOf = (one: Json, type: string): string =>
  new RegExp(`"(${type}/[^"]*)"`).exec(JSON.stringify(one['participant'] ?? []))?.[1] ?? '';
