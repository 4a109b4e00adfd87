// update: the members of the body change the stored appointment.
import type { Handler } from '../any-type/exchange.ts';
import { attemptOf, malformed, shapedBy, writeBody } from '../any-type/write.ts';

export const update: Handler = (request, world) => {
  const fault = malformed(request.body, world);
  if (fault !== undefined) return fault;
  const attempt = attemptOf('update', request, world);
  const shaped = shapedBy(attempt, world, request.trace);
  if ('rule' in shaped) return shaped;
  return { status: 200, ...writeBody('interaction/update-answers-null', world, request.trace), ...shaped };
};
