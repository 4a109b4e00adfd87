// Tells what stands before the live side from the live side itself: a firewall, the rate limit, a gateway that knows no FHIR.
import { diagnosisOf, type Diagnosis, remedies } from '../../conformance/live/index.ts';
import { isObject } from '../../schemas/json.ts';
import type { Outcome } from '../requests/index.ts';

/** Never the word of a FHIR server. */
const always: ReadonlySet<Diagnosis> = new Set<Diagnosis>(['blocked', 'limited']);

/** The word of a FHIR server where the body is FHIR, and a gateway's elsewhere. */
const withoutFhir: ReadonlySet<Diagnosis> = new Set<Diagnosis>(['token-refused', 'scope-missing']);

/** Answers of a gateway, whatever their body. */
const ofGateway: ReadonlySet<number> = new Set([502, 503, 504]);

/** Who has answered in the place of the live side, in the words of every command; undefined where it has answered itself. */
export const answeredInstead = ({ status, headers, body }: Outcome): string | undefined => {
  if (ofGateway.has(status)) return `the live side was busy or not there (${status})`;
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? null);
  const diagnosis = diagnosisOf({ status, headers: new Headers(headers), text });
  const isFhir = isObject(body) && typeof body['resourceType'] === 'string';
  return always.has(diagnosis) || (withoutFhir.has(diagnosis) && !isFhir)
    ? `${remedies[diagnosis]} (${status})`
    : undefined;
};
