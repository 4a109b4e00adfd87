// Whether a host looks like one where appointments may be made up.
import { variableIn, numberIn, type Environment } from './environment.ts';
import { TargetFault } from '../failures.ts';

const loopback = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/;

/** Words of a name, and the endings that are reserved for examples and tests. */
const sandboxWords =
  /(^|[.-])(sandbox|preview|dev|development|staging|stage|test|testing|demo|example|qa|uat|training)\d*([.-]|$)/;

/** True for this machine itself. */
export const isLoopback = (url: string): boolean => loopback.test(new URL(url).hostname);

/** True where nobody has to fear for real patients. */
export const isSandboxLike = (url: string): boolean => isLoopback(url) || sandboxWords.test(new URL(url).hostname);

/** Refuses a host that may hold real patients, unless it is named. */
export const checkHost = (url: string, environment: Environment): void => {
  const { hostname } = new URL(url);
  const allowed = (variableIn(environment, 'CANVAS_ALLOW_HOST') ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase());
  if (isSandboxLike(url) || allowed.includes(hostname)) return;
  throw new TargetFault(
    'stopped',
    `${hostname} does not look like a sandbox, and a run leaves cancelled appointments: name it with --allow-host ${hostname}`,
  );
};

/** Requests a second: CANVAS_RATE, else ten, and as many as it likes on this machine. */
export const rateIn = (environment: Environment, url: string): number =>
  numberIn(environment, 'CANVAS_RATE', isLoopback(url) ? Infinity : 10, 0.01, 100_000);
