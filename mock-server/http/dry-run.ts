// A dry run: a request is judged as if it had come in, and nothing is stored.
import type { IncomingHttpHeaders } from 'node:http';
import { reject, type Rejection } from '../../schemas/outcome.ts';
import { tokenOf } from '../access/guards.ts';
import type { Tokens } from '../access/tokens.ts';
import { Trace } from '../domain/trace.ts';
import { isRejection } from '../resources/any-type/handler.ts';
import type { World } from '../worlds/world.ts';
import { judge } from './handle-request.ts';
import { routeOf } from './routing.ts';

/** Ids that are thrown away: a dry run must not take one from the sequence of a seed. */
const spareIds: World['ids'] = {
  uuid: () => '00000000-0000-4000-8000-000000000000',
  hex: () => '0'.repeat(32),
  position: () => 0,
  restart: () => undefined,
};

/** A request that only might be sent. */
interface Draft {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface DryRunOptions {
  readonly tokens: Tokens;
  /** Bytes a body may have. */
  readonly bodyLimit: number;
}

/** The rejection that a request would be answered with in a world; undefined where it would pass. */
export const dryRun = (
  { method, url, headers, text }: Draft,
  world: World,
  { tokens, bodyLimit }: DryRunOptions,
): Rejection | undefined => {
  if (Buffer.byteLength(text) > bodyLimit) return reject('interaction/body-size', { limit: String(bodyLimit) });
  const found = routeOf(method, url.split('?')[0] ?? '');
  if ('rule' in found) return found;
  const token = tokenOf(headers.authorization, tokens);
  const request = { method, url, headers, body: text, token, trace: new Trace(), world: { ...world, ids: spareIds } };
  const result = judge(request, found.route, found.id, '', tokens);
  return isRejection(result) ? result : result.refusedAfterwards;
};
