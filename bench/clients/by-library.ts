// The sound client over a library in the place of fetch, each as it is by itself: what it repeats, waits for and throws.
import axios from 'axios';
import got from 'got';
import { request as undiciRequest } from 'undici';

interface Sent {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

interface Received {
  readonly status: number;
  readonly headers: object;
  readonly text: string;
}

const libraries: Readonly<Record<string, (url: string, sent: Sent) => Promise<Received>>> = {
  axios: async (url, { method, headers, body }) => {
    const options = { url, method, headers, data: body, responseType: 'text', transformResponse: String } as const;
    const { status, headers: answered, data } = await axios.request<string>({ ...options, validateStatus: () => true });
    return { status, headers: answered, text: data };
  },
  got: async (url, { method, headers, body }) => {
    const options = {
      method: method as 'GET',
      headers,
      throwHttpErrors: false,
      ...(body === undefined ? {} : { body }),
    };
    const { statusCode, headers: answered, body: text } = await got(url, options);
    return { status: statusCode, headers: answered, text };
  },
  undici: async (url, { method, headers, body }) => {
    const options = { method: method as 'GET', headers, ...(body === undefined ? {} : { body }) };
    const { statusCode, headers: answered, body: stream } = await undiciRequest(url, options);
    return { status: statusCode, headers: answered, text: await stream.text() };
  },
};

const [name = ''] = process.argv.splice(2, 1);
const send = libraries[name];
if (send === undefined) throw new Error(`there is no library '${name}'`);

globalThis.fetch = async (input, init) => {
  const request = new Request(input, init);
  const text = await request.text();
  const {
    status,
    headers,
    text: body,
  } = await send(request.url, {
    method: request.method,
    headers: Object.fromEntries(request.headers),
    body: text === '' ? undefined : text,
  });
  const fields = Object.entries(headers).map(([field, value]): [string, string] => [field, String(value)]);
  return new Response(body === '' ? null : body, { status, headers: fields });
};

await import('./client.ts');
