// update: the members of the body change the stored appointment.
import type { Handler } from './exchange.ts';
import { attemptOf, carryOut, malformed, writeBody } from './write.ts';

export const update: Handler = (request, world) => {
  const fault = malformed(request.body, world);
  if (fault !== undefined) return fault;
  const attempt = attemptOf('update', request, world);
  return carryOut(attempt, world) ?? { status: 200, ...writeBody('interaction/update-answers-null', world) };
};
