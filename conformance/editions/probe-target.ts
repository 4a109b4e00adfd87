// How a probe speaks to a server: with a token, and never again once a write that had to be refused was accepted.
import { sendWithin, type Answer as Wire } from '../../targets/index.ts';
import { patienceIn } from '../../targets/live/index.ts';
import { asStop, conclusionOf, diagnosisOf, remedies, type Diagnosis } from '../live/index.ts';
import { Stop } from '../run/exit-codes.ts';
import { issueIn } from '../../schemas/issue.ts';
import { jsonIn } from '../../schemas/json.ts';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** Text of the first issue of an OperationOutcome; '' where there is none. */
  readonly text: string;
}

/** What was found on the server to make bodies with; undefined where it has none. */
export interface Found {
  readonly practitioner: string | undefined;
  readonly patient: string | undefined;
  readonly location: string | undefined;
}

export interface ProbeTarget {
  readonly get: (path: string) => Promise<Answer>;
  /** Posts a body that every edition refuses. */
  readonly postRefused: (body: object) => Promise<Answer>;
  /** Puts a body to an appointment that does not exist. */
  readonly putUnknown: (body: object) => Promise<Answer>;
  readonly found: Found;
}

const send = async (request: Request): Promise<Wire> => sendWithin(patienceIn(process.env))(request);

/** An id that no server gives. */
const unknownId = '00000000-0000-4000-8000-000000000000';

/** What a server says of itself and no edition speaks of: a failure, or somebody before it who refuses. */
const others: ReadonlySet<Diagnosis> = new Set<Diagnosis>([
  'token-refused',
  'scope-missing',
  'blocked',
  'limited',
  'server-error',
]);

const refuseOthers = (answer: Wire, request: string): void => {
  const diagnosis = diagnosisOf(answer);
  if (others.has(diagnosis))
    throw new Stop(conclusionOf(diagnosis), `${request} answered ${answer.status}: ${remedies[diagnosis]}`);
};

const ask = async (
  url: string,
  token: string,
  method: string,
  body?: object,
): Promise<Answer & { location: string }> => {
  const headers = {
    authorization: `Bearer ${token}`,
    accept: 'application/json',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  const request = new Request(url, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const answer = await send(request).catch((error: unknown) => {
    throw asStop(error);
  });
  refuseOthers(answer, `${method} ${url}`);
  const json = jsonIn(answer.text);
  return {
    status: answer.status,
    body: json,
    text: issueIn(json).text,
    location: answer.headers.get('location') ?? '',
  };
};

const firstId = (body: unknown): string | undefined =>
  (body as { entry?: { resource?: { id?: string } }[] } | null | undefined)?.entry?.[0]?.resource?.id;

/** The server at a FHIR base. Looks for people and places to name in the bodies of probes. */
export const probeTarget = async (baseUrl: string, token: string): Promise<ProbeTarget> => {
  const get = (path: string): Promise<Answer> => ask(`${baseUrl}${path}`, token, 'GET');
  const first = async (type: string): Promise<string | undefined> => firstId((await get(`/${type}?_count=1`)).body);
  const found = {
    practitioner: await first('Practitioner'),
    patient: await first('Patient'),
    location: await first('Location'),
  };
  const askRefused = async (method: string, path: string, body: object): Promise<Answer> => {
    const answer = await ask(`${baseUrl}${path}`, token, method, body);
    if (answer.status < 300)
      throw new Stop(
        'stopped',
        `a body that had to be refused was accepted: cancel ${answer.location || path}, nothing more was sent`,
      );
    return answer;
  };
  return {
    get,
    postRefused: (body) => askRefused('POST', '/Appointment', body),
    putUnknown: (body) => askRefused('PUT', `/Appointment/${unknownId}`, body),
    found,
  };
};
