// A server as the counterpart: opened through the same gate as a live run, and put in order afterwards.
import { existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentToken } from '../../mock-server/index.ts';
import type { Edition } from '../../schemas/editions/editions.ts';
import { hasCredentials, isLoopback, openTarget, runVariable } from '../../targets/live/index.ts';
import { NoAnswer, TargetFault, Withheld } from '../../targets/index.ts';
import {
  type Environment,
  cleanupCommand,
  openRun,
  heedSignals,
  preflight,
  putAway,
  asStop,
} from '../../conformance/live/index.ts';
import { withMisnamed } from './misnamed.ts';
import { Stop, type Conclusion } from '../../conformance/run/exit-codes.ts';
import { type Counterpart, performWhileAnswered, type Performed } from '../requests/index.ts';

/** A ledger in memory where there is such a place: it outlives this process, and writing it costs nothing. */
const temporaryLedger = (): string =>
  // eslint-disable-next-line no-restricted-syntax -- where there is such a folder it is in memory, else the temporary one serves
  join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), `canvas-ledger-${process.pid}.jsonl`);

/** True where nothing that is created has to be cleaned up: this machine, and nobody has asked for a ledger. */
export const canLeaveRecords = (baseUrl: string, environment: Environment): boolean =>
  isLoopback(baseUrl) && (environment['CANVAS_LEDGER'] ?? '') === '';

/** On this machine nobody keeps patients: there is no limit of creates, and a mock's own token is tried. */
const withDefaults = (baseUrl: string, environment: Environment): Environment => ({
  ...(canLeaveRecords(baseUrl, environment) ? { CANVAS_LEDGER: temporaryLedger() } : {}),
  ...(isLoopback(baseUrl) ? { CANVAS_MAX_CREATES: '1000000' } : {}),
  ...(isLoopback(baseUrl) && !hasCredentials(environment) ? { CANVAS_ACCESS_TOKEN: developmentToken } : {}),
  ...environment,
  CANVAS_FHIR_BASE_URL: baseUrl,
});

const addressOf = (text: string): string => {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text.replace(/\/+$/, '');
  throw new Stop('usage', `${text} is not an http or https address; write it like http://127.0.0.1:4010`);
};

type Client = Parameters<typeof preflight>[0];

/** A server that fails may have broken down: then nothing it says from there on is a difference, and the run ends. */
const upToBreakdown = async (given: Performed, client: Client): Promise<Performed> => {
  const failure = given.outcomes.findIndex((outcome) => outcome !== undefined && outcome.status >= 500);
  if (failure === -1) return given;
  const outcomes = given.outcomes.slice(0, failure);
  if (given.ended !== undefined) return { outcomes, ended: given.ended };
  const look = await preflight(client);
  return look.isReady ? given : { outcomes, ended: new TargetFault('unreachable', look.reason) };
};

/** Ends the command where a server cannot be tested at all. */
const checkReady = async (client: Client): Promise<void> => {
  const look = await preflight(client);
  if (!look.isReady) throw new Stop('inconclusive', look.reason);
};

/** Opens a server as the counterpart. Ends the command where it cannot be tested at all. */
export const openServer = async (url: string, edition: Edition, given: Environment): Promise<Counterpart> => {
  const baseUrl = addressOf(url);
  const isLeft = canLeaveRecords(baseUrl, given);
  const environment = withDefaults(baseUrl, given);
  const run = openRun(baseUrl, environment);
  const forget = (): void => {
    if (isLeft) rmSync(run.ledger, { force: true });
  };
  await checkReady(run.client).catch((error: unknown) => {
    forget();
    throw error;
  });
  const unheed = heedSignals(isLeft ? 'nothing on this machine is cleaned up' : cleanupCommand(run));
  const runEnvironment = { ...environment, [runVariable]: run.run, CANVAS_LEDGER: run.ledger };
  return {
    name: baseUrl,
    canBeAsked: true,
    open: () => openTarget(baseUrl, edition, runEnvironment),
    answer: async (script, target, mock) =>
      upToBreakdown(withMisnamed(await performWhileAnswered(target, script, mock.outcomes)), run.client),
    close: async () => {
      forget();
      const lines = isLeft
        ? ['cleanup     none on this machine: what was created stays (--ledger cleans it up)']
        : await putAway(run);
      unheed();
      return lines;
    },
  };
};

/** What ends a comparison but loses nothing: the target is gone, or a limit of the run is reached. */
export const endOf = (
  error: unknown,
): { readonly reason: string; readonly isOver: boolean; readonly conclusion: Conclusion } | undefined => {
  // One script is left out; others may need less.
  if (error instanceof Withheld) return { reason: error.message, isOver: false, conclusion: 'inconclusive' };
  const stop = asStop(error);
  if (!(stop instanceof Stop)) return undefined;
  const reason = error instanceof NoAnswer ? `the other side stopped answering: ${stop.message}` : stop.message;
  return { reason, isOver: true, conclusion: stop.conclusion };
};
