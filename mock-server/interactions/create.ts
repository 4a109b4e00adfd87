// create: a body becomes a stored appointment; the answer is a location.
import type { Handler } from './exchange.ts';
import { attemptOf, carryOut, malformed, writeBody } from './write.ts';

/** The address of a new resource, as the edition writes it. */
const locationHeader = (base: string, path: string, world: Parameters<Handler>[1]): Record<string, string> => {
  if (!world.contract.holds('interaction/create-location-header')) return {};
  const version = world.contract.holds('interaction/location-has-version') ? '/_history/1' : '';
  return { location: `${base}/${path}${version}` };
};

export const createdAt = (base: string, path: string, world: Parameters<Handler>[1]) => ({
  status: 201,
  headers: locationHeader(base, path, world),
  ...writeBody('interaction/create-answers-null', world),
});

export const create: Handler = (request, world) => {
  const fault = malformed(request.body, world);
  if (fault !== undefined) return fault;
  const attempt = attemptOf('create', request, world);
  return carryOut(attempt, world) ?? createdAt(request.base, `Appointment/${attempt.id}`, world);
};
