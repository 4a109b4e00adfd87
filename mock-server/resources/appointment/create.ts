// create: a body becomes a stored appointment; the answer is a location.
import type { World } from '../../worlds/world.ts';
import type { FhirRequest, FhirResponse, Handler } from '../any-type/exchange.ts';
import { recordIfInForce, attemptOf, malformed, shapedBy, writeBody } from '../any-type/write.ts';

/** The address of a new resource, as the edition writes it. */
const locationHeader = ({ base, trace }: FhirRequest, path: string, { contract }: World): Record<string, string> => {
  if (!recordIfInForce('interaction/create-location-header', trace, contract)) return {};
  const version = recordIfInForce('interaction/location-has-version', trace, contract) ? '/_history/1' : '';
  return { location: `${base}/${path}${version}` };
};

/** The answer to a create. */
export const createdAt = (request: FhirRequest, path: string, world: World): FhirResponse => ({
  status: 201,
  headers: locationHeader(request, path, world),
  ...writeBody('interaction/create-answers-null', world, request.trace),
});

export const create: Handler = (request, world) => {
  const fault = malformed(request.body, world);
  if (fault !== undefined) return fault;
  const attempt = attemptOf('create', request, world);
  const shaped = shapedBy(attempt, world, request.trace);
  return 'rule' in shaped ? shaped : { ...createdAt(request, `Appointment/${attempt.id}`, world), ...shaped };
};
