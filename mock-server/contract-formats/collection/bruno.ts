// A collection in the format of Bruno: a folder of text files, which its command line runs.
import { settings, type Auth, type Call } from './call.ts';
import type { Collection } from './request-collection.ts';
import { form } from './plain-calls.ts';
import { linesAfter, linesBefore, type Dialect } from './scripts.ts';

const dialect: Dialect = {
  set: (name, value) => `bru.setVar('${name}', ${value});`,
  header: (name) => `res.getHeader('${name}')`,
  status: 'res.getStatus()',
  body: 'res.getBody()',
  filled: (text) => `bru.interpolate(${text})`,
  expect: 'expect',
  test: 'test',
};

const indent = (lines: readonly string[]): readonly string[] => lines.map((line) => (line === '' ? '' : `  ${line}`));

/** A block of a file; none where it would be empty. */
const block = (name: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`${name} {`, ...indent(lines), '}', ''];

const pairs = (values: Readonly<Record<string, string | number>>): readonly string[] =>
  Object.entries(values).map(([name, value]) => `${name}: ${value}`);

const modes: Readonly<Record<Auth, string>> = {
  token: 'inherit',
  none: 'none',
  tokenForPatients: 'bearer',
  tokenOfOtherPatient: 'bearer',
};

const bearer = (variable: string): readonly string[] => block('auth:bearer', [`token: {{${variable}}}`]);

/** The base of a path: tokens come from the EHR host. */
const urlOf = (path: string): string => `${path.startsWith('/auth/') ? '{{ehrUrl}}' : '{{baseUrl}}'}${path}`;

const isForm = ({ headers }: Call): boolean => headers['content-type'] === form['content-type'];

const bodyMode = (call: Call): string => (call.body === undefined ? 'none' : isForm(call) ? 'formUrlEncoded' : 'text');

/** The block of a body: a form by its fields, any other as it stands, whatever its media type. */
const bodyBlock = (call: Call): readonly string[] => {
  const { body = '' } = call;
  if (isForm(call))
    return block(
      'body:form-urlencoded',
      [...new URLSearchParams(body)].map((field) => field.join(': ')),
    );
  return block('body:text', body === '' ? [] : body.split('\n'));
};

/** The text of a request. */
const requestText = (call: Call, position: number): string =>
  [
    ...block('meta', pairs({ name: call.name, type: 'http', seq: position })),
    ...block(call.method.toLowerCase(), pairs({ url: urlOf(call.path), body: bodyMode(call), auth: modes[call.auth] })),
    ...(modes[call.auth] === 'bearer' ? bearer(call.auth) : []),
    ...block('headers', pairs(call.headers)),
    ...bodyBlock(call),
    ...block('script:pre-request', linesBefore(call, dialect)),
    ...block('tests', linesAfter(call, dialect)),
    ...block('settings', pairs({ encodeUrl: 'false', followRedirects: 'false', maxRedirects: 0 })),
    ...block('docs', call.description === '' ? [] : [call.description]),
  ].join('\n');

const fileName = (name: string): string => name.replaceAll('/', ' ');

/** The files of the Bruno collection, by path. */
export const brunoOf = ({ name, description, token, calls, notShown }: Collection): ReadonlyMap<string, string> => {
  const folders = [...new Set(calls.map(({ folder }) => folder))];
  const folderFiles = folders.map(
    (folder, index) =>
      [`${folder}/folder.bru`, block('meta', pairs({ name: folder, seq: index + 1 })).join('\n')] as const,
  );
  const requests = folders.flatMap((folder) =>
    calls
      .filter((call) => call.folder === folder)
      .map((call, index) => [`${folder}/${fileName(call.name)}.bru`, requestText(call, index + 1)] as const),
  );
  const docs = [
    description,
    '',
    `Refusals that need a setting of the instance, or more than a request: ${notShown.join(', ') || 'none'}.`,
  ];
  const collection = [...block('auth', ['mode: bearer']), ...bearer('token'), ...block('docs', docs)];
  return new Map([
    ['bruno.json', `${JSON.stringify({ version: '1', name, type: 'collection' }, null, 2)}\n`],
    ['collection.bru', collection.join('\n')],
    ['environments/mock.bru', block('vars', pairs({ ...settings, token })).join('\n')],
    ...folderFiles,
    ...requests,
  ]);
};
