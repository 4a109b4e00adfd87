// A server that is right in what it does and hostile in its words: controls of a terminal, commands of a CI job, markup.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What turns the order of letters, what has no width, and marks piled up over the lines above. */
export const unseenWords = `\u202e0 \u2067\u200f\u061c\u200b\u200d\ufeff\u{e0041}o${'\u0336'.repeat(40)}`;

/** Words that clear a screen, colour it, set its title, turn a line round, and are commands of a CI job on lines of their own. */
export const hostileWords =
  unseenWords +
  '\u001b[2J\u001b]0;owned\u0007\u009b31m\u202e\r\n::error::owned\n  ::stop-commands::x\n##[add-mask]owned ##vso[x]y\n%0A::error::owned\u0000</script><img src=x onerror=owned>]]>`|';

/** Characters of a text that act on whoever reads it. */
export const actingCharacters = (text: string): readonly string[] =>
  text.match(
    // eslint-disable-next-line no-control-regex -- these are the characters that are meant
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\udb40|\u0336{5}/g,
  ) ?? [];

/** What of a text would act on a terminal, or on the job whose log it stands in. */
export const actsOnReader = (text: string): readonly string[] => [
  ...actingCharacters(text),
  ...(text.match(/^\s*::.*$|##\w*\[.*$/gm) ?? []),
];

const worded = /^(text|display|diagnostics|title|error|error_description|status|code|reference)$/;

/** The value with hostile words behind each text of a member that is shown to people. */
const hostile = (value: unknown, name = ''): unknown => {
  if (typeof value === 'string') return worded.test(name) ? value + hostileWords : value;
  if (Array.isArray(value)) return value.map((one) => hostile(one, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, hostile(member, key)]));
};

const skipped = /^(transfer-encoding|content-length|connection|keep-alive|content-type)$/;

export interface HostileServer {
  readonly url: string;
  readonly close: () => void;
}

/** Starts a server that passes requests on to a mock, and answers in its own words. */
export const serveHostileWords = async (to: string): Promise<HostileServer> => {
  const answer = async (path: string, init: RequestInit): Promise<Buffer> => {
    const response = await fetch(to + path, { ...init, redirect: 'manual' });
    const text = await response.text();
    const isJson = text.startsWith('{');
    const body = Buffer.from(isJson ? JSON.stringify(hostile(JSON.parse(text))) : text + hostileWords);
    const head = [
      `HTTP/1.1 ${response.status} No\u001b[31m\u009b1m`,
      ...[...response.headers].filter(([name]) => !skipped.test(name)).map(([name, value]) => `${name}: ${value}`),
      `content-type: ${response.headers.get('content-type') ?? 'text/html'}; x=\u009b31m`,
      'server: x\u009b31m',
      `content-length: ${body.length}`,
      'connection: close',
    ];
    return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), body]);
  };
  const server = createServer((request, response) => {
    void (async () => {
      const { method = 'GET', url = '/', headers } = request;
      const sent = await buffer(request);
      const { authorization = '', 'content-type': type = 'application/json' } = headers;
      const init = { method, headers: { 'content-type': type, ...(authorization === '' ? {} : { authorization }) } };
      const bytes = await answer(url, sent.length === 0 ? init : { ...init, body: new Uint8Array(sent) });
      response.socket?.end(bytes);
    })();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
