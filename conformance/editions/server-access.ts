// The token for a server that is only looked at: from the environment, or the development token of a mock.
import { developmentToken } from '../../mock-server/index.ts';
import { Stop } from '../run/exit-codes.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

const granted = async (ehrUrl: string, id: string, secret: string): Promise<string> => {
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret });
  const response = await fetch(`${ehrUrl}/auth/token/`, { method: 'POST', body: form, redirect: 'manual' }).catch(
    (error: unknown) => {
      throw new Stop(
        'configuration',
        `no answer from ${ehrUrl}/auth/token/: ${String((error as Error).cause ?? error)}`,
      );
    },
  );
  const { access_token: token } = (await response.json().catch(() => ({}))) as { access_token?: string };
  if (token !== undefined) return token;
  throw new Stop(
    'configuration',
    `${ehrUrl}/auth/token/ answered ${response.status} without a token: see CANVAS_CLIENT_ID`,
  );
};

/** The token to use with a FHIR base. */
export const tokenOf = async (baseUrl: string, environment: Environment): Promise<string> => {
  const { CANVAS_ACCESS_TOKEN: token, CANVAS_CLIENT_ID: id, CANVAS_CLIENT_SECRET: secret } = environment;
  if (token !== undefined && token !== '') return token;
  const ehrUrl = environment['CANVAS_INSTANCE_URL'] ?? baseUrl.replace('://fumage-', '://');
  if (id !== undefined && secret !== undefined) return granted(ehrUrl.replace(/\/+$/, ''), id, secret);
  if (loopback.has(new URL(baseUrl).hostname)) return developmentToken;
  throw new Stop('configuration', 'no token: set CANVAS_ACCESS_TOKEN, or CANVAS_CLIENT_ID and CANVAS_CLIENT_SECRET');
};

/** A FHIR base as it is given on the command line, without a slash at the end. */
export const baseUrlFrom = (text: string): string => {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).username === '')
    return text.replace(/\/+$/, '');
  throw new Stop('usage', `no http or https address without user and password: ${text.replace(/\/\/[^/]*@/, '//…@')}`);
};
