// Mutants of what every interaction answers: statuses, headers, bodies.
import { mutatedAnswer, mutatedSearchset, mutatedUrl, type Json, type Mutant } from './machinery/mutant.ts';
import { refusedTooMuch } from './machinery/refusing.ts';

const status = (rule: Mutant['rule'], from: number, to: number, methods: readonly string[]): Mutant =>
  mutatedAnswer(rule, `${to} instead of ${from} on ${methods.join(', ')}`, (answer, method) =>
    answer.status === from && methods.includes(method) ? { ...answer, status: to } : answer,
  );

/** A mutant that shows another status once it has refused an update. */
const madeAllTheSame = (rule: Mutant['rule'], fault: string): Mutant => {
  const refused = new Set<string>();
  return mutatedAnswer(rule, fault, (answer, method, url) => {
    if (method === 'PUT' && answer.status === 422) refused.add(url);
    const isChanged = method === 'GET' && answer.status === 200 && refused.has(url);
    return isChanged ? { ...answer, body: { ...(answer.body as Json), status: 'booked' } } : answer;
  });
};

export const interactionMutants: readonly Mutant[] = [
  {
    rule: 'interaction/update-answers-location',
    fault: '--setting updateLocation=left-out',
    options: { settings: { updateLocation: 'left-out' } },
  },
  mutatedUrl('interaction/served-at-root', 'below /fhir', (url) =>
    url.replace(/^\/fhir\//, '/').replace(/^\/Appointment\?/, '/no/Appointment?'),
  ),
  mutatedAnswer('interaction/capabilities', 'offers delete', (answer, _method, url) =>
    url === '/metadata'
      ? { ...answer, body: JSON.parse(JSON.stringify(answer.body).replace('"search-type"', '"delete"')) as unknown }
      : answer,
  ),
  status('interaction/documented-statuses', 201, 200, ['POST']),
  status('interaction/documented-statuses', 200, 204, ['PUT']),
  status('interaction/documented-statuses', 200, 203, ['GET']),
  mutatedAnswer('interaction/outcome-shape', 'a diagnostics member', (answer) =>
    answer.status >= 400 && typeof answer.body === 'object' ? { ...answer, body: { ...answer.body, id: 'x' } } : answer,
  ),
  mutatedAnswer('interaction/create-location-header', 'another id', (answer) =>
    answer.status === 201
      ? {
          ...answer,
          headers: {
            ...answer.headers,
            location: String(answer.headers['location']).replace(/[0-9a-f]{12}/, '000000000000'),
          },
        }
      : answer,
  ),
  mutatedAnswer('interaction/location-names-the-host', 'another host', (answer) =>
    answer.status === 201
      ? {
          ...answer,
          headers: {
            ...answer.headers,
            location: String(answer.headers['location']).replace(/^https?:[/][/][^/]+/, 'http://internal.example.org'),
          },
        }
      : answer,
  ),
  mutatedSearchset('interaction/create-makes-one', 'found twice', (bundle) => ({
    ...bundle,
    total: Number(bundle['total']) * 2,
  })),
  madeAllTheSame('interaction/refused-writes-change-nothing', 'made all the same'),
  refusedTooMuch('interaction/plain-json', 'application/json refused', () => true),
  refusedTooMuch('interaction/update-target', 'a body without an id refused', (body) => body['id'] === undefined),
  mutatedAnswer('interaction/create-answers-nothing', 'answers null', (answer) =>
    answer.status === 201 ? { ...answer, body: null } : answer,
  ),
  mutatedAnswer('interaction/update-answers-nothing', 'answers null', (answer, method) =>
    method === 'PUT' && answer.status === 200 ? { ...answer, body: null } : answer,
  ),
  mutatedAnswer('interaction/location-has-no-version', 'ends in a version', (answer) =>
    answer.status === 201
      ? { ...answer, headers: { ...answer.headers, location: `${String(answer.headers['location'])}/_history/1` } }
      : answer,
  ),
];
