// Bytes that are almost a request: one thing in a right one is wrong.
import fc from 'fast-check';
import type { FuzzRequest } from './request.ts';

const right = [
  'GET /Appointment?_count=1 HTTP/1.1',
  'Host: localhost',
  'Authorization: Bearer canvas-development-token',
  'X-Mock-World: {world}',
  'Connection: close',
];

const requestLines = [
  'GET',
  'GET /',
  'GET / HTTP/9.9',
  'G\u0000T / HTTP/1.1',
  'get /Appointment HTTP/1.1',
  'BREW /Appointment HTTP/1.1',
  'GET http://localhost/Appointment HTTP/1.1',
  'GET //Appointment HTTP/1.1',
  'GET /Appointment#x HTTP/1.1',
  'PATCH http://localhost/Appointment/x HTTP/1.1',
  'GET /Appointment?x=\u00e9 HTTP/1.1',
  'GET /%ff%fe HTTP/1.1',
  'GET * HTTP/1.1',
  'OPTIONS * HTTP/1.1',
  'CONNECT localhost:80 HTTP/1.1',
  'GET /Appointment HTTP/1.0',
  'PRI * HTTP/2.0',
  `GET /${'a'.repeat(9000)} HTTP/1.1`,
  `GET /Appointment?${'a=b&'.repeat(6000)} HTTP/1.1`,
  `GET /Appointment/${'a'.repeat(20_000)} HTTP/1.1`,
];

const headerLines = [
  `X-Long: ${'a'.repeat(20_000)}`,
  'Content-Length: -1',
  'Content-Length: x',
  'Content-Length: 5\r\nContent-Length: 6',
  'Content-Length: 3\r\nTransfer-Encoding: chunked',
  'Transfer-Encoding: chunked, identity',
  'No colon',
  ' folded: x',
  'X\u0000: y',
  'X-Control: a\u0001b',
  'Host: other',
  'Expect: 200-maybe',
  'Expect: 100-continue, x',
  'Upgrade: websocket\r\nConnection: Upgrade',
  ...Array.from({ length: 1 }, () => Array.from({ length: 2100 }, (_none, index) => `X-${index}: y`).join('\r\n')),
];

const lines = fc.oneof(
  fc.constantFrom(...requestLines).map((line) => [line, ...right.slice(1)]),
  fc.constantFrom(...headerLines).map((line) => [...right.slice(0, -1), line, ...right.slice(-1)]),
  fc.tuple(fc.nat(200), fc.nat(255)).map(([at, code]) => {
    const text = right.join('\r\n');
    const place = at % text.length;
    return [`${text.slice(0, place)}${String.fromCharCode(code)}${text.slice(place + 1)}`];
  }),
);

/** Bytes on a new connection, whose other half is closed behind them. */
export const rawBytes: fc.Arbitrary<FuzzRequest> = fc
  .tuple(lines, fc.constantFrom('\r\n\r\n', '\r\n\r\n', '\r\n\r\n', '\n\n', '\r\n', '\r\n\r\nrest'))
  .map(([text, end]) => ({ face: 'bytes', method: '', path: '', headers: {}, bytes: text.join('\r\n') + end }));
