// Recognises answers that do not come from the live server itself: a firewall's, the rate limit's, a gateway's.
import { diagnosisOf, type Diagnosis, remedies } from '../../conformance/live/index.ts';
import { isObject } from '../../schemas/json.ts';
import type { Outcome } from '../requests/index.ts';

/** Answers that a FHIR server never gives. */
const always: ReadonlySet<Diagnosis> = new Set<Diagnosis>(['blocked', 'limited']);

/** A FHIR server's answers where the body is FHIR, else a gateway's. */
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
