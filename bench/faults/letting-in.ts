// Faults of tokens, of what stands around an answer, and of the capabilities.
import { withDevelopmentToken } from './asking.ts';
import {
  bodyOf,
  entriesOf,
  isCreate,
  isSearch,
  isSearchset,
  isUpdate,
  isWrite,
  refusal,
  refusals,
  wordsOf,
  without,
  type Asked,
  type Fault,
  type Json,
  type Told,
} from './fault.ts';

const scopeIn = ({ scope }: Json): string => (typeof scope === 'string' ? scope : '');

/** Knows what each token may do, from the answers to the requests for them. */
const knowingTokens = (isMeant: (scope: string, asked: Asked, told: Told) => boolean): Pick<Fault, 'act'> => {
  const scopes = new Map<string, string>();
  return {
    act: async (told, asked, ask) => {
      const body = (told.body ?? {}) as Json;
      if (asked.url.startsWith('/auth/token') && told.status === 200)
        scopes.set(`Bearer ${String(body['access_token'])}`, scopeIn(body));
      const scope = scopes.get(asked.headers['authorization'] ?? '');
      return scope !== undefined && isMeant(scope, asked, told) ? ask(withDevelopmentToken(asked)) : told;
    },
  };
};

const isOfPatient = (scope: string): boolean => scope.startsWith('patient/');

const withIssue = (told: Told, change: (issue: Json) => Json): Told => {
  const body = told.body as Json | null;
  return body !== null && typeof body === 'object' && Array.isArray(body['issue'])
    ? { ...told, body: { ...body, issue: (body['issue'] as Json[]).map(change) } }
    : told;
};

const textIn = (issue: Json): unknown => (issue['details'] as Json | undefined)?.['text'];

const unnumbered = (told: Told): Told => ({
  ...told,
  headers: without(told.headers, 'fumage-correlation-id') as Told['headers'],
});

const capabilities = (change: (resources: readonly Json[]) => readonly Json[]): Pick<Fault, 'tell'> => ({
  tell: (told, { url }) => {
    const body = told.body as Json;
    if (url !== '/metadata' || told.status !== 200) return told;
    const [rest] = body['rest'] as [Json];
    return { ...told, body: { ...body, rest: [{ ...rest, resource: change(rest['resource'] as Json[]) }] } };
  },
});

const isToken = ({ method, url }: Asked): boolean => method === 'POST' && url.startsWith('/auth/token');

/** What the token endpoint answers, changed. */
const tokens = (change: (body: Json) => Json): Pick<Fault, 'tell'> => ({
  tell: (told, asked) => (isToken(asked) && told.status === 200 ? { ...told, body: change(told.body as Json) } : told),
});

export const lettingIn = {
  'a wrong token may write': {
    rules: ['access/token-required'],
    act: async (told, asked, ask) =>
      told.status === 401 && asked.headers['authorization'] !== undefined && isWrite(asked)
        ? ask(withDevelopmentToken(asked))
        : told,
  },
  'a token to write may search': {
    rules: ['access/scope-required'],
    ...knowingTokens(
      (scope, asked, { status }) => status === 403 && isSearch(asked) && scope.includes('Appointment.write'),
    ),
  },
  'a token of a patient finds the appointment of another by _id': {
    rules: ['access/patient-token-sees-own'],
    ...knowingTokens((scope, asked) => isOfPatient(scope) && isSearch(asked) && asked.url.includes('_id=')),
  },
  'a token of a patient finds those of another whom the search names': {
    rules: ['access/patient-token-sees-own'],
    ...knowingTokens((scope, asked) => isOfPatient(scope) && isSearch(asked) && asked.url.includes('patient=')),
  },
  'a token of a patient counts those of others': {
    rules: ['access/patient-token-sees-own', 'searchset/total'],
    ...(() => {
      const known = new Set<string>();
      return {
        act: async (told: Told, asked: Asked, ask: (one: Asked) => Promise<Told>) => {
          const body = (told.body ?? {}) as Json;
          if (asked.url.startsWith('/auth/token') && isOfPatient(scopeIn(body)))
            known.add(`Bearer ${String(body['access_token'])}`);
          if (!known.has(asked.headers['authorization'] ?? '') || !isSearch(asked) || !isSearchset(told.body))
            return told;
          const all = await ask(withDevelopmentToken(asked));
          return { ...told, body: { ...told.body, total: (all.body as Json)['total'] } };
        },
      };
    })(),
  },
  'a token of a patient updates the appointment of another': {
    rules: ['access/patient-token-writes-own'],
    ...knowingTokens((scope, asked, { status }) => status === 403 && isOfPatient(scope) && isUpdate(asked)),
  },
  'the text of a refusal stands under diagnostics': {
    rules: ['interaction/outcome-shape'],
    tell: (told) => withIssue(told, (issue) => ({ ...without(issue, 'details'), diagnostics: textIn(issue) })),
  },
  'the details of an issue are a text': {
    rules: ['interaction/outcome-shape'],
    tell: (told) => withIssue(told, (issue) => ({ ...issue, details: textIn(issue) })),
  },
  'an unknown person or place is refused as invalid': {
    rules: ['interaction/outcome-shape'],
    ...refusals(422, /Unknown (Practitioner|Patient|Location)/, (told) =>
      withIssue(told, (issue) => ({ ...issue, code: 'invalid' })),
    ),
  },
  'a body that is no JSON is refused as structure': {
    rules: ['interaction/outcome-shape'],
    ...refusals(400, /body:/, (told) => withIssue(told, (issue) => ({ ...issue, code: 'structure' }))),
  },
  'an unknown type is a 400 on update': {
    rules: ['appointment-type/must-exist'],
    tell: (told, asked) =>
      isUpdate(asked) && wordsOf(told).includes('does not exist with system') ? { ...told, status: 400 } : told,
  },
  'an unknown practitioner is taken by an update': {
    rules: ['participant/unknown-practitioner'],
    act: async (told, asked, ask) =>
      isUpdate(asked) && wordsOf(told).includes('Unknown Practitioner')
        ? ask({ ...asked, body: JSON.stringify(without(bodyOf(asked), 'participant')) })
        : told,
  },
  'an unknown location is taken by an update': {
    rules: ['supporting-information/unknown-location'],
    act: async (told, asked, ask) =>
      isUpdate(asked) && wordsOf(told).includes('Unknown Location')
        ? ask({ ...asked, body: JSON.stringify(without(bodyOf(asked), 'supportingInformation')) })
        : told,
  },
  'a participant without a status is taken by an update': {
    rules: ['participant/status-required'],
    ask: (asked) =>
      isUpdate(asked) && Array.isArray(bodyOf(asked)['participant'])
        ? {
            ...asked,
            body: JSON.stringify({
              ...bodyOf(asked),
              participant: (bodyOf(asked)['participant'] as Json[]).map((one) => ({ status: 'accepted', ...one })),
            }),
          }
        : asked,
  },
  'a body of another type is taken by an update': {
    rules: ['interaction/body-is-the-resource'],
    ask: (asked) =>
      isUpdate(asked) && bodyOf(asked)['resourceType'] !== undefined
        ? { ...asked, body: JSON.stringify({ ...bodyOf(asked), resourceType: 'Appointment' }) }
        : asked,
  },
  'a faulty update is an empty 200': {
    rules: ['interaction/body-is-json', 'interaction/members-are-well-formed', 'booking/times-are-instants'],
    tell: (told, asked) => (isUpdate(asked) && told.status === 400 ? { ...told, status: 200, body: null } : told),
  },
  'the location header names the appointment before': {
    rules: ['interaction/create-location-header'],
    ...(() => {
      let before: string | undefined;
      return {
        tell: (told: Told, asked: Asked) => {
          const { location } = told.headers;
          if (!isCreate(asked) || told.status !== 201 || location === undefined) return told;
          const named = before ?? location;
          before = location;
          return { ...told, headers: { ...told.headers, location: named } };
        },
      };
    })(),
  },
  'a write has no correlation id': {
    rules: ['interaction/correlation-id'],
    tell: (told, asked) => (isWrite(asked) && told.status < 300 ? unnumbered(told) : told),
  },
  'a refused token has no correlation id': {
    rules: ['interaction/correlation-id'],
    tell: (told) => ([401, 403].includes(told.status) ? unnumbered(told) : told),
  },
  'the capabilities offer delete': {
    rules: ['interaction/capabilities'],
    ...capabilities((resources) =>
      resources.map((one) =>
        one['type'] === 'Appointment'
          ? { ...one, interaction: [...(one['interaction'] as Json[]), { code: 'delete' }] }
          : one,
      ),
    ),
  },
  'the capabilities ask for a token': {
    rules: ['interaction/capabilities'],
    ask: (asked) =>
      asked.url === '/metadata' && asked.headers['authorization'] === undefined
        ? refusal(401, 'Authentication failed', 'unknown')
        : asked,
  },
  'a search may be made without a token': {
    rules: ['access/token-required'],
    act: async (told, asked, ask) =>
      told.status === 401 && isSearch(asked) && asked.headers['authorization'] === undefined
        ? ask(withDevelopmentToken(asked))
        : told,
  },
  'an entry is found whoever asks': {
    rules: ['access/patient-token-sees-own'],
    ...knowingTokens(
      (scope, asked, { body }) =>
        isOfPatient(scope) && isSearch(asked) && isSearchset(body) && entriesOf(body).length === 0,
    ),
  },
  'a wrong secret gets a token': {
    rules: ['access/client-credentials', 'access/token-errors'],
    ask: async (asked, ask) => {
      const told = isToken(asked) ? await ask(asked) : undefined;
      return told?.status === 401
        ? {
            status: 200,
            headers: { 'content-type': 'application/json' },
            body: { access_token: 'given-to-anybody', token_type: 'Bearer', expires_in: 36_000, scope: 'user/*.*' },
          }
        : asked;
    },
  },
  'the life of a token is a text': {
    rules: ['access/client-credentials'],
    ...tokens((body) => ({ ...body, expires_in: String(body['expires_in']) })),
  },
  'a token does not say its scope': {
    rules: ['access/client-credentials', 'access/scope-granted'],
    ...tokens((body) => without(body, 'scope')),
  },
  'a token answer says bearer in small letters': {
    rules: ['access/client-credentials'],
    ...tokens((body) => ({ ...body, token_type: 'bearer' })),
  },
} as const satisfies Record<string, Fault>;
