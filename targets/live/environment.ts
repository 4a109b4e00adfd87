// What the environment says about a live target: its addresses, credentials and limits, under any of their usual names.
import { usualPatience } from '../send.ts';
import { TargetFault } from '../failures.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The names of each setting; the first is the one that messages speak of. */
const names = {
  baseUrl: ['CANVAS_FHIR_BASE_URL', 'FUMAGE_BASE_URL'],
  ehrUrl: ['CANVAS_INSTANCE_URL', 'CANVAS_BASE_URL', 'CANVAS_URL'],
  clientId: ['CANVAS_CLIENT_ID', 'CANVAS_OAUTH_CLIENT_ID', 'CANVAS_API_CLIENT_ID'],
  clientSecret: ['CANVAS_CLIENT_SECRET', 'CANVAS_OAUTH_CLIENT_SECRET', 'CANVAS_API_CLIENT_SECRET'],
  token: ['CANVAS_ACCESS_TOKEN'],
} as const;

/** The first of several variables that is set to something. */
export const variableIn = (environment: Environment, ...of: readonly string[]): string | undefined =>
  of.map((name) => environment[name]?.trim()).find((value) => value !== undefined && value !== '');

const setting = (environment: Environment, name: keyof typeof names): string | undefined =>
  variableIn(environment, ...names[name]);

const address = (text: string | undefined, variable: string): string | undefined => {
  if (text === undefined) return undefined;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new TargetFault('configuration', `${variable} is not an http or https address: ${text}`);
  const { username, password } = new URL(text);
  if (username !== '' || password !== '')
    throw new TargetFault(
      'configuration',
      `${variable} holds a user name or password; take it out and set CANVAS_ACCESS_TOKEN`,
    );
  return text.replace(/\/+$/, '');
};

/** The FHIR host of an EHR host: the same with `fumage-`, unless it is an address of numbers or of this machine. */
const fhirUrlOf = (ehrUrl: string): string =>
  new URL(ehrUrl).hostname.includes('.canvasmedical.') && !ehrUrl.includes('://fumage-')
    ? ehrUrl.replace('://', '://fumage-')
    : ehrUrl;

/** The FHIR base of the target, if the environment names one, itself or through the EHR host. */
export const liveBaseUrl = (environment: Environment): string | undefined => {
  const fhir = address(setting(environment, 'baseUrl'), names.baseUrl[0]);
  const ehr = address(setting(environment, 'ehrUrl'), names.ehrUrl[0]);
  return fhir ?? (ehr === undefined ? undefined : fhirUrlOf(ehr));
};

/** The EHR host that belongs to a FHIR host: the same without `fumage-`, unless it is named. */
export const ehrUrlOf = (baseUrl: string, environment: Environment): string =>
  address(setting(environment, 'ehrUrl'), names.ehrUrl[0]) ?? baseUrl.replace('://fumage-', '://');

export interface Client {
  readonly id: string;
  readonly secret: string;
}

/** The client id and secret, where both are set. */
export const clientIn = (environment: Environment): Client | undefined => {
  const id = setting(environment, 'clientId');
  const secret = setting(environment, 'clientSecret');
  return id === undefined || secret === undefined ? undefined : { id, secret };
};

/** The token that was handed to the run, if one was. */
export const fixedToken = (environment: Environment): string | undefined => setting(environment, 'token');

/** The secrets that the environment holds. */
export const secretsOf = (environment: Environment): readonly string[] =>
  [setting(environment, 'clientSecret'), fixedToken(environment)].filter((value) => value !== undefined);

/** True where the environment names any credentials, whole or half. */
export const hasCredentials = (environment: Environment): boolean =>
  (['clientId', 'clientSecret', 'token'] as const).some((name) => setting(environment, name) !== undefined);

const noCredentials = 'No credentials: set CANVAS_ACCESS_TOKEN, or CANVAS_CLIENT_ID and CANVAS_CLIENT_SECRET';

/** What is missing from the credentials, in a sentence, or undefined. */
const missingCredentials = (environment: Environment): string | undefined => {
  const id = setting(environment, 'clientId');
  const secret = setting(environment, 'clientSecret');
  if (id !== undefined && secret === undefined) return 'CANVAS_CLIENT_ID is set without CANVAS_CLIENT_SECRET; set both';
  if (id === undefined && secret !== undefined) return 'CANVAS_CLIENT_SECRET is set without CANVAS_CLIENT_ID; set both';
  return id === undefined && fixedToken(environment) === undefined ? noCredentials : undefined;
};

/** Refuses half a configuration before anything is sent. Gives the base URL; undefined stands for the embedded mock. */
export const checkedBaseUrl = (environment: Environment): string | undefined => {
  const baseUrl = liveBaseUrl(environment);
  const missing = missingCredentials(environment);
  const hasCredentials = missing !== noCredentials;
  if (baseUrl === undefined && hasCredentials)
    throw new TargetFault(
      'configuration',
      'there are credentials but no address: set CANVAS_FHIR_BASE_URL, or unset the credentials to test the mock',
    );
  if (baseUrl !== undefined && missing !== undefined) throw new TargetFault('configuration', missing);
  return baseUrl;
};

/** A number from a variable within bounds, or something else where it is not set. */
export const numberIn = (
  environment: Environment,
  variable: string,
  otherwise: number,
  least: number,
  most: number,
): number => {
  const text = variableIn(environment, variable);
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (Number.isFinite(value) && value >= least && value <= most) return value;
  throw new TargetFault('configuration', `${variable} has to be a number from ${least} to ${most}, not '${text}'`);
};

/** Milliseconds to wait for one answer: CANVAS_TIMEOUT, in seconds. */
export const patienceIn = (environment: Environment, otherwise = usualPatience): number =>
  numberIn(environment, 'CANVAS_TIMEOUT', otherwise / 1000, 0.05, 600) * 1000;
