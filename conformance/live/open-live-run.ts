// Opens a live run: the host is one to write to, the ledger can be written, and the client stands ready.
import {
  checkHost,
  ehrUrlOf,
  type Environment,
  Ledger,
  ledgerIn,
  LiveClient,
  newRun,
} from '../../targets/live/index.ts';
import { NoAnswer, TargetFault } from '../../targets/index.ts';
import { Stop } from '../run/exit-codes.ts';

/** A fault of a target as the end of a command. */
export const asStop = (error: unknown): unknown =>
  error instanceof TargetFault || error instanceof NoAnswer
    ? new Stop(error.kind === 'unreachable' ? 'inconclusive' : error.kind, error.message)
    : error;

export interface OpenRun {
  readonly run: string;
  readonly ledger: string;
  readonly client: LiveClient;
}

/** Makes the client to a target. */
export const clientTo = (baseUrl: string, environment: Environment): LiveClient => {
  try {
    return new LiveClient(baseUrl, ehrUrlOf(baseUrl, environment), environment);
  } catch (error) {
    throw asStop(error);
  }
};

/** Opens a run before anything is sent. */
export const openRun = (baseUrl: string, environment: Environment): OpenRun => {
  try {
    checkHost(baseUrl, environment);
    const [run, ledger] = [newRun(), ledgerIn(environment)];
    const client = clientTo(baseUrl, environment);
    new Ledger(ledger).open(run, baseUrl);
    return { run, ledger, client };
  } catch (error) {
    throw asStop(error);
  }
};
