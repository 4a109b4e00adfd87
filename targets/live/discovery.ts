// Finds out what it can about a live target: whom a search finds, and which neighbour types there are.
import { isObject, jsonIn } from '../../schemas/json.ts';
import type { Cast, TypeOfCast } from '../cast.ts';
import { NoAnswer, type Answer, type Send } from '../send.ts';
import { variableIn, type Environment } from './environment.ts';
import { isLoopback } from './host-check.ts';

/** Asks the target for a path with the token of the run. */
export type Ask = (path: string) => Promise<Answer>;

/** An `Ask` that sends with a token. */
export const askWith =
  (baseUrl: string, token: string, send: Send): Ask =>
  (path) =>
    send(
      new Request(`${baseUrl}${path}`, { headers: { authorization: `Bearer ${token}`, accept: 'application/json' } }),
    );

/** What may stand in a path and in a body as it is. Another id of a server is nobody that is asked for. */
const isId = (value: unknown): value is string => typeof value === 'string' && /^(?!\.+$)[\w.-]{1,64}$/.test(value);

const memberOf = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);

const idsIn = (text: string): readonly string[] => {
  const entries = memberOf(jsonIn(text), 'entry');
  return Array.isArray(entries) ? entries.map((entry) => memberOf(memberOf(entry, 'resource'), 'id')).filter(isId) : [];
};

const statusOf = async (ask: Ask, path: string): Promise<{ readonly status: number; readonly text: string }> => {
  try {
    return await ask(path);
  } catch (error) {
    if (error instanceof NoAnswer) return { status: 0, text: '' };
    throw error;
  }
};

interface Discovered {
  readonly ids: readonly string[];
  /** Why nobody could be looked for, or undefined. */
  readonly refusal: string | undefined;
}

const discover = async (ask: Ask, type: string): Promise<Discovered> => {
  const { status, text } = await statusOf(ask, `/${type}`);
  if (status === 200) return { ids: idsIn(text), refusal: undefined };
  return { ids: [], refusal: `GET /${type} answered ${status === 0 ? 'nothing' : status}` };
};

const neighbours = ['Location', 'Practitioner', 'Patient', 'Encounter', 'Schedule', 'Slot'] as const;

/** The neighbour types that the server does not know: it answers a search for them with 404 or 405. */
export const findUnserved = async (ask: Ask): Promise<ReadonlySet<string>> => {
  const missing = new Set<string>();
  for (const type of neighbours) {
    const { status } = await statusOf(ask, `/${type}?_count=1`);
    if ([0, 404, 405].includes(status)) missing.add(type);
  }
  return missing;
};

/** The ids of the document's examples, for a server that offers no search to find others. */
const documentedIds = {
  Practitioner: '4150cd20de8a470aa570a852859ac87e',
  Patient: 'ee1c7803325b47b492008f3e7c9d7a3d',
  Location: 'b3476a18-3f63-422d-87e7-b3dc0cd55060',
} as const;

type Kind = keyof typeof documentedIds;

const variables: Readonly<Record<Kind, readonly [one: string, other: string]>> = {
  Practitioner: ['CANVAS_PRACTITIONER_ID', 'CANVAS_SECOND_PRACTITIONER_ID'],
  Patient: ['CANVAS_PATIENT_ID', 'CANVAS_SECOND_PATIENT_ID'],
  Location: ['CANVAS_LOCATION_ID', 'CANVAS_SECOND_LOCATION_ID'],
};

/** `system|code|display` from a variable, or something else. */
const typeFrom = (text: string | undefined, otherwise: TypeOfCast): TypeOfCast => {
  const [system, code, display = ''] = text?.split('|') ?? [];
  return system === undefined || code === undefined ? otherwise : { system, code, display };
};

const none: TypeOfCast = { system: '', code: '', display: '' };
const officeVisit = { system: 'http://snomed.info/sct', code: '308335008', display: 'Office Visit' };
const initialVisit = { system: 'INTERNAL', code: 'INIV', display: 'Initial Visit' };

/** The two people or places of a kind: those that are named, else the first that a search finds. */
const pairOf = async (
  kind: Kind,
  ask: Ask,
  environment: Environment,
  say: (line: string) => void,
): Promise<[string, string]> => {
  const [one, other] = variables[kind];
  const given = [variableIn(environment, one), variableIn(environment, other)];
  const isGiven = given[0] !== undefined && given[1] !== undefined;
  const { ids, refusal } = isGiven ? { ids: [], refusal: undefined } : await discover(ask, kind);
  if (refusal !== undefined) say(`${refusal}: nobody could be looked for, so set ${one} and ${other}`);
  // Where a search works and finds nobody there is nobody; only where none works may the document's example be there.
  const main = given[0] ?? ids[0] ?? (refusal === undefined ? '' : documentedIds[kind]);
  return [main, given[1] ?? ids.find((id) => id !== main) ?? ''];
};

/** The cast of a live target. `say` hears of each search that was refused. */
export const castFrom = async (ask: Ask, environment: Environment, say: (line: string) => void): Promise<Cast> => {
  const [ann, bea] = await pairOf('Practitioner', ask, environment, say);
  const [pat, quinn] = await pairOf('Patient', ask, environment, say);
  const [clinic, annex] = await pairOf('Location', ask, environment, say);
  return {
    practitioners: { Ann: ann, Bea: bea },
    patients: { Pat: pat, Quinn: quinn },
    locations: { Clinic: clinic, Annex: annex },
    canvasBot: variableIn(environment, 'CANVAS_BOT_ID') ?? '',
    clinicNumber: variableIn(environment, 'CANVAS_LOCATION_NUMBER') ?? '',
    defaultType: typeFrom(variableIn(environment, 'CANVAS_DEFAULT_TYPE'), officeVisit),
    unscheduleableType: typeFrom(variableIn(environment, 'CANVAS_UNSCHEDULEABLE_TYPE'), none),
    reason: typeFrom(variableIn(environment, 'CANVAS_REASON_CODING'), initialVisit),
  };
};

/**
 * The people that may be written about: those that the configuration names. On this machine those that a search has
 * found count as named, since nobody keeps patients there.
 */
export const namedPeople = (cast: Cast, baseUrl: string, environment: Environment): ReadonlySet<string> => {
  const people: [type: Kind, id: string, variable: string][] = [
    ['Practitioner', cast.practitioners.Ann, variables.Practitioner[0]],
    ['Practitioner', cast.practitioners.Bea, variables.Practitioner[1]],
    ['Patient', cast.patients.Pat, variables.Patient[0]],
    ['Patient', cast.patients.Quinn, variables.Patient[1]],
    ['Practitioner', cast.canvasBot, 'CANVAS_BOT_ID'],
  ];
  return new Set(
    people
      .filter(
        ([, id, variable]) => id !== '' && (isLoopback(baseUrl) || variableIn(environment, variable) !== undefined),
      )
      .map(([type, id]) => `${type}/${id}`),
  );
};
