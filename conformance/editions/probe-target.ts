// How a probe speaks to a server: through the fence, the budget and the ledger of a run, which ends at the first write that
// had to be refused and was accepted.
import { Withheld, type Answer as Wire } from '../../targets/index.ts';
import { guardedServer, isLoopback, runVariable, variableIn, type GuardedServer } from '../../targets/live/index.ts';
import {
  asStop,
  cleanupCommand,
  conclusionOf,
  diagnosisOf,
  heedSignals,
  openRun,
  preflight,
  putAway,
  remedies,
  type Cleanup,
  type Diagnosis,
  type Environment,
} from '../live/index.ts';
import { Stop } from '../run/exit-codes.ts';
import { issueIn } from '../../schemas/issue.ts';
import { jsonIn } from '../../schemas/json.ts';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** Text of the first issue of an OperationOutcome; '' where there is none. */
  readonly text: string;
}

/** Whom and what the bodies of probes name. */
export interface Found {
  /** One that the environment names; else one that nobody is, so that nothing can be written about a person. */
  readonly practitioner: string;
  /** One that the environment names, or nobody. */
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
  /** Throws a Stop where the server no longer answers what it answered well before. */
  readonly checkStillThere: () => Promise<void>;
  /** Puts away what a server has created although it had to refuse it; in lines, where there was something. */
  readonly close: () => Promise<readonly string[]>;
}

/** Ids that no server gives. */
const unknownId = '00000000-0000-4000-8000-000000000000';
const unknownPerson = '0'.repeat(32);

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

const orStop = (error: unknown): never => {
  if (error instanceof Withheld) throw new Stop(error.need === 'access' ? 'configuration' : 'stopped', error.message);
  throw asStop(error);
};

const answerOf = (wire: Wire, request: string): Answer => {
  refuseOthers(wire, request);
  const body = jsonIn(wire.text);
  return { status: wire.status, body, text: issueIn(body).text };
};

/** Whom a search finds counts as named on this machine only, as in every run. */
const foundFor = ({ cast }: GuardedServer, baseUrl: string, environment: Environment): Found => {
  const named = (variable: string, id: string): string | undefined =>
    id !== '' && (isLoopback(baseUrl) || variableIn(environment, variable) !== undefined) ? id : undefined;
  return {
    practitioner: named('CANVAS_PRACTITIONER_ID', cast.practitioners.Ann) ?? unknownPerson,
    patient: named('CANVAS_PATIENT_ID', cast.patients.Pat),
    location: cast.locations.Clinic === '' ? undefined : cast.locations.Clinic,
  };
};

type Opened = Omit<ProbeTarget, 'close'>;

/** What probes ask of a server that stands behind the guard of a run. */
const asked = (server: GuardedServer, baseUrl: string, environment: Environment): Opened => {
  const { client, guard } = server;
  const write = async (method: string, path: string, body: object): Promise<Answer> => {
    const headers = {
      authorization: `Bearer ${await client.tokens.tokenFor()}`,
      accept: 'application/json',
      'content-type': 'application/json',
    };
    const request = new Request(`${baseUrl}${path}`, { method, headers, body: JSON.stringify(body) });
    return answerOf(await guard.send(request).catch(orStop), `${method} ${baseUrl}${path}`);
  };
  return {
    get: async (path) => answerOf(await client.ask(path).catch(orStop), `GET ${baseUrl}${path}`),
    postRefused: (body) => write('POST', '/Appointment', body),
    putUnknown: (body) => write('PUT', `/Appointment/${unknownId}`, body),
    found: foundFor(server, baseUrl, environment),
    checkStillThere: () => client.checkStillThere().catch(orStop),
  };
};

/** Whether there was something to put away: a server that refuses everything leaves nothing. */
const hasPutAway = ({ closed, open, left }: Cleanup): boolean => closed + open.length + left.length > 0;

/** Opens a server at a FHIR base as a run that creates nothing; it ends at the first write that is accepted. */
export const probeTarget = async (baseUrl: string, environment: Environment): Promise<ProbeTarget> => {
  const run = openRun(baseUrl, environment);
  const look = await preflight(run.client);
  if (!look.isReady) throw new Stop('inconclusive', look.reason);
  const unheed = heedSignals(cleanupCommand(run));
  const close = async (): Promise<readonly string[]> => {
    const lines = await putAway(run, [], hasPutAway);
    unheed();
    return lines;
  };
  const ofRun = { ...environment, [runVariable]: run.run, CANVAS_LEDGER: run.ledger };
  try {
    return { ...asked(await guardedServer(baseUrl, ofRun, 'smoke'), baseUrl, environment), close };
  } catch (error) {
    await close();
    throw asStop(error);
  }
};
