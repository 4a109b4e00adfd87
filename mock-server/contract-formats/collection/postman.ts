// A collection in the format of Postman 2.1, which newman runs.
import type { JsonObject } from '../../../schemas/json.ts';
import { settings, type Auth, type Call } from './call.ts';
import type { Collection } from './request-collection.ts';
import { linesAfter, linesBefore, type Dialect } from './scripts.ts';

const dialect: Dialect = {
  set: (name, value) => `pm.collectionVariables.set('${name}', ${value});`,
  header: (name) => `pm.response.headers.get('${name}')`,
  status: 'pm.response.code',
  body: 'pm.response.json()',
  filled: (text) => `pm.variables.replaceIn(${text})`,
  expect: 'pm.expect',
  test: 'pm.test',
};

const bearer = (variable: string): JsonObject => ({
  type: 'bearer',
  bearer: [{ key: 'token', value: `{{${variable}}}`, type: 'string' }],
});

const authOf = (auth: Auth): JsonObject =>
  auth === 'token' ? {} : { auth: auth === 'none' ? { type: 'noauth' } : bearer(auth) };

const eventOf = (listen: string, exec: readonly string[]): readonly JsonObject[] =>
  exec.length === 0 ? [] : [{ listen, script: { type: 'text/javascript', exec } }];

/** The base of a path: tokens come from the EHR host. */
const urlOf = (path: string): string => `${path.startsWith('/auth/') ? '{{ehrUrl}}' : '{{baseUrl}}'}${path}`;

const itemOf = (call: Call): JsonObject => ({
  name: call.name,
  event: [...eventOf('prerequest', linesBefore(call, dialect)), ...eventOf('test', linesAfter(call, dialect))],
  request: {
    method: call.method,
    ...(call.description === '' ? {} : { description: call.description }),
    header: Object.entries(call.headers).map(([key, value]) => ({ key, value })),
    ...authOf(call.auth),
    url: urlOf(call.path),
    ...(call.body === undefined ? {} : { body: { mode: 'raw', raw: call.body } }),
  },
  // A redirect is an answer like any other.
  protocolProfileBehavior: { followRedirects: false, disableBodyPruning: true },
});

/** The Postman collection. */
export const postmanOf = ({ name, description, token, calls, notShown }: Collection): JsonObject => ({
  info: {
    name,
    description: `${description}\n\nRefusals that need a setting of the instance, or more than a request: ${notShown.join(', ') || 'none'}.`,
    schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
  },
  auth: bearer('token'),
  variable: Object.entries({ ...settings, token }).map(([key, value]) => ({ key, value, type: 'string' })),
  item: [...new Set(calls.map(({ folder }) => folder))].map((folder) => ({
    name: folder,
    item: calls.filter((call) => call.folder === folder).map(itemOf),
  })),
});
