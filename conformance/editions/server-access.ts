// The server that `editions detect` is told of, and the token for it.
import { developmentToken } from '../../mock-server/index.ts';
import { checkHost, hasCredentials, isLoopback } from '../../targets/live/index.ts';
import { asStop, namedTarget, type Environment } from '../live/index.ts';
import { Stop } from '../run/exit-codes.ts';

/** Refuses a host that may hold real patients, unless it is named. */
const refuseUnnamedHost = (baseUrl: string, environment: Environment): void => {
  try {
    checkHost(baseUrl, environment);
  } catch (error) {
    throw asStop(error);
  }
};

/** The environment with a server and its credentials: on this machine the development token of a mock will do. */
export const environmentFor = (baseUrl: string, environment: Environment): Environment => {
  const isMock = isLoopback(baseUrl) && !hasCredentials(environment);
  const token = isMock ? { CANVAS_ACCESS_TOKEN: developmentToken } : {};
  const complete = { ...environment, ...token, CANVAS_FHIR_BASE_URL: baseUrl };
  refuseUnnamedHost(baseUrl, complete);
  namedTarget(complete);
  return complete;
};

/** A FHIR base as it is given on the command line, without a slash at the end. */
export const baseUrlFrom = (text: string): string => {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).username === '')
    return text.replace(/\/+$/, '');
  throw new Stop('usage', `no http or https address without user and password: ${text.replace(/\/\/[^/]*@/, '//…@')}`);
};
