// POST /__admin/reset and /__admin/worlds/<name>/reset: a world as at its start, with its clock or without.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isObject, parsedBody } from '../../schemas/json.ts';
import type { World } from '../worlds/world.ts';
import { badRequest } from './json.ts';

const usage = 'The body is empty, or {"clock": "keep"}, which leaves the clock as it is';

/** Sets a world back, and answers 204; 400 where the body asks for something else. */
export const answerReset = (request: FastifyRequest, reply: FastifyReply, world: World): FastifyReply => {
  const body = typeof request.body === 'string' ? (parsedBody(request.body) ?? {}) : {};
  if (!isObject(body)) return badRequest(reply, usage);
  const { clock, ...rest } = body;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) return badRequest(reply, `${unknown}: no such member. ${usage}`);
  if (clock !== undefined && clock !== 'keep') return badRequest(reply, `clock: must be "keep". ${usage}`);
  world.reset({ keepClock: clock === 'keep' });
  return reply.code(204).send();
};
