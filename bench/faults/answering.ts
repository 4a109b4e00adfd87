// Faults of what surrounds an answer: status, headers, tokens, words, and which request is let in.
import { withDevelopmentToken } from './asking.ts';
import {
  bodyOf,
  isCreate,
  isReadOf,
  isSearch,
  isUpdate,
  refusal,
  refusals,
  without,
  type Asked,
  type Fault,
  type Json,
  type Told,
} from './fault.ts';

const answers = (
  isMeant: (told: Told, asked: Asked) => boolean,
  change: (told: Told) => Told,
): Pick<Fault, 'tell'> => ({
  tell: (told, asked) => (isMeant(told, asked) ? change(told) : told),
});

const withIssues = (told: Told, change: (issues: readonly Json[]) => readonly Json[]): Told => {
  const body = told.body as Json | null;
  return body !== null && typeof body === 'object' && Array.isArray(body['issue'])
    ? { ...told, body: { ...body, issue: change(body['issue'] as Json[]) } }
    : told;
};

export const answering = {
  'an update answers 204': {
    rules: ['interaction/documented-statuses', 'interaction/update-answers-null'],
    ...answers(
      ({ status }, asked) => isUpdate(asked) && status === 200,
      (told) => ({ ...told, status: 204, body: undefined }),
    ),
  },
  'an update answers 201': {
    rules: ['interaction/documented-statuses'],
    ...answers(
      ({ status }, asked) => isUpdate(asked) && status === 200,
      (told) => ({ ...told, status: 201 }),
    ),
  },
  'an update answers the resource': {
    rules: ['interaction/update-answers-null'],
    act: async (told, asked, ask) =>
      isUpdate(asked) && told.status === 200
        ? { ...told, body: (await ask({ ...asked, method: 'GET', body: '' })).body }
        : told,
  },
  'a create answers an empty object': {
    rules: ['interaction/create-answers-null'],
    ...answers(
      ({ status }, asked) => isCreate(asked) && status === 201,
      (told) => ({ ...told, body: {} }),
    ),
  },
  'a search answers 206': {
    rules: ['interaction/documented-statuses', 'searchset/shape'],
    ...answers(
      ({ status }, asked) => isSearch(asked) && status === 200,
      (told) => ({ ...told, status: 206 }),
    ),
  },
  'an unknown id is read as an empty 200': {
    rules: ['interaction/unknown-id'],
    ...answers(
      ({ status }, asked) => isReadOf('Appointment', asked) && status === 404,
      (told) => ({ ...told, status: 200, body: null }),
    ),
  },
  'an unknown id is echoed in lower case': {
    rules: ['interaction/unknown-id'],
    ...answers(
      ({ status }, asked) => isReadOf('Appointment', asked) && status === 404,
      (told) =>
        withIssues(told, (issues) =>
          issues.map(
            (issue) => JSON.parse(JSON.stringify(issue).replace(/(?<=')[^']+(?=')/, (id) => id.toLowerCase())) as Json,
          ),
        ),
    ),
  },
  'an update of an unknown id makes it': {
    rules: ['interaction/unknown-id', 'interaction/create-makes-one', 'interaction/refused-writes-change-nothing'],
    act: async (told, asked, ask) =>
      isUpdate(asked) && told.status === 404 && bodyOf(asked)['start'] !== undefined
        ? ask({ ...asked, method: 'POST', url: '/Appointment', body: JSON.stringify(without(bodyOf(asked), 'id')) })
        : told,
  },
  'a refusal has no correlation id': {
    rules: ['interaction/correlation-id'],
    ...answers(
      ({ status }) => status >= 400,
      (told) => ({ ...told, headers: without(told.headers, 'fumage-correlation-id') as Told['headers'] }),
    ),
  },
  'a wrong token is fine': {
    rules: ['access/token-required'],
    ask: (asked) =>
      asked.url.startsWith('/Appointment') && 'authorization' in asked.headers ? withDevelopmentToken(asked) : asked,
  },
  'a missing token is a 403': {
    rules: ['access/token-required'],
    ...refusals(401, /Authentication failed/, (told) => ({ ...told, status: 403 })),
  },
  'a missing scope is a 401': {
    rules: ['access/scope-required'],
    ...refusals(403, /Authorization failed/, (told) => ({ ...told, status: 401 })),
  },
  'a scope that reads may write': {
    rules: ['access/scope-required'],
    act: async (told, asked, ask) =>
      told.status === 403 && (isCreate(asked) || isUpdate(asked)) ? ask(withDevelopmentToken(asked)) : told,
  },
  'a scope that searches is not asked for': {
    rules: ['access/scope-required'],
    act: async (told, asked, ask) => (told.status === 403 && isSearch(asked) ? ask(withDevelopmentToken(asked)) : told),
  },
  'the severity of an issue is warning': {
    rules: ['interaction/outcome-shape'],
    tell: (told) => withIssues(told, (issues) => issues.map((issue) => ({ ...issue, severity: 'warning' }))),
  },
  'an issue stands there twice': {
    rules: ['interaction/outcome-shape'],
    tell: (told) => withIssues(told, (issues) => [...issues, ...issues]),
  },
  'the code of a 404 is processing': {
    rules: ['interaction/unknown-id', 'interaction/outcome-shape'],
    ...answers(
      ({ status }, asked) => status === 404 && asked.url.startsWith('/Appointment/'),
      (told) => withIssues(told, (issues) => issues.map((issue) => ({ ...issue, code: 'processing' }))),
    ),
  },
  'a refusal is of text/html': {
    rules: ['interaction/plain-json'],
    ...answers(
      ({ status }) => status === 422,
      (told) => ({ ...told, headers: { ...told.headers, 'content-type': 'text/html' } }),
    ),
  },
  'a content type with a charset is refused': {
    rules: ['interaction/plain-json'],
    ask: (asked) =>
      /charset/i.test(asked.headers['content-type'] ?? '') && asked.method !== 'GET'
        ? refusal(415, 'Unsupported media type', 'not-supported')
        : asked,
  },
  'a read without a content type is refused': {
    rules: ['interaction/plain-json'],
    ask: (asked) =>
      isReadOf('Appointment', asked) && asked.headers['content-type'] === undefined
        ? refusal(400, 'Bad request', 'invalid')
        : asked,
  },
  'an update with If-Unmodified-Since of now is refused': {
    rules: ['interaction/if-unmodified-since'],
    ask: (asked) =>
      isUpdate(asked) && asked.headers['if-unmodified-since'] !== undefined
        ? refusal(412, 'Resource updated since If-Unmodified-Since date', 'conflict')
        : asked,
  },
} as const satisfies Record<string, Fault>;
