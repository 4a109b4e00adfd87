// Forms of the wire: how bytes are laid out, compressed and sent, and over which connection.
import type { ServerResponse } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import type { Form, Written } from './form.ts';

const compressed =
  (encoding: string, compress: (text: string) => Buffer): NonNullable<Form['write']> =>
  (response, { status, headers, text }, { headers: asked }) => {
    const isWanted = (asked['accept-encoding'] ?? '').includes(encoding) && text !== '';
    response.writeHead(status, isWanted ? { ...headers, 'content-encoding': encoding } : headers);
    response.end(isWanted ? compress(text) : text);
  };

/** Sends an answer as bytes of our own making, and closes. */
const raw = (response: ServerResponse, version: string, { status, headers, text }: Written): void => {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  response.socket?.end(`HTTP/${version} ${status} OK\r\n${lines.join('')}\r\n${text}`);
};

const spelled =
  (contentType: string): NonNullable<Form['tell']> =>
  (told) =>
    (told.headers['content-type'] ?? '').startsWith('application/fhir+json')
      ? { ...told, headers: { ...told.headers, 'content-type': contentType } }
      : told;

export const wireForms = {
  'JSON is pretty-printed': { spell: (body) => JSON.stringify(body, null, 2) },
  'non-ASCII and slashes are escaped': {
    spell: (body) =>
      JSON.stringify(body)
        .replaceAll('/', String.raw`\/`)
        .replace(/[^\0-\x7f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`),
  },
  'answers come in chunks': {
    write: (response, { status, headers, text }) => {
      response.writeHead(status, { ...headers, 'transfer-encoding': 'chunked' });
      for (let at = 0; at < text.length; at += 100) response.write(text.slice(at, at + 100));
      response.end();
    },
  },
  'answers are gzipped': { write: compressed('gzip', gzipSync) },
  'answers are compressed by brotli': { write: compressed('br', brotliCompressSync) },
  'answers are deflated': { write: compressed('deflate', deflateSync) },
  'the media type is spelled with a charset': { tell: spelled('application/fhir+json;charset=UTF-8') },
  'the media type is spelled in capitals': { tell: spelled('Application/FHIR+JSON; Charset="utf-8"') },
  'the media type names the FHIR version': { tell: spelled('application/fhir+json; fhirVersion=4.0') },
  'header names are in capitals': {
    write: (response, { status, headers, text }) => {
      response.writeHead(
        status,
        Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value])),
      );
      response.end(text);
    },
  },
  'header names have capitals at their words': {
    write: (response, { status, headers, text }) => {
      const titled = (name: string): string => name.replace(/(^|-)[a-z]/g, (sign) => sign.toUpperCase());
      response.writeHead(
        status,
        Object.fromEntries(Object.entries(headers).map(([name, value]) => [titled(name), value])),
      );
      response.end(text);
    },
  },
  'each answer says its length': {
    write: (response, { status, headers, text }) => {
      response.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(text)) });
      response.end(text);
    },
  },
  'early hints come before each answer': {
    write: (response, { status, headers, text }) => {
      response.writeEarlyHints({ link: '</x>; rel=preload' });
      response.writeHead(status, headers);
      response.end(text);
    },
  },
  'the reason phrase is empty': {
    write: (response, { status, headers, text }) => {
      response.writeHead(status, ' ', headers);
      response.end(text);
    },
  },
  'a body ends in a new line': { spell: (body) => `${JSON.stringify(body)}\n` },
  'no answer says when it was given': {
    write: (response, { status, headers, text }) => {
      response.sendDate = false;
      response.writeHead(status, headers);
      response.end(text);
    },
  },
  'idle connections are closed at once': { idle: 1 },
  'each connection is closed after its answer': {
    write: (response, { status, headers, text }) => {
      response.writeHead(status, { ...headers, connection: 'close' });
      response.end(text);
    },
  },
  'the server speaks HTTP/1.0': {
    write: (response, written) => raw(response, '1.0', written),
  },
  'the server has an IPv6 address': { host: '::1' },
  'the certificate is of a private authority': {
    isTls: true,
    environment: {
      NODE_EXTRA_CA_CERTS: fileURLToPath(new URL('../test-support/self-signed.pem', import.meta.url)),
    },
  },
  'the FHIR base has a path': { prefix: '/fhir/r4' },
  'an answer takes two seconds': { delay: 2000, rules: 'status/cancelled-is-final,searchset/empty' },
} as const satisfies Record<string, Form>;
