// A rehearsal: a request is judged as if it had come in, and nothing is stored.
import { reject, type Rejection } from '../../schemas/outcome.ts';
import { Trace } from '../domain/trace.ts';
import type { World } from '../worlds/world.ts';
import type { Call } from './call.ts';
import { judge, type Bench } from './judge.ts';
import { tokenOf } from '../access/guards.ts';
import { routeOf } from './routing.ts';

/** Ids that nobody keeps: a rehearsal must not take one from the sequence of a seed. */
const spareIds: World['ids'] = {
  uuid: () => '00000000-0000-4000-8000-000000000000',
  hex: () => '0'.repeat(32),
  position: () => 0,
  restart: () => undefined,
};

export interface RehearsalOptions extends Bench {
  readonly bodyLimit: number;
}

/** The rejection that a call would be answered with; undefined where it would pass. */
export const rehearsed = (
  call: Omit<Call, 'token'>,
  world: World,
  options: RehearsalOptions,
): Rejection | undefined => {
  if (Buffer.byteLength(call.text) > options.bodyLimit)
    return reject('interaction/body-size', { limit: String(options.bodyLimit) });
  const found = routeOf(call.method, call.url.split('?')[0] ?? '', options.resources);
  if ('rule' in found) return found;
  const token = tokenOf(call.headers.authorization, options.tokens);
  const result = judge({ ...call, token }, found.route, found.id, new Trace(), { ...world, ids: spareIds }, options);
  return 'rule' in result ? result : undefined;
};
