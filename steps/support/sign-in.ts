// The grants of tokens as a scenario goes through them: that of a client alone, and that of a user, where the page lets everybody in.
import { isObject, jsonIn } from '../../schemas/json.ts';
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

/** A token that the client is given for a form, by its member of the answer. Throws where there is none. */
const askForToken = async (
  { ehrUrl, client, send }: Target,
  member: 'access_token' | 'refresh_token',
  form: Readonly<Record<string, string>>,
): Promise<string> => {
  const whole = { ...form, client_id: client?.id ?? '', client_secret: client?.secret ?? '' };
  const { status, text } = await send(formRequest(`${ehrUrl}/auth/token/`, whole));
  const answer = jsonIn(text);
  const token = isObject(answer) ? answer[member] : undefined;
  if (typeof token === 'string') return token;
  throw new Error(`No ${member.replace('_', ' ')}: POST /auth/token/ answered ${status}`);
};

/** A token for some scopes, after which the client has asked for another. Throws where there is none. */
export const firstOfTwoTokens = async (target: Target, scope: string): Promise<string> => {
  if (target.hiddenSecret !== undefined) return target.hiddenSecret;
  const form = { grant_type: 'client_credentials', scope };
  const first = await askForToken(target, 'access_token', form);
  await askForToken(target, 'access_token', form);
  return first;
};

/** The refresh token that comes with a token for some scopes. Throws where there is none. */
export const refreshTokenFor = async (target: Target, scope: string): Promise<string> => {
  if (target.hiddenSecret !== undefined) return target.hiddenSecret;
  const code = await codeFor(target, scope);
  return askForToken(target, 'refresh_token', { grant_type: 'authorization_code', code, redirect_uri: redirectUri });
};
