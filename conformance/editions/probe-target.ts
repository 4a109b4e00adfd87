// How a probe speaks to a server: with a token, and never again once a write that had to be refused was accepted.
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

const patience = 30_000;

/** An id that no server gives. */
const unknownId = '00000000-0000-4000-8000-000000000000';

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
  const init = { method, headers, redirect: 'manual', signal: AbortSignal.timeout(patience) } as const;
  const response = await fetch(url, body === undefined ? init : { ...init, body: JSON.stringify(body) }).catch(
    (error: unknown) => {
      const cause = error instanceof Error ? (error.cause ?? error) : error;
      throw new Stop('configuration', `no answer from ${method} ${url}: ${String(cause)}`);
    },
  );
  const json = jsonIn(await response.text());
  return {
    status: response.status,
    body: json,
    text: issueIn(json).text,
    location: response.headers.get('location') ?? '',
  };
};

const refuseAccess = ({ status }: Answer, url: string): void => {
  if (status === 401 || status === 403)
    throw new Stop('configuration', `${url} answered ${status}: set CANVAS_ACCESS_TOKEN to a token that may read`);
};

const firstId = (body: unknown): string | undefined =>
  (body as { entry?: { resource?: { id?: string } }[] } | null | undefined)?.entry?.[0]?.resource?.id;

/** The server at a FHIR base. Looks for people and places to name in the bodies of probes. */
export const probeTarget = async (baseUrl: string, token: string): Promise<ProbeTarget> => {
  const get = async (path: string): Promise<Answer> => {
    const answer = await ask(`${baseUrl}${path}`, token, 'GET');
    refuseAccess(answer, `${baseUrl}${path}`);
    return answer;
  };
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
