// The grants of tokens as a scenario goes through them: that of a client alone, and that of a user, where the page lets everybody in.
import { jsonIn } from '../../schemas/json.ts';
import { formRequest, type Target } from '../../targets/index.ts';

/** Nobody listens there: the code is read from where the browser would be sent. */
const redirectUri = 'https://client.example/callback';

/** The launch context of staff who have no patient open, as base64. */
const nobodyOpen = Buffer.from('{"patient":""}').toString('base64');

/** A code for some scopes. Throws where none is given. */
export const codeFor = async ({ ehrUrl, client, hiddenSecret, send }: Target, scope: string): Promise<string> => {
  if (hiddenSecret !== undefined) return hiddenSecret;
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: client?.id ?? '',
    redirect_uri: redirectUri,
    scope,
    launch: nobodyOpen,
  });
  const response = await send(new Request(`${ehrUrl}/auth/authorize/?${query.toString()}`));
  const location = response.headers.get('location') ?? '';
  const code = location === '' ? null : new URL(location).searchParams.get('code');
  if (code === null) throw new Error(`No code: GET /auth/authorize/ answered ${response.status} ${location}`);
  return code;
};

/** A token for some scopes, after which the client has asked for another. Throws where there is none. */
export const firstOfTwoTokens = async (
  { ehrUrl, client, hiddenSecret, send }: Target,
  scope: string,
): Promise<string> => {
  if (hiddenSecret !== undefined) return hiddenSecret;
  const form = {
    grant_type: 'client_credentials',
    client_id: client?.id ?? '',
    client_secret: client?.secret ?? '',
    scope,
  };
  const ask = async (): Promise<string> => {
    const { status, text } = await send(formRequest(`${ehrUrl}/auth/token/`, form));
    const { access_token: token } = (jsonIn(text) ?? {}) as { access_token?: unknown };
    if (typeof token !== 'string') throw new Error(`No token: POST /auth/token/ answered ${status}`);
    return token;
  };
  const first = await ask();
  await ask();
  return first;
};

/** The refresh token that comes with a token for some scopes. Throws where there is none. */
export const refreshTokenFor = async (target: Target, scope: string): Promise<string> => {
  if (target.hiddenSecret !== undefined) return target.hiddenSecret;
  const form = {
    grant_type: 'authorization_code',
    code: await codeFor(target, scope),
    redirect_uri: redirectUri,
    client_id: target.client?.id ?? '',
    client_secret: target.client?.secret ?? '',
  };
  const { status, text } = await target.send(formRequest(`${target.ehrUrl}/auth/token/`, form));
  const { refresh_token: token } = JSON.parse(text) as { refresh_token?: string };
  if (token === undefined) throw new Error(`No refresh token: POST /auth/token/ answered ${status}`);
  return token;
};
