// What a recorded exchange is in terms of the API: which interaction, on which record, with which body.
import { isObject, objectsIn, jsonIn, type JsonObject } from '../../schemas/json.ts';
import type { Recorded } from '../traffic/index.ts';

type Kind = 'create' | 'read' | 'update' | 'search' | 'token' | 'other';

const types = 'Appointment|Patient|Practitioner|Location|Encounter|Schedule|Slot';
const fhirPath = new RegExp(`^/+(${types})(?:/([^/?]*))?(?:/_history/[^/?]*)?/?(?:\\?|$)`);

interface Route {
  readonly kind: Kind;
  readonly type: string;
  readonly id: string;
}

const kindOf = (method: string, hasId: boolean): Kind => {
  if (method === 'POST') return hasId ? 'other' : 'create';
  if (method === 'PUT') return hasId ? 'update' : 'other';
  if (method !== 'GET') return 'other';
  return hasId ? 'read' : 'search';
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** What an exchange asks for. */
export const routeOf = ({ method, path }: Recorded): Route => {
  if (/^\/auth\/token\/?(\?|$)/.test(path)) return { kind: 'token', type: '', id: '' };
  const [, type = '', id = ''] = fhirPath.exec(path) ?? [];
  if (type === '') return { kind: 'other', type: '', id: '' };
  if (id === '_search') return { kind: 'search', type, id: '' };
  return { kind: kindOf(method, id !== ''), type, id: decoded(id) };
};

/** Whether an exchange belongs to Canvas's FHIR API or its token endpoint. */
export const isOfCanvas = (call: Recorded): boolean =>
  /^\/auth\/(token|authorize)/.test(call.path) || fhirPath.test(call.path) || call.path.startsWith('/metadata');

const isKind =
  (kind: Kind, type = 'Appointment') =>
  (call: Recorded): boolean => {
    const route = routeOf(call);
    return route.kind === kind && (kind === 'token' || route.type === type);
  };

export const isCreate = isKind('create');
export const isRead = isKind('read');
export const isUpdate = isKind('update');
export const isSearch = isKind('search');
export const isToken = isKind('token');
export const isWrite = (call: Recorded): boolean => isCreate(call) || isUpdate(call);
export const isFhir = (call: Recorded): boolean => routeOf(call).type !== '';

export const hasSucceeded = ({ status, isLost }: Recorded): boolean => !isLost && status >= 200 && status < 300;

/** The body that was sent, where it is a JSON object. */
export const sentIn = ({ body }: Recorded): JsonObject | undefined => {
  const value = jsonIn(body);
  return isObject(value) ? value : undefined;
};

/** The records that an answer shows: the one of a read, or those of a page. */
export const shownIn = ({ answer }: Recorded): readonly JsonObject[] => {
  if (!isObject(answer)) return [];
  if (answer['resourceType'] !== 'Bundle') return [answer];
  return objectsIn(answer['entry']).flatMap(({ resource }) => (isObject(resource) ? [resource] : []));
};

/** The url of a link of a Bundle. */
export const linkOf = ({ answer }: Recorded, relation: string): string | undefined => {
  if (!isObject(answer)) return undefined;
  const url = objectsIn(answer['link']).find((link) => link['relation'] === relation)?.['url'];
  return typeof url === 'string' ? url.replace(/^https?:\/\/[^/]+/, '') : undefined;
};

/** The query of a path. */
export const queryOf = (path: string): URLSearchParams => new URLSearchParams(path.split('?')[1] ?? '');

/** What a search asks for: a search by POST has its parameters in a form, too. */
export const askedIn = ({ method, path, body }: Recorded): URLSearchParams =>
  new URLSearchParams([...queryOf(path), ...(method === 'POST' ? new URLSearchParams(body) : [])]);

/** An exchange in one line. */
export const lineOf = ({ method, path, status, isLost }: Recorded): string =>
  `${method} ${path.length > 120 ? `${path.slice(0, 120)}…` : path} (${isLost ? 'no whole answer' : `answered ${status}`})`;
