// The wire table: docs/wire.md shows its lines, and every client sends them.
import { gzipSync } from 'node:zlib';
import type { JsonObject } from '../../schemas/json.ts';
import type { Row, Scene, WireRequest } from './row.ts';

type Asked = (scene: Scene) => Partial<WireRequest>;
type Headers = Readonly<Record<string, string>>;

const bytes = (body: JsonObject): Buffer => Buffer.from(JSON.stringify(body));

const create =
  (headers: Headers = {}, inBytes: (text: string) => Buffer = (text) => Buffer.from(text)): Asked =>
  (scene) => ({ method: 'POST', headers, body: inBytes(JSON.stringify(scene.create())) });

const createWith =
  (members: (scene: Scene) => JsonObject): Asked =>
  (scene) => ({ method: 'POST', body: bytes(scene.create(members(scene))) });

const update =
  (headers: Headers): Asked =>
  ({ appointment, create: body }) => ({
    method: 'PUT',
    path: `/Appointment/${appointment}`,
    headers,
    body: bytes(body()),
  });

const read =
  (headers: Headers = {}, method = 'GET'): Asked =>
  ({ appointment }) => ({ method, path: `/Appointment/${appointment}`, headers });

const search =
  (query: string | ((scene: Scene) => string)): Asked =>
  (scene) => ({ path: `/Appointment?${typeof query === 'string' ? query : query(scene)}` });

const at =
  (path: string, method = 'GET'): Asked =>
  () => ({ path, method });

const of = (topic: string, lines: readonly Omit<Row, 'topic'>[]): readonly Row[] =>
  lines.map((line) => ({ topic, ...line }));

/** Three million bytes, which are more than a body may have. */
const large = Buffer.from(JSON.stringify({ comment: 'a'.repeat(3_000_000) }));

const json = { 'content-type': /^application\/fhir\+json/ };
const [none, one, two, all] = [0, 1, 2, 3].map((total) => new RegExp(`"total":${total}[,}]`));

const methods = of('Methods', [
  {
    sent: '`HEAD` of anything served',
    gets: '405 without a body',
    request: read({}, 'HEAD'),
    has: { allow: /GET, PUT/ },
  },
  {
    sent: '`OPTIONS`',
    gets: '405; with `--cors` a preflight of an allowed origin 204',
    request: at('/Appointment', 'OPTIONS'),
    has: { allow: /POST, GET/ },
  },
  {
    sent: '`PATCH`, `DELETE` of an appointment',
    gets: '405 with `Allow`',
    request: read({}, 'DELETE'),
    says: /not supported/,
    has: { allow: /GET, PUT/ },
  },
  {
    sent: '`POST /metadata`',
    gets: '405 with `Allow: GET`',
    request: at('/metadata', 'POST'),
    has: { allow: /^GET$/ },
  },
  {
    sent: '`X-HTTP-Method-Override: DELETE`',
    gets: '200, the header is not looked at',
    request: read({ 'x-http-method-override': 'DELETE' }),
    says: /"Appointment"/,
  },
]);

const conditions = of('Conditions', [
  {
    sent: '`If-Unmodified-Since` before the last change, on `PUT`',
    gets: '412 `conflict`',
    request: update({ 'if-unmodified-since': 'Tue, 04 Mar 2003 00:30:00 GMT' }),
    says: /updated since/,
  },
  {
    sent: '`If-Unmodified-Since` after it',
    gets: '200',
    request: update({ 'if-unmodified-since': 'Wed, 04 Mar 2099 00:30:00 GMT' }),
    says: /^null$/,
  },
  {
    sent: '`If-Unmodified-Since` that is not an HTTP date',
    gets: '200, the header is not looked at',
    request: update({ 'if-unmodified-since': 'yesterday' }),
  },
  {
    sent: '`If-Match: W/"9"` on `PUT`',
    gets: '200, the header is not looked at',
    request: update({ 'if-match': 'W/"9"' }),
  },
  {
    sent: '`If-None-Match`, `If-Modified-Since` on `GET`',
    gets: '200 with the whole body, never 304',
    request: read({ 'if-none-match': 'W/"1"', 'if-modified-since': 'Wed, 04 Mar 2099 00:30:00 GMT' }),
    says: /"Appointment"/,
  },
  {
    sent: '`If-None-Exist` on `POST`',
    gets: '201, the header is not looked at',
    request: create({ 'if-none-exist': 'identifier=https://booking.example/appointments|B-7731' }),
  },
  {
    sent: '`Prefer: return=representation`',
    gets: '201 with the body `null`',
    request: create({ prefer: 'return=representation' }),
    says: /^null$/,
  },
  {
    sent: '`Range` on `GET`',
    gets: '200 with the whole body',
    request: read({ range: 'bytes=0-9' }),
    says: /"Appointment"/,
  },
]);

const references = of('References', [
  {
    sent: 'a body that refers to `<own base>/Location/<id>`',
    gets: '201, as by `Location/<id>`',
    request: createWith(({ url, location }) => ({
      supportingInformation: [{ reference: `${url}/Location/${location}` }],
    })),
  },
  {
    sent: 'a body that refers to a location of another host',
    gets: '201: the host is not looked at, type and id are',
    request: createWith(({ location }) => ({
      supportingInformation: [{ reference: `https://elsewhere.example/Location/${location}` }],
    })),
  },
  {
    sent: 'a body that refers to an unknown location by the own base',
    gets: '422',
    request: createWith(({ url }) => ({ supportingInformation: [{ reference: `${url}/Location/none` }] })),
  },
  {
    sent: '`?patient=<own base>/Patient/<id>`',
    gets: '200, as by `Patient/<id>`',
    request: search(({ url, patient }) => `patient=${url}/Patient/${patient}`),
    says: two,
  },
  {
    sent: '`?patient=<id>` without the type',
    gets: '200, as by `Patient/<id>`',
    request: search(({ patient }) => `patient=${patient}`),
    says: two,
  },
]);

const queries = of('Queries', [
  {
    sent: '`?date=ge2031-03-04T00:00:00+00:00`: a bare `+` is a blank',
    gets: '200, read as the day',
    request: search('date=ge2031-03-04T00:00:00+00:00'),
    says: one,
  },
  {
    sent: '`?date=ge2031-03-04T00:00:00%2B00:00`',
    gets: '200, read as the day',
    request: search('date=ge2031-03-04T00:00:00%2B00:00'),
    says: one,
  },
  {
    sent: '`date` twice, with `ge` and `lt`',
    gets: '200, both count',
    request: search('date=ge2031-03-04&date=lt2031-03-05'),
    says: one,
  },
  {
    sent: '`patient` twice, with two values',
    gets: '200, both must hold',
    request: search(({ patient }) => `patient=Patient/${patient}&patient=Patient/none`),
    says: none,
  },
  { sent: '`_count` twice', gets: '200, the last one counts', request: search('_count=1&_count=2'), says: /_count=2/ },
  {
    sent: '`?patient=Patient/<id>,Patient/<other>`, which FHIR reads as "or"',
    gets: '200, one of the two must hold',
    request: search(({ patient }) => `patient=Patient/${patient},Patient/none`),
    says: two,
  },
  {
    sent: '`?patient:Patient=…`, `?status:not=…`: a modifier makes a name that is not known',
    gets: '200, the parameter is left out',
    request: search('status:not=proposed'),
    says: all,
  },
  {
    sent: '`?nobody-knows=1`, `_include`, `_summary`, `_elements`',
    gets: '200, the parameter is left out',
    request: search('nobody-knows=1&_include=Appointment:patient&_summary=true&_elements=id'),
    says: all,
  },
  { sent: '`?date=` without a value', gets: '200, the parameter is left out', request: search('date='), says: all },
  { sent: '`?date=%zz`', gets: '400, read as it stands', request: search('date=%zz'), says: /%zz/ },
  {
    sent: '`_format=xml`, `_pretty=true`',
    gets: '200 in JSON; XML with `--validation framework` only',
    request: search('_format=xml&_pretty=true'),
    says: all,
    has: json,
  },
  {
    sent: '`POST /Appointment/_search` with a form',
    gets: '200',
    request: () => ({
      method: 'POST',
      path: '/Appointment/_search',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: Buffer.from('date=2031-03-04'),
    }),
    says: one,
  },
  {
    sent: '`POST /Appointment/_search` with JSON',
    gets: '400',
    request: () => ({ method: 'POST', path: '/Appointment/_search', body: Buffer.from('{}') }),
    says: /must be a form/,
  },
]);

const paths = of('Paths', [
  { sent: 'a slash at the end', gets: '200, as without it', request: at('/Appointment/'), says: all },
  {
    sent: '`/appointment`, an unknown type, `/Appointment/<id>/_history/1`',
    gets: '404 `not-found`',
    request: at('/appointment'),
    says: /Unknown path/,
  },
  {
    sent: 'an id in other letters',
    gets: '404 `not-found`',
    request: ({ appointment }) => ({ path: `/Appointment/${appointment.toUpperCase()}` }),
    says: /Unknown Appointment/,
  },
  { sent: '`/Appointment/%zz`', gets: '400', request: at('/Appointment/%zz'), says: /not a valid url/ },
]);

const accepts = of('Accept and token', [
  {
    sent: '`Accept: application/fhir+xml`, `text/html`, `image/png`',
    gets: '200 in JSON',
    request: read({ accept: 'application/fhir+xml' }),
    has: json,
  },
  {
    sent: '`Accept: application/fhir+xml` on `POST`',
    gets: '201 in JSON',
    request: create({ accept: 'application/fhir+xml' }),
    has: json,
  },
  {
    sent: '`Accept-Encoding: gzip`',
    gets: '200, not compressed',
    request: read({ 'accept-encoding': 'gzip' }),
    says: /"Appointment"/,
  },
  {
    sent: '`authorization: bearer …` in small letters',
    gets: '200',
    request: ({ token }) => ({ headers: { authorization: `bearer ${token}` } }),
  },
  {
    sent: 'no token, or one of `Basic`',
    gets: '401',
    request: () => ({ headers: { authorization: 'Basic eDp5' } }),
    says: /Authentication failed/,
  },
]);

const latin1 = (text: string): Buffer => Buffer.from(text.replace('First', 'Caf\u00e9'), 'latin1');

const bodies = of('Bodies', [
  {
    sent: '`application/fhir+json; charset=utf-8`, any `…+json`',
    gets: '201',
    request: create({ 'content-type': 'application/fhir+json; charset=utf-8' }),
  },
  {
    sent: '`text/json`, `text/plain`, `application/fhir+xml`',
    gets: '400',
    request: create({ 'content-type': 'text/json' }),
    says: /text\/json is not JSON/,
  },
  {
    sent: 'a byte order mark before the JSON',
    gets: '201, it is passed over',
    request: create({}, (text) => Buffer.from(`\ufeff${text}`)),
  },
  {
    sent: 'UTF-16 or UTF-32, with a byte order mark or without',
    gets: '400 by name',
    request: create({}, (text) => Buffer.from(text, 'utf16le')),
    says: /is UTF-16/,
  },
  {
    sent: 'Latin-1 with an accent, whatever `charset` says',
    gets: '400 by name',
    request: create({ 'content-type': 'application/json; charset=iso-8859-1' }, latin1),
    says: /not UTF-8/,
  },
  {
    sent: '`Content-Encoding: gzip` (or `deflate`, `br`, `zstd`)',
    gets: '400 by name',
    request: create({ 'content-encoding': 'gzip' }, (text) => gzipSync(text)),
    says: /Content-Encoding gzip/,
  },
  {
    sent: 'gzip that no header speaks of',
    gets: '400 by name',
    request: create({}, (text) => gzipSync(text)),
    says: /compressed/,
  },
  {
    sent: 'half of a pair of surrogates (`"\\ud800"`)',
    gets: '400 by name',
    request: create({}, (text) => Buffer.from(text.replace('First', '\\ud800'))),
    says: /surrogate/,
  },
  {
    sent: 'a member twice',
    gets: '201, the last one counts',
    request: create({}, (text) => Buffer.from(text.replace('{', '{"status":"booked",'))),
  },
  {
    sent: '`null` members at any depth',
    gets: '201, as if absent',
    request: createWith(() => ({ contained: null, comment: null })),
  },
  {
    sent: 'no body on `POST`',
    gets: '400',
    request: () => ({ method: 'POST', body: Buffer.from('') }),
    says: /is empty/,
  },
  {
    sent: 'a body nested deeper than 256 levels',
    gets: '400',
    request: () => ({ method: 'POST', body: Buffer.from(`${'['.repeat(2000)}${']'.repeat(2000)}`) }),
    says: /nested deeper/,
  },
  {
    sent: 'a body over the limit (1 MiB)',
    gets: '413 `too-long`; the connection stays open',
    request: () => ({ method: 'POST', body: large }),
    says: /too-long/,
  },
]);

const raw = (...lines: readonly string[]): Buffer => Buffer.from([...lines, '', ''].join('\r\n'), 'latin1');
const end = ['Host: localhost', 'Connection: close'] as const;

const connections = of('Connections', [
  {
    sent: '`Expect: 100-continue` and a body over the limit',
    gets: '413 before the body is sent',
    bytes: raw('POST /Appointment HTTP/1.1', 'Expect: 100-continue', 'Content-Length: 3000000', ...end),
    says: /too-long/,
  },
  {
    sent: 'another expectation',
    gets: '417',
    bytes: raw('GET / HTTP/1.1', 'Expect: 200-ok', ...end),
    says: /100-continue/,
  },
  {
    sent: 'request line and headers longer than 16 KiB',
    gets: '431',
    bytes: raw('GET / HTTP/1.1', `X-Long: ${'x'.repeat(20_000)}`, ...end),
    says: /longer than/,
  },
  { sent: 'a request line without a path or a version', gets: '400', bytes: raw('GET', ...end), says: /Bad request/ },
  { sent: 'a method of control characters', gets: '400', bytes: raw('\u0000ET / HTTP/1.1', ...end), says: /method/ },
  {
    sent: 'two lengths, or a length and chunks',
    gets: '400',
    bytes: raw('POST /Appointment HTTP/1.1', 'Content-Length: 1', 'Transfer-Encoding: chunked', ...end),
    says: /not a request/,
  },
  { sent: 'no `Host`', gets: '400', bytes: raw('GET / HTTP/1.1', 'Connection: close'), says: /Host/ },
  { sent: '`CONNECT`', gets: '405', bytes: raw('CONNECT example:443 HTTP/1.1', ...end), says: /not a proxy/ },
]);

export const rows: readonly Row[] = [
  ...methods,
  ...conditions,
  ...references,
  ...queries,
  ...paths,
  ...accepts,
  ...bodies,
  ...connections,
];
