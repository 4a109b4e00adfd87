// Any server at a base URL as a target: a Canvas sandbox, or one that claims to be compatible.
import { randomInt } from 'node:crypto';
import { dayAfter, type Cast, type TypeOfCast } from '../cast.ts';
import type { Need, Target } from './target.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The first of several names of a variable that is set. */
const first = (environment: Environment, ...names: readonly string[]): string | undefined =>
  names.map((name) => environment[name]?.trim()).find((value) => value !== undefined && value !== '');

/** The base URL of the target, if the environment names one. */
export const liveBaseUrl = (environment: Environment): string | undefined =>
  first(environment, 'CANVAS_FHIR_BASE_URL', 'FUMAGE_BASE_URL')?.replace(/\/+$/, '');

/** The EHR host that belongs to a FHIR host: the same without `fumage-`, unless it is named. */
const ehrUrlOf = (baseUrl: string, environment: Environment): string =>
  first(environment, 'CANVAS_INSTANCE_URL', 'CANVAS_BASE_URL', 'CANVAS_URL')?.replace(/\/+$/, '') ??
  baseUrl.replace('://fumage-', '://');

const issued = new Map<string, Promise<string>>();

const requestToken = async (ehrUrl: string, form: Record<string, string>): Promise<string> => {
  const response = await fetch(`${ehrUrl}/auth/token/`, { method: 'POST', body: new URLSearchParams(form) });
  const text = await response.text();
  if (!response.ok) throw new Error(`POST ${ehrUrl}/auth/token/ answered ${response.status}: ${text.slice(0, 200)}`);
  return (JSON.parse(text) as { access_token: string }).access_token;
};

const credentials = (environment: Environment): Target['client'] => {
  const id = first(environment, 'CANVAS_CLIENT_ID', 'CANVAS_OAUTH_CLIENT_ID', 'CANVAS_API_CLIENT_ID');
  const secret = first(environment, 'CANVAS_CLIENT_SECRET', 'CANVAS_OAUTH_CLIENT_SECRET', 'CANVAS_API_CLIENT_SECRET');
  return id === undefined || secret === undefined ? undefined : { id, secret };
};

/** A token, asked for once per scope and kept for the run. */
const tokenFor = (
  ehrUrl: string,
  environment: Environment,
  scope: string | undefined,
  patient?: string,
): Promise<string> => {
  const fixed = first(environment, 'CANVAS_ACCESS_TOKEN');
  if (fixed !== undefined && scope === undefined) return Promise.resolve(fixed);
  const client = credentials(environment);
  if (client === undefined)
    throw new Error('No credentials: set CANVAS_ACCESS_TOKEN, or CANVAS_CLIENT_ID and CANVAS_CLIENT_SECRET');
  const wanted = scope ?? first(environment, 'CANVAS_SCOPE') ?? '';
  const key = `${ehrUrl} ${wanted} ${patient ?? ''}`;
  const token =
    issued.get(key) ??
    requestToken(ehrUrl, {
      grant_type: 'client_credentials',
      client_id: client.id,
      client_secret: client.secret,
      ...(wanted === '' ? {} : { scope: wanted }),
      ...(patient === undefined ? {} : { patient }),
    });
  issued.set(key, token);
  return token;
};

/** The ids of the first resources that a search finds. */
const discovered = async (baseUrl: string, token: string, type: string): Promise<string[]> => {
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
  const response = await fetch(`${baseUrl}/${type}`, { headers }).catch(() => undefined);
  if (!response?.ok) return [];
  const bundle = (await response.json().catch(() => ({}))) as { entry?: { resource?: { id?: string } }[] };
  return (bundle.entry ?? []).flatMap(({ resource }) => resource?.id ?? []);
};

const neighbours = ['Location', 'Practitioner', 'Patient', 'Encounter', 'Schedule', 'Slot'] as const;

/** The neighbour types that the server does not know: it answers a search for them with 404 or 405. */
const unserved = async (baseUrl: string, token: string): Promise<ReadonlySet<string>> => {
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
  const statuses = await Promise.all(
    neighbours.map(async (type) => {
      const response = await fetch(`${baseUrl}/${type}?_count=1`, { headers }).catch(() => undefined);
      await response?.arrayBuffer();
      return response?.status ?? 404;
    }),
  );
  return new Set(neighbours.filter((_type, position) => [404, 405].includes(statuses[position] ?? 404)));
};

/** The ids of the document's examples, for a server that offers no search to find others. */
const shown = {
  Practitioner: '4150cd20de8a470aa570a852859ac87e',
  Patient: 'ee1c7803325b47b492008f3e7c9d7a3d',
  Location: 'b3476a18-3f63-422d-87e7-b3dc0cd55060',
} as const;

/** `system|code|display` from a variable, or something else. */
const typeFrom = (text: string | undefined, otherwise: TypeOfCast): TypeOfCast => {
  const [system, code, display = ''] = text?.split('|') ?? [];
  return system === undefined || code === undefined ? otherwise : { system, code, display };
};

const none: TypeOfCast = { system: '', code: '', display: '' };
const officeVisit = { system: 'http://snomed.info/sct', code: '308335008', display: 'Office Visit' };
const initialVisit = { system: 'INTERNAL', code: 'INIV', display: 'Initial Visit' };

const castFrom = async (baseUrl: string, token: string, environment: Environment): Promise<Cast> => {
  const people = async (type: keyof typeof shown, one: string, other: string): Promise<[string, string]> => {
    const given = [first(environment, one), first(environment, other)];
    const found = given[0] !== undefined && given[1] !== undefined ? [] : await discovered(baseUrl, token, type);
    const main = given[0] ?? found[0] ?? shown[type];
    return [main, given[1] ?? found.find((id) => id !== main) ?? ''];
  };
  const [ann, bea] = await people('Practitioner', 'CANVAS_PRACTITIONER_ID', 'CANVAS_SECOND_PRACTITIONER_ID');
  const [pat, quinn] = await people('Patient', 'CANVAS_PATIENT_ID', 'CANVAS_SECOND_PATIENT_ID');
  const [clinic, annex] = await people('Location', 'CANVAS_LOCATION_ID', 'CANVAS_SECOND_LOCATION_ID');
  return {
    practitioners: { Ann: ann, Bea: bea },
    patients: { Pat: pat, Quinn: quinn },
    locations: { Clinic: clinic, Annex: annex },
    canvasBot: first(environment, 'CANVAS_BOT_ID') ?? '',
    clinicNumber: first(environment, 'CANVAS_LOCATION_NUMBER') ?? '',
    defaultType: typeFrom(first(environment, 'CANVAS_DEFAULT_TYPE'), officeVisit),
    unscheduleableType: typeFrom(first(environment, 'CANVAS_UNSCHEDULEABLE_TYPE'), none),
    reason: typeFrom(first(environment, 'CANVAS_REASON_CODING'), initialVisit),
  };
};

const backstageReason = 'only a mock offers it: a sandbox cannot be told by API';

const needs = (
  cast: Cast,
  client: Target['client'],
  environment: Environment,
): Readonly<Record<Need, string | undefined>> => {
  const missing = (value: string, variable: string): string | undefined =>
    value === '' ? `set ${variable}` : undefined;
  const isForbidden = first(environment, 'CANVAS_DOUBLE_BOOKING') === 'forbid';
  return {
    'client-credentials': missing(client?.id ?? '', 'CANVAS_CLIENT_ID and CANVAS_CLIENT_SECRET'),
    'double-booking-off': isForbidden
      ? undefined
      : 'switch double booking off there and set CANVAS_DOUBLE_BOOKING=forbid',
    'double-booking-on': isForbidden ? 'CANVAS_DOUBLE_BOOKING=forbid says that it is off' : undefined,
    clock: backstageReason,
    settings: backstageReason,
    records: backstageReason,
    'unscheduleable-type': missing(cast.unscheduleableType.code, 'CANVAS_UNSCHEDULEABLE_TYPE=system|code'),
    'canvas-bot': missing(cast.canvasBot, 'CANVAS_BOT_ID'),
    'clinic-number': missing(cast.clinicNumber, 'CANVAS_LOCATION_NUMBER'),
    'second-patient': missing(cast.patients.Quinn, 'CANVAS_SECOND_PATIENT_ID'),
    'second-practitioner': missing(cast.practitioners.Bea, 'CANVAS_SECOND_PRACTITIONER_ID'),
    'second-location': missing(cast.locations.Annex, 'CANVAS_SECOND_LOCATION_ID'),
  };
};

// Days that no other scenario uses: a far beginning by chance, then two weeks further for each scenario.
const firstDay = dayAfter('2031-01-01', randomInt(0, 700) * 30);
const daysApart = 14;
let scenarios = 0;

interface Surroundings {
  readonly cast: Cast;
  readonly unserved: ReadonlySet<string>;
}

const surroundingsFrom = async (baseUrl: string, token: string, environment: Environment): Promise<Surroundings> => ({
  cast: await castFrom(baseUrl, token, environment),
  unserved: await unserved(baseUrl, token),
});

let surroundingsOfRun: Promise<Surroundings> | undefined;

/** A server as the target of one scenario. The cast is found once for the run; each scenario has a day of its own. */
export const liveTarget = async (baseUrl: string, edition: string, environment: Environment): Promise<Target> => {
  const ehrUrl = ehrUrlOf(baseUrl, environment);
  const token = (scope?: string, patient?: string): Promise<string> => tokenFor(ehrUrl, environment, scope, patient);
  surroundingsOfRun ??= token().then((value) => surroundingsFrom(baseUrl, value, environment));
  const { cast, unserved: missing } = await surroundingsOfRun;
  const client = credentials(environment);
  const lacking: Readonly<Record<string, string | undefined>> = needs(cast, client, environment);
  return {
    kind: 'live',
    baseUrl,
    ehrUrl,
    edition,
    cast,
    day: dayAfter(firstDay, scenarios++ * daysApart),
    client,
    token,
    backstage: undefined,
    lacks: (need) => {
      const type = /^resource-(\w+)$/.exec(need)?.[1];
      return type !== undefined && missing.has(type) ? `the target does not serve ${type}` : lacking[need];
    },
    close: () => Promise.resolve(),
  };
};
